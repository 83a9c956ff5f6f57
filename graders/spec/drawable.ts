/** What a signature asks for must be possible to draw: shapes of arguments that come before, sizes that a tensor can have. */
import { evaluateDimension, type Signature, type Type } from "./signature.ts";

export type Sizes = ReadonlyMap<string, readonly [number, number]>;

/** No exercise needs an axis that long, and a slip of the pen would fill the memory. */
const longestAxis = 1000;
/** As graders/inputs/draw.ts has it. */
const usualSizes = [1, 5] as const;

/** What is wrong with a range of sizes, to be put behind its path; nothing when it is as it should be. */
export function wrongRange([low, high]: readonly [number, number]): string | undefined {
  if (low <= high && high <= longestAxis) return undefined;
  return `is [${low}, ${high}], expected the smaller size first and none above ${longestAxis}.`;
}

/** What can't be drawn of a signature's arguments, to be put behind its path; nothing when all can. */
export function undrawable({ parameters }: Signature, sizes: Sizes): string | undefined {
  return undrawableIn(parameters, new Set(), sizes);
}

function undrawableIn(types: ReadonlyMap<string, Type>, before: ReadonlySet<string>, sizes: Sizes): string | undefined {
  const known = new Set(before);
  for (const [name, type] of types) {
    const inner =
      type.kind === "record" ? undrawableIn(type.fields, known, sizes) : undrawableTensor(type, known, sizes);
    if (inner !== undefined) return `/${name}${inner}`;
    if (type.kind === "tensor" && !type.optional) known.add(name);
  }
  return undefined;
}

function undrawableTensor(type: Type, known: ReadonlySet<string>, sizes: Sizes): string | undefined {
  if (type.kind !== "tensor") return undefined;
  if (type.like !== undefined && !known.has(type.like))
    return ` is "like ${type.like}", expected a tensor that comes before it and is not optional.`;
  for (const dimension of type.shape ?? []) {
    const range = sizes.get(dimension.symbol ?? "") ?? usualSizes;
    const [least, most] = range.map((size) =>
      evaluateDimension(dimension, new Map(dimension.symbol === undefined ? [] : [[dimension.symbol, size]])),
    );
    if (!(least! >= 0 && most! <= longestAxis))
      return ` has an axis of ${least} to ${most} entries, expected 0 to ${longestAxis}.`;
  }
  return undefined;
}
