/** Optimisers in parts, so that a known mistake can replace one part of the right rules. */
import type { Tensor } from "#tensor";

interface Optimiser {
  step(parameters: readonly Tensor[], gradients: readonly Tensor[]): Tensor[];
}

export type OptimiserClass<Options> = new (options?: Options) => Optimiser;

/** The class of the reference, which knows the defaults and refuses what is wrong. */
type Reference<Options> = new (options?: Options) => Optimiser & { readonly options: Required<Options> };

export interface Moment<Options, State> {
  readonly parameter: Tensor;
  readonly gradient: Tensor;
  readonly options: Required<Options>;
  /** 1 at the first step. */
  readonly time: number;
  /** What is kept of the steps before. */
  readonly before: State;
}

export interface Rules<Options, State> {
  /** What is kept before the first step. */
  start(parameter: Tensor, options: Required<Options>): State;
  /** What is kept after a step. */
  next(moment: Moment<Options, State>): State;
  /** What is taken off the parameter. */
  change(moment: Moment<Options, State> & { readonly now: State }): Tensor;
  /** Under which number the state of a parameter is kept. */
  slot(index: number): number;
  /** Which gradient a parameter goes by. */
  gradientOf(index: number): number;
  /** Whether a step begins with an empty state, as if there had been none before. */
  readonly forgets: boolean;
  /** Whether wrong options and gradients are refused. */
  readonly refuses: boolean;
}

type Needed<Options, State> = Pick<Rules<Options, State>, "start" | "next" | "change">;

/** Makes optimisers out of the right rules with some of them changed. */
export function optimiserOf<Options, State>(reference: Reference<Options>, right: Needed<Options, State>) {
  return (changed: Partial<Rules<Options, State>> = {}): OptimiserClass<Options> => {
    const usual = {
      slot: (index: number) => index,
      gradientOf: (index: number) => index,
      forgets: false,
      refuses: true,
    };
    const rules: Rules<Options, State> = { ...usual, ...right, ...changed };
    return class {
      readonly options: Required<Options>;
      readonly judge: Optimiser;
      states: State[] = [];
      time = 0;
      constructor(options?: Options) {
        this.options = { ...new reference().options, ...options };
        this.judge = rules.refuses ? new reference(options) : { step: () => [] };
      }
      step(parameters: readonly Tensor[], gradients: readonly Tensor[]): Tensor[] {
        this.judge.step(parameters, gradients);
        this.time += 1;
        if (rules.forgets) [this.states, this.time] = [[], 1];
        const { options, time } = this;
        return parameters.map((parameter, index) => {
          const gradient = gradients[rules.gradientOf(index)]!;
          const before = this.states[rules.slot(index)] ?? rules.start(parameter, options);
          const moment = { parameter, gradient, options, time, before };
          const now = rules.next(moment);
          this.states[rules.slot(index)] = now;
          return parameter.sub(rules.change({ ...moment, now }));
        });
      }
    };
  };
}
