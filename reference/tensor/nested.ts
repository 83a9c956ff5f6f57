import { describe, ShapeError } from "./errors.ts";
import { formatShape, type NdArray, type Shape } from "./shape.ts";

/** Numbers in arrays in arrays, to any depth. */
export type NestedNumbers = readonly (number | NestedNumbers)[];

const printedValues = 64;

/** Reads nested arrays; every array of one depth must have the same length. */
export function parse(values: number | NestedNumbers): NdArray {
  const shape: number[] = [];
  for (let level: unknown = values; Array.isArray(level); level = level[0]) shape.push(level.length);
  const flat: number[] = [];
  collect(values, shape, { path: "values", depth: 0, flat });
  return { data: Float64Array.from(flat), shape };
}

/** Nested arrays with the values of `a`; a number for shape []. */
export function nest({ data, shape }: NdArray): number | NestedNumbers {
  if (shape.length === 0) return data[0]!;
  let position = 0;
  const build = (depth: number): NestedNumbers =>
    Array.from({ length: shape[depth]! }, () => (depth === shape.length - 1 ? data[position++]! : build(depth + 1)));
  return build(0);
}

/** The shape and the values, or the first of them when there are many. */
export function format(a: NdArray): string {
  const heading = `Tensor${formatShape(a.shape)}`;
  if (a.data.length > printedValues)
    return `${heading} ${a.data.subarray(0, 6).join(", ")}, ... (${a.data.length} values)`;
  const write = (value: number | NestedNumbers): string =>
    typeof value === "number" ? String(value) : `[${value.map(write).join(", ")}]`;
  return `${heading} ${write(nest(a))}`;
}

interface Cursor {
  readonly path: string;
  readonly depth: number;
  readonly flat: number[];
}

function collect(value: number | NestedNumbers, shape: Shape, { path, depth, flat }: Cursor): void {
  if (!Array.isArray(value)) {
    if (typeof value !== "number")
      throw new TypeError(`tensor: ${path} is ${describe(value)}, expected a number or an array.`);
    if (depth < shape.length) throw ragged(path, "a number", `an array of length ${shape[depth]}`);
    flat.push(value);
    return;
  }
  if (depth === shape.length) throw ragged(path, describe(value), "a number");
  if (value.length !== shape[depth]) throw ragged(path, describe(value), `length ${shape[depth]}`);
  for (let i = 0; i < value.length; i++) collect(value[i], shape, { path: `${path}[${i}]`, depth: depth + 1, flat });
}

function ragged(path: string, found: string, expected: string): ShapeError {
  return new ShapeError(
    `tensor: ${path} is ${found}, expected ${expected} as in the first entry. Pad or cut the rows to one length.`,
  );
}
