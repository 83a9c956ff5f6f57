/** Text of logged values, written with care: at most so many characters, and no method of the value's is called. */
import { Tensor } from "#tensor";
import { copyShape, describeOpaque, tensorProblem } from "../../codec/inspect.ts";
import { getPrototypeOf, is, isArray, isInstance, isView, keys, max, sliceText, toText } from "../../primordials.ts";

const maxNesting = 6;
const maxEntries = 100;

/** The values separated by spaces, cut at about `room` characters. */
export function formatLogged(values: readonly unknown[], room: number): string {
  let text = "";
  for (let i = 0; i < values.length && text.length < room; i++) {
    const value = values[i];
    text += i === 0 ? "" : " ";
    text += typeof value === "string" ? sliceText(value, 0, room) : format(value, room - text.length, 0);
  }
  return text;
}

function format(value: unknown, room: number, depth: number): string {
  if (typeof value === "string") return `"${sliceText(value, 0, max(room, 0))}"`;
  if (typeof value === "bigint") return `${sliceText(toText(value), 0, max(room, 0))}n`;
  if (typeof value === "number") return is(value, -0) ? "-0" : toText(value);
  if (typeof value === "function" || typeof value === "symbol") return `[${describeOpaque(value)}]`;
  if (typeof value !== "object" || value === null) return toText(value);
  if (depth >= maxNesting) return "…";
  try {
    return formatObject(value, room, depth);
  } catch {
    return "[an object that can't be read]";
  }
}

function formatObject(value: object, room: number, depth: number): string {
  if (isArray(value) || isView(value)) return formatList(value as ArrayLike<unknown>, room, depth);
  if (isInstance(Tensor.prototype, value)) return formatTensor(value as Tensor, room);
  const message = (value as { message?: unknown }).message;
  if (typeof message === "string" && isInstance(Error.prototype, value))
    return `[${toText((value as Error).name)}: ${sliceText(message, 0, room)}]`;
  const prototype = getPrototypeOf(value) as object | null;
  if (prototype !== null && prototype !== Object.prototype) return `[${describeOpaque(value)}]`;
  const names = keys(value);
  let text = "";
  for (let i = 0; i < names.length && i < maxEntries && text.length < room; i++) {
    const name = names[i]!;
    text += `${i === 0 ? " " : ", "}${sliceText(name, 0, 100)}: ${format((value as Record<string, unknown>)[name], room - text.length, depth + 1)}`;
  }
  return text === "" ? "{}" : `{${text}${names.length > maxEntries ? ", …" : ""} }`;
}

function formatTensor(value: Tensor, room: number): string {
  const data = value.data;
  const shape = copyShape(value.shape);
  const problem = tensorProblem(data, shape);
  if (problem !== undefined) return `[${problem}]`;
  let sizes = "";
  for (let axis = 0; axis < shape!.length; axis++) sizes += (axis === 0 ? "" : ", ") + toText(shape![axis]);
  let position = 0;
  const write = (axis: number, left: number): string => {
    if (axis === shape!.length) return format(data[position++], left, 0);
    let text = "";
    for (let i = 0; i < shape![axis]!; i++) {
      if (text.length > left || position >= maxEntries) return `[${text}${i === 0 ? "" : ", "}…]`;
      text += (i === 0 ? "" : ", ") + write(axis + 1, left - text.length);
    }
    return `[${text}]`;
  };
  return `Tensor[${sizes}] ${write(0, room)}`;
}

function formatList(list: ArrayLike<unknown>, room: number, depth: number): string {
  let text = "";
  const { length } = list;
  for (let i = 0; i < length && i < maxEntries && text.length < room; i++)
    text += (i === 0 ? "" : ", ") + format(list[i], room - text.length, depth + 1);
  return `[${text}${length > maxEntries ? `, … (${toText(length)} entries)` : ""}]`;
}
