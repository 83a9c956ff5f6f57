/**
 * Twins of numeric cases: the same call with numbers a hair beside the printed ones.
 *
 * What is printed in a spec can be typed into a file: `if (x === 3) return 9`. Such code is right on the printed numbers
 * and nowhere else, so where a case is passed, its twin must be too; the reference says what the twin's answer is.
 *
 * Real entries shrink by up to 0.7 %, equal ones and opposite ones by the same factor: ties, zeros, signs and sizes stay as
 * they are. The factors have few binary digits, so that sums which cancel in the case cancel in the twin, however they
 * are ordered.
 */
import { Tensor } from "#tensor";
import type { Value } from "#graders/execution/executor.ts";
import type { Bound, Interval, Type } from "#graders/spec/signature.ts";

/** The values of a case's twin; undefined when none of them is real. */
export function twinOf(
  values: { readonly [argument: string]: Value },
  parameters: ReadonlyMap<string, Type>,
  seed: number,
): { readonly [argument: string]: Value } | undefined {
  let moved = false;
  const twin = Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const beside = besideValue(value, parameters.get(name)!, seed);
      moved ||= beside !== value;
      return [name, beside];
    }),
  );
  return moved ? twin : undefined;
}

function besideValue(value: Value, type: Type, seed: number): Value {
  if (type.kind === "tensor" && type.entries === "reals" && value instanceof Tensor)
    return value.size === 0 ? value : value.map((entry) => besideNumber(entry, type.interval, seed));
  if (type.kind === "number" && typeof value === "number") return besideNumber(value, type.interval, seed);
  if (type.kind !== "record") return value;
  const fields = Object.entries(value as { readonly [field: string]: Value });
  const beside = fields.map(([name, field]) => [name, besideValue(field, type.fields.get(name)!, seed)] as const);
  return beside.some(([name, field]) => field !== (value as { readonly [field: string]: Value })[name])
    ? Object.fromEntries(beside)
    : value;
}

function besideNumber(entry: number, interval: Interval | undefined, seed: number): number {
  const beside = entry * (1 - stepsOf(Math.abs(entry), seed) / 1024);
  return interval === undefined || isInside(beside, interval) ? beside : entry;
}

/** 1 to 7, the same for the same size. */
function stepsOf(size: number, seed: number): number {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, size);
  const mixed = Math.imul(bits.getUint32(0) ^ Math.imul(bits.getUint32(4) ^ seed, 0x9e3779b1), 0x85ebca6b);
  return 1 + ((mixed >>> 16) % 7);
}

/** Bounds that depend on a size say nothing that holds for reals. */
function isInside(entry: number, { low, high }: Interval): boolean {
  const above = ({ value, open }: Bound): boolean =>
    typeof value === "number" && (open ? entry > value : entry >= value);
  const below = ({ value, open }: Bound): boolean =>
    typeof value === "number" && (open ? entry < value : entry <= value);
  return above(low) && below(high);
}
