/** Draws the inputs of one check as grading does, and sorts them by argument. */
import { Tensor } from "#tensor";
import { generatorFor } from "#graders/checks/context.ts";
import { laws } from "#graders/checks/properties/check.ts";
import { Draw } from "#graders/inputs/draw.ts";
import { parseType, type Type } from "#graders/spec/signature.ts";
import { signatureOf, type CheckSpec, type Exercise, type Spec } from "#graders/spec/spec.ts";
import { drawnDataSets, drawnInputs } from "./degeneracy.ts";

export type LeafType = Exclude<Type, { kind: "record" }>;

/** One argument, or one field of a record, over all draws. */
export interface Argument {
  /** `options.margin` */
  readonly path: string;
  readonly type: LeafType;
  /** Its value in each draw; undefined where it was left out. */
  readonly values: readonly unknown[];
}

export interface Observation {
  /** All arguments of each draw, by name. */
  readonly draws: readonly { readonly [argument: string]: unknown }[];
  readonly arguments: readonly Argument[];
  /** Sizes in each draw, by the symbols of the signature. */
  readonly sizes: readonly ReadonlyMap<string, number>[];
  /** A data set that is learned from: how large it is belongs to the question. */
  readonly isDataSet: boolean;
}

/** @throws whatever the generator throws. */
export function observe(exercise: Exercise, check: CheckSpec): Observation {
  const isDataSet = check.kind === "property" && laws[check.property]?.keepsInput === true;
  const generate = generatorFor(exercise, check);
  const count = isDataSet ? drawnDataSets : drawnInputs;
  return observationOf(
    exercise.spec,
    check,
    Array.from({ length: count }, (_, index) => generate(new Draw(index + 1))),
    isDataSet,
  );
}

/** Sorts given arguments by the types that the check states for them. */
export function observationOf(
  spec: Spec,
  check: CheckSpec,
  draws: readonly { readonly [argument: string]: unknown }[],
  isDataSet = false,
): Observation {
  const given = typeof check.given === "object" ? check.given : {};
  const observed = [...signatureOf(spec, check.call)!.parameters].flatMap(([name, type]) =>
    leaves(
      given[name] === undefined ? type : parseType(given[name], name),
      name,
      draws.map((values) => values[name]),
    ),
  );
  return { draws, arguments: observed, sizes: draws.map((_, draw) => sizesOf(observed, draw)), isDataSet };
}

function leaves(type: Type, path: string, values: readonly unknown[]): Argument[] {
  if (type.kind !== "record") return [{ path, type, values }];
  return [...type.fields].flatMap(([field, fieldType]) =>
    leaves(
      fieldType,
      `${path}.${field}`,
      values.map((value) => (value as { readonly [field: string]: unknown } | undefined)?.[field]),
    ),
  );
}

/** Sizes read off the shapes. */
function sizesOf(observed: readonly Argument[], draw: number): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const { type, values } of observed) {
    const value = values[draw];
    if (type.kind !== "tensor" || !(value instanceof Tensor)) continue;
    for (const [axis, { symbol, factor, offset }] of (type.shape ?? []).entries()) {
      if (symbol !== undefined && value.shape[axis] !== undefined)
        sizes.set(symbol, (value.shape[axis] - offset) / factor);
    }
  }
  return sizes;
}

/** The tensors among the values of an argument. */
export function tensorsIn({ values }: Argument): Tensor[] {
  return values.filter((value) => value instanceof Tensor);
}

/** A real number or a tensor of real numbers, which may take any value of an interval. */
export function isReal({ type }: Argument): boolean {
  return (
    type.kind === "number" || (type.kind === "tensor" && (type.entries === "reals" || type.entries === "probabilities"))
  );
}
