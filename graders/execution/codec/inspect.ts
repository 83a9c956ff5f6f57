/** Looks at values that nobody vouches for, without calling a method of theirs. */
import {
  Bytes,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  isArray,
  isSafeInteger,
  isView,
  listOf,
  sliceText,
  sourceOf,
  typedBuffer,
  typedByteLength,
  typedLength,
  typedName,
  typedOffset,
} from "../primordials.ts";
import { maxAxes, maxCount, maxTensorEntries } from "./format.ts";

/** What a value that isn't data is, for a message: `a function`, `an instance of Map`. */
export function describeOpaque(value: unknown): string {
  if (typeof value === "symbol") return "a symbol";
  if (typeof value === "function") return isClass(value) ? "a class" : "a function";
  try {
    let name: unknown;
    for (
      let object = value as object | null, hops = 0;
      object !== null && hops < 100;
      object = getPrototypeOf(object) as object | null, hops++
    ) {
      const constructor = getOwnPropertyDescriptor(object, "constructor")?.value as unknown;
      if (typeof constructor !== "function") continue;
      name = getOwnPropertyDescriptor(constructor, "name")?.value;
      break;
    }
    if (typeof name === "string" && name !== "") return `an instance of ${sliceText(name, 0, 60)}`;
  } catch {
    // A proxy may throw from any of these.
  }
  return "an object of no known class";
}

/** Whether a function was written as a class; reads its source text, which can't be faked without being a class or a native. */
export function isClass(value: unknown): boolean {
  try {
    return sliceText(sourceOf(value as () => void), 0, 6) === "class ";
  } catch {
    return false;
  }
}

/** Why data and shape don't make a Tensor, as `a Tensor whose …`; undefined when they do. Neither is read through its prototype. */
export function tensorProblem(data: unknown, shape: readonly number[] | undefined): string | undefined {
  if (!isView(data) || typedName(data) !== "Float64Array") return "a Tensor whose data is not a Float64Array";
  if (shape === undefined) return "a Tensor whose shape is not a list of whole numbers from 0";
  let entries = 1;
  let text = "";
  for (let axis = 0; axis < shape.length; axis++) {
    entries *= shape[axis]!;
    text += (axis === 0 ? "" : ", ") + shape[axis]!;
  }
  const length = typedLength(data);
  if (entries !== length)
    return `a Tensor of shape [${text}], which holds ${entries} values, but with ${length} in its data`;
  if (length > maxTensorEntries) return `a Tensor of ${length} values, where at most ${maxTensorEntries} can be read`;
  return undefined;
}

/** A shape as an array of our own, each size read once; undefined when it isn't one. */
export function copyShape(shape: unknown): number[] | undefined {
  if (!isArray(shape)) return undefined;
  const length = shape.length;
  if (!isCount(length) || length > maxAxes) return undefined;
  const copy = listOf<number>(length);
  for (let axis = 0; axis < length; axis++) {
    const size = shape[axis] as unknown;
    if (!isCount(size)) return undefined;
    copy[axis] = size;
  }
  return copy;
}

export function isCount(value: unknown): value is number {
  return typeof value === "number" && isSafeInteger(value) && value >= 0 && value <= maxCount;
}

export function isSeed(seed: unknown): seed is number {
  return typeof seed === "number" && isSafeInteger(seed) && seed >= 0;
}

/** The bytes of a typed array, not a copy. */
export function typedBytes(value: ArrayBufferView): Uint8Array {
  return new Bytes(typedBuffer(value), typedOffset(value), typedByteLength(value));
}
