import { zeros, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import type { AdamOptions } from "#reference/08-optimisers/adam.ts";
import type { AdamModule } from "./adam.programs.ts";

type Options = Required<AdamOptions>;

interface Moments {
  readonly mean: Tensor;
  readonly square: Tensor;
}

/** The parts of algorithm 1, each of which a mistake may replace. */
interface Rules {
  /** How a mean takes in what is new. */
  average(old: Tensor, newest: Tensor, decay: number): Tensor;
  /** m̂ and v̂. */
  correct(moments: Moments, time: number, options: Options): Moments;
  /** What is taken off the parameter, from m̂ and v̂. */
  change(corrected: Moments, options: Options, time: number): Tensor;
  /** What is kept for the next step. */
  keep(moments: Moments, corrected: Moments): Moments;
  /** Under which number the state of a parameter is kept. */
  slot(index: number): number;
  /** How far t moves before a parameter's update, and after. */
  tick(index: number): { before: number; after: number };
}

const algorithm: Rules = {
  average: (old, newest, decay) => old.mul(decay).add(newest.mul(1 - decay)),
  correct: ({ mean, square }, time, { beta1, beta2 }) => ({
    mean: mean.div(1 - beta1 ** time),
    square: square.div(1 - beta2 ** time),
  }),
  change: ({ mean, square }, { learningRate, epsilon }) => mean.mul(learningRate).div(square.sqrt().add(epsilon)),
  keep: (moments) => moments,
  slot: (index) => index,
  tick: (index) => ({ before: index === 0 ? 1 : 0, after: 0 }),
};

function adamWith(changed: Partial<Rules>): AdamModule["Adam"] {
  const { average, correct, change, keep, slot, tick } = { ...algorithm, ...changed };
  return class {
    readonly options: Options;
    readonly state: Moments[] = [];
    time = 0;
    constructor(options: AdamOptions = {}) {
      this.options = { learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, ...options };
    }
    step(parameters: readonly Tensor[], gradients: readonly Tensor[]): Tensor[] {
      const { beta1, beta2 } = this.options;
      return parameters.map((parameter, index) => {
        this.time += tick(index).before;
        const gradient = gradients[index]!;
        const old = this.state[slot(index)] ?? { mean: zeros(parameter.shape), square: zeros(parameter.shape) };
        const mean = average(old.mean, gradient, beta1);
        const square = average(old.square, gradient.square(), beta2);
        const now = this.time;
        const corrected = correct({ mean, square }, now, this.options);
        this.state[slot(index)] = keep({ mean, square }, corrected);
        this.time += tick(index).after;
        return parameter.sub(change(corrected, this.options, now));
      });
    }
  };
}

export default mistakes<AdamModule>({
  "no bias correction": {
    looksLike: "The means are used as they are; the correction by 1 − βᵗ is missing.",
    reread: "m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ)",
    Adam: adamWith({ correct: (moments) => moments }),
  },
  "time starts at 0": {
    looksLike: "The first step is corrected with t = 0: it divides by 1 − β⁰ = 0, and the parameters become NaN.",
    reread: "t = 1 at the first step",
    Adam: adamWith({ tick: (index) => ({ before: 0, after: index === 0 ? 1 : 0 }) }),
  },
  "time one ahead": {
    looksLike: "The first step is corrected as if it were the second: t is raised once too often.",
    reread: "t = 1 at the first step",
    Adam: adamWith({ correct: (moments, time, options) => algorithm.correct(moments, time + 1, options) }),
  },
  "time counts parameters": {
    looksLike: "t is raised for every parameter instead of once for every step.",
    reread: "t = 1, 2, … counts the steps",
    Adam: adamWith({ tick: () => ({ before: 1, after: 0 }) }),
  },
  "one state for all parameters": {
    looksLike: "All parameters share one m and one v, so that they mix their gradients.",
    reread: "m and v are kept for each parameter from one step to the next",
    Adam: adamWith({ slot: () => 0 }),
  },
  "corrected means kept": {
    looksLike: "m̂ and v̂ are stored and averaged further, so that they are corrected again at every step.",
    reread: "m ← β₁ m + (1 − β₁) g: the m before the correction",
    Adam: adamWith({ keep: (_, corrected) => corrected }),
  },
  "decay rates exchanged": {
    looksLike: "The old mean counts 1 − β and the new gradient β.",
    reread: "m ← β₁ m + (1 − β₁) g",
    Adam: adamWith({ average: (old, newest, decay) => algorithm.average(old, newest, 1 - decay) }),
  },
  "one decay rate for both": {
    looksLike: "Gradients and their squares are averaged with the same decay rate, β₁.",
    reread: "v ← β₂ v + (1 − β₂) g²",
    Adam: class extends adamWith({}) {
      constructor(options: AdamOptions = {}) {
        super({ ...options, beta2: options.beta1 ?? 0.9 });
      }
    },
  },
  "correction without its power": {
    looksLike: "The means are divided by 1 − β at every step; the correction fades as t grows.",
    reread: "m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ)",
    Adam: adamWith({ correct: (moments, _, options) => algorithm.correct(moments, 1, options) }),
  },
  "squares corrected alone": {
    looksLike: "v is corrected, and m is not.",
    reread: "m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ)",
    Adam: adamWith({
      correct: (moments, time, options) => ({ ...algorithm.correct(moments, time, options), mean: moments.mean }),
    }),
  },
  "everything forgotten": {
    looksLike: "m and v start at 0 again with every step, so that every step looks like the first.",
    reread: "m and v are kept for each parameter from one step to the next",
    Adam: adamWith({
      keep: ({ mean, square }) => ({ mean: mean.mul(0), square: square.mul(0) }),
    }),
  },
  "gradient added whole": {
    looksLike: "The new gradient is added without the factor 1 − β, as momentum does.",
    reread: "m ← β₁ m + (1 − β₁) g",
    Adam: adamWith({ average: (old, newest, decay) => old.mul(decay).add(newest) }),
  },
  "epsilon inside the root": {
    looksLike: "Epsilon is added before the root is taken.",
    reread: "θ ← θ − α m̂ / (√v̂ + ε): epsilon outside the root",
    Adam: adamWith({
      change: ({ mean, square }, { learningRate, epsilon }) => mean.mul(learningRate).div(square.add(epsilon).sqrt()),
    }),
  },
  "epsilon before the correction": {
    looksLike: "Epsilon is added to √v, and the correction is made afterwards, so that it grows epsilon too.",
    reread: "θ ← θ − α m̂ / (√v̂ + ε): epsilon is added to the root of v̂",
    Adam: adamWith({
      change: ({ mean, square }, { learningRate, beta2, epsilon }, time) =>
        mean.mul(learningRate).div(square.sqrt().add(epsilon / Math.sqrt(1 - beta2 ** time))),
    }),
  },
  "no root": {
    looksLike: "The step is divided by v̂ itself, not by its root.",
    reread: "θ ← θ − α m̂ / (√v̂ + ε)",
    Adam: adamWith({
      change: ({ mean, square }, { learningRate, epsilon }) => mean.mul(learningRate).div(square.add(epsilon)),
    }),
  },
  climbs: {
    looksLike: "The step is added: the parameters climb instead of descending.",
    reread: "θ ← θ − α m̂ / (√v̂ + ε): minus",
    Adam: adamWith({ change: (...state) => algorithm.change(...state).neg() }),
  },
});
