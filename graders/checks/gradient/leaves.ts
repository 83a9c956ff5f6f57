/** The real numbers inside a value: arguments to be moved, outputs to be weighed, gradients to be judged. */
import { Tensor } from "#tensor";
import { Opaque, type Value } from "#graders/execution/executor.ts";
import { isDifferentiable, type Signature, type Type } from "#graders/spec/signature.ts";

/** One tensor (or number) inside a value. */
export interface Leaf {
  /** `["parameters", "weightInput"]` */
  readonly path: readonly string[];
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

/** All numbers and tensors inside a value, depth first. */
export function leavesOf(value: Value, path: readonly string[] = []): Leaf[] {
  const leaves: Leaf[] = [];
  collect(value, path, leaves);
  return leaves;
}

/** No answer of the course has so many; a list of two million loose numbers would take gigabytes. */
const mostLeaves = 10_000;

function collect(value: Value, path: readonly string[], leaves: Leaf[]): void {
  if (leaves.length >= mostLeaves) return;
  if (value instanceof Tensor) leaves.push({ path, shape: value.shape, data: value.data });
  else if (typeof value === "number") leaves.push({ path, shape: [], data: Float64Array.of(value) });
  else for (const [key, part] of partsOf(value)) collect(part, [...path, key], leaves);
}

/** Entries of a list or of a plain object. */
export function partsOf(value: Value): Iterable<readonly [string, Value]> {
  if (typeof value !== "object" || value === null || value instanceof Opaque || ArrayBuffer.isView(value)) return [];
  const prototype: unknown = Object.getPrototypeOf(value);
  const isData = Array.isArray(value) || prototype === null || prototype === Object.prototype;
  return isData ? entriesOf(value as { readonly [key: string]: Value }) : [];
}

function* entriesOf(value: { readonly [key: string]: Value }): Generator<readonly [string, Value]> {
  for (const key in value) yield [key, value[key]!];
}

/** The real-valued arguments of a call, by the signature of its function. */
export function differentiableLeaves(signature: Signature, values: { readonly [name: string]: unknown }): Leaf[] {
  return [...signature.parameters].flatMap(([name, type]) => leavesOfType(type, values[name] as Value, [name]));
}

function leavesOfType(type: Type, value: Value, path: readonly string[]): Leaf[] {
  if (value === undefined || value === null) return [];
  if (type.kind === "record")
    return [...type.fields].flatMap(([field, fieldType]) =>
      leavesOfType(fieldType, (value as { [key: string]: Value })[field], [...path, field]),
    );
  return isDifferentiable(type) ? leavesOf(value, path) : [];
}

/** A copy of `value` in which the leaf at `path` has other data; a number stays a number. */
export function withLeaf(value: unknown, path: readonly string[], data: Float64Array): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value instanceof Tensor ? new Tensor(data, value.shape) : data[0]!;
  if (Array.isArray(value))
    return value.map((entry: unknown, index) => (String(index) === key ? withLeaf(entry, rest, data) : entry));
  const record = value as { readonly [key: string]: unknown };
  return { ...record, [key]: withLeaf(record[key], rest, data) };
}

/** A value of the same form with each leaf's data replaced. */
export function mapLeaves(value: Value, replace: (leaf: Leaf) => Float64Array): Value {
  return leavesOf(value).reduce<Value>((copy, leaf) => withLeaf(copy, leaf.path, replace(leaf)) as Value, value);
}

export function textOf(path: readonly string[]): string {
  return path.join(".");
}

/** `gradWeight` for the argument `weight`. */
export function gradientName(argument: string): string {
  return `grad${argument[0]!.toUpperCase()}${argument.slice(1)}`;
}
