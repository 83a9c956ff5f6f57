/**
 * One published case as it stands in a file of the oracle folder, and the ways to read it.
 *
 * The format is described in the README.md of that folder; what an adapter needs of it is typed here.
 */
import { Tensor } from "#tensor";

/**
 * An array of numbers; NaN and the infinities are strings. Cases about text carry `value` in place of the data, and where
 * that is numbers it is read as data too.
 */
export interface PublishedArray {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype?: string;
  readonly data: readonly (number | string)[];
}

/** What the assertion of the library allowed. A number is absolute; see {@link ./tolerance.ts}. */
export type PublishedTolerance =
  | number
  | null
  | {
      readonly atol?: number;
      readonly rtol?: number;
      readonly decimal?: number;
      readonly rel?: number;
      readonly abs?: number;
      readonly exact?: boolean;
      readonly printed_digits?: boolean;
    };

export interface PublishedCase {
  /** The file that it stands in, such as `onnx/Conv`. */
  readonly file: string;
  readonly name: string;
  readonly op: string;
  readonly attributes: { readonly [name: string]: unknown };
  readonly inputs: readonly (PublishedArray | null)[];
  readonly outputs: readonly PublishedArray[];
  readonly source: string;
  readonly tolerance?: PublishedTolerance;
  /** Which part of the result the expected values are: an entry of a tuple (a number) or an index (`"[0]"`). */
  readonly output_path?: readonly (number | string)[];
  readonly broadcast_expected?: boolean;
  /** Gradient cases: the forward operation, the input that is differentiated, and dL/d(output), ones when left out. */
  readonly of?: string;
  readonly wrt?: string | readonly string[];
  readonly dy?: PublishedArray;
}

/** The operation that the case is about; for a gradient case the one that is differentiated. */
export function operationOf(item: PublishedCase): string {
  return isGradient(item) ? item.of! : item.op;
}

export function isGradient(item: PublishedCase): boolean {
  return item.op === "grad";
}

/** The numbers as a tensor. */
export function toTensor(array: PublishedArray): Tensor {
  return new Tensor(Float64Array.from(array.data, Number), array.shape);
}

/** The first input with one of the names, which for layers may be the end of one (`/kernel`); undefined when absent. */
export function findInput(item: PublishedCase, ...names: readonly string[]): Tensor | undefined {
  const found = item.inputs.find((array) => array && names.some((name) => isNamed(array.name, name)));
  return found ? toTensor(found) : undefined;
}

/** As {@link findInput}, for an input that the operation can't be without. */
export function input(item: PublishedCase, ...names: readonly string[]): Tensor {
  const found = findInput(item, ...names);
  if (found) return found;
  const present = item.inputs.map((array) => array?.name ?? "null").join(", ");
  throw new Error(`${item.file}: "${item.name}" has the inputs ${present}, expected one named ${names.join(" or ")}.`);
}

/** An input by its place; undefined when it is left out. */
export function inputAt(item: PublishedCase, index: number): Tensor | undefined {
  const array = item.inputs[index];
  return array ? toTensor(array) : undefined;
}

/** dL/d(output) of a gradient case. */
export function gradOutputOf(item: PublishedCase, shape: readonly number[]): Tensor {
  if (item.dy) return toTensor(item.dy);
  return new Tensor(new Float64Array(shape.reduce((size, length) => size * length, 1)).fill(1), shape);
}

/** `0` as a default stands for any number, `true` for both truth values, and so on. */
type Widened<Value> = Value extends number
  ? number
  : Value extends boolean
    ? boolean
    : Value extends string
      ? string
      : Value;

/** An attribute, or the library's default. */
export function attribute<Value>(item: PublishedCase, name: string, fallback: Value): Widened<Value> {
  const value = item.attributes[name];
  return (value === undefined ? fallback : value) as Widened<Value>;
}

function isNamed(full: string, name: string): boolean {
  return full === name || full.endsWith(`/${name}`) || full.endsWith(`:${name}`);
}
