/** A function that is hard to differentiate by differences, its right gradient, and wrong ones. */
import type { Tensor } from "#tensor";
import { parseSpec } from "#graders/spec/parse.ts";
import type { TypeText } from "#graders/spec/signature.ts";
import type { CheckSpec, Exercise, Generator } from "#graders/spec/spec.ts";

export interface Subject {
  readonly name: string;
  /** Where the function comes from, or what makes it hard. */
  readonly source: string;
  /** The right module, with a spec whose `check` is the only one that matters here. */
  readonly exercise: Exercise;
  readonly check: CheckSpec & { readonly kind: "gradient" };
  /** Exports that stand in for the right ones, by what is wrong with them. */
  readonly wrong: ReadonlyMap<string, { readonly [name: string]: unknown }>;
}

type Backward<Arguments extends unknown[]> = (...args: [...Arguments, gradOutput: Tensor]) => unknown;

/** A subject that consists of a function and its gradient. */
export function subject<Arguments extends unknown[]>(written: {
  readonly name: string;
  readonly source: string;
  /** Arguments of `forward` in order, and `returns`. */
  readonly signature: { readonly [argument: string]: TypeText };
  /** What `backward` returns: `"like x"`, or `{ gradX: "like x", … }`. */
  readonly gradient: TypeText;
  readonly sizes?: { readonly [symbol: string]: readonly [number, number] };
  readonly draw?: Generator;
  readonly forward: (...args: Arguments) => unknown;
  readonly backward: Backward<Arguments>;
  readonly wrong: { readonly [name: string]: Backward<Arguments> };
}): Subject {
  const { name, source, signature, gradient, sizes = {}, draw, forward, backward, wrong } = written;
  const { returns, ...parameters } = signature;
  const spec = parseSpec(`bench/${name}`, name, {
    title: name,
    formula: source,
    functions: { forward: signature, backward: { ...parameters, gradOutput: returns, returns: gradient } },
    sizes,
    checks: [{ name: `the gradient of ${name} is right`, call: "forward", gradient: "backward", points: 1, runs: 1 }],
    hints: [source],
  });
  return {
    name,
    source,
    exercise: {
      spec,
      reference: { forward, backward },
      generators: draw ? { forward: draw } : {},
      mistakes: new Map(),
    },
    check: onlyGradient(spec.checks[0]!),
    wrong: new Map(Object.entries(wrong).map(([fault, gradient]) => [fault, { backward: gradient }])),
  };
}

/** One run of a gradient check. */
export function onlyGradient(check: CheckSpec): Subject["check"] {
  if (check.kind !== "gradient")
    throw new TypeError(`onlyGradient: check is of kind ${check.kind}, expected gradient.`);
  return { ...check, runs: 1 };
}
