/** Values made readable for a result document. */
import { Random, Tensor } from "#tensor";
import { Opaque, type Value } from "#graders/execution/executor.ts";
import { shortNumber } from "./numbers.ts";
import type { Preview } from "./result.ts";

const shownEntries = 64;
const storedEntries = 256;
const shownCharacters = 1200;
const shownFields = 12;

/** A part of a value that isn't as expected: where it is, `.gradWeight`, and which of its entries, in row-major order. */
export interface WrongPart {
  readonly at: string;
  /** Empty when the part differs as a whole. */
  readonly entries: readonly number[];
}

/** A number as JSON can hold it. */
export function jsonNumber(value: number): number | string {
  return Number.isFinite(value) && !Object.is(value, -0) ? value : Object.is(value, -0) ? "-0" : String(value);
}

/** @param wrong - the parts to be marked; `at` says where this value is among them. */
export function preview(value: Value, wrong: readonly WrongPart[] = [], at = ""): Preview {
  const own = wrong.find((part) => part.at === at);
  const marked = own ? { wrong: own.entries.filter((entry) => entry < storedEntries) } : {};
  const text = previewText(value);
  if (value instanceof Tensor)
    return {
      text,
      shape: value.shape,
      values: Array.from(value.data.subarray(0, storedEntries), jsonNumber),
      ...marked,
    };
  if (typeof value === "number") return { text, shape: [], values: [jsonNumber(value)], ...marked };
  const fields = fieldsOf(value);
  if (fields.length === 0 || fields.length > shownFields) return { text, ...marked };
  return {
    text,
    fields: fields.map(([name, field]) => ({ name, value: preview(field, wrong, at + name) })),
    ...marked,
  };
}

/** The parts of a record, or of a list of tensors, by the names that a comparison gives them: `.gradWeight`, `[0]`. */
function fieldsOf(value: Value): [string, Value][] {
  if (Array.isArray(value) && value.some((entry) => entry instanceof Tensor))
    return value.map((entry: Value, index) => [`[${index}]`, entry]);
  return isRecord(value) ? Object.entries(value).map(([key, field]) => [`.${key}`, field]) : [];
}

/** The value as one would write it in code, cut when long; numbers with nine digits. */
export function previewText(value: Value): string {
  const text = written(value);
  return text.length > shownCharacters ? `${text.slice(0, shownCharacters)}…` : text;
}

function written(value: Value): string {
  if (value instanceof Tensor)
    return `tensor(${nested(value.shape, value.data, 0, value.data.length, { left: shownEntries })})`;
  if (value instanceof Random) return `new Random(${value.seed})`;
  if (value instanceof Opaque) return value.description;
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") return shortNumber(value);
  if (typeof value === "bigint") return `${value}n`;
  if (Array.isArray(value))
    return `[${value.slice(0, shownEntries).map(written).join(", ")}${value.length > shownEntries ? ", …" : ""}]`;
  if (ArrayBuffer.isView(value)) return value.constructor.name;
  if (isRecord(value)) {
    const fields = Object.entries(value).map(
      ([key, field]) => `${/^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key)}: ${written(field)}`,
    );
    return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
  }
  return String(value);
}

function nested(
  shape: readonly number[],
  data: Float64Array,
  start: number,
  end: number,
  budget: { left: number },
): string {
  if (shape.length === 0) return shortNumber(data[start]!);
  const [length, ...inner] = shape;
  const width = length === 0 ? 0 : (end - start) / length!;
  const parts = [];
  for (let index = 0; index < length!; index++) {
    if (budget.left <= 0) {
      parts.push("…");
      break;
    }
    if (inner.length === 0) budget.left--;
    parts.push(nested(inner, data, start + index * width, start + (index + 1) * width, budget));
  }
  return `[${parts.join(", ")}]`;
}

function isRecord(value: Value): value is { readonly [key: string]: Value } {
  return (
    typeof value === "object" &&
    value !== null &&
    !(value instanceof Opaque || value instanceof Tensor || value instanceof Random) &&
    !Array.isArray(value) &&
    !ArrayBuffer.isView(value)
  );
}
