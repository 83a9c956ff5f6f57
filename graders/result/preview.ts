/** Values made readable for a result document. */
import { Random, Tensor } from "#tensor";
import { Opaque, type Value } from "#graders/execution/executor.ts";
import type { Preview } from "./result.ts";

const shownEntries = 64;
const storedEntries = 256;
const shownCharacters = 1200;

/** A number as JSON can hold it. */
export function jsonNumber(value: number): number | string {
  return Number.isFinite(value) && !Object.is(value, -0) ? value : Object.is(value, -0) ? "-0" : String(value);
}

export function preview(value: Value): Preview {
  const text = previewText(value);
  if (!(value instanceof Tensor)) return { text };
  return { text, shape: value.shape, values: Array.from(value.data.subarray(0, storedEntries), jsonNumber) };
}

/** The value as one would write it in code, cut when long. */
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
  if (typeof value === "number") return digits(value);
  if (typeof value === "bigint") return `${value}n`;
  if (Array.isArray(value))
    return `[${value.slice(0, shownEntries).map(written).join(", ")}${value.length > shownEntries ? ", …" : ""}]`;
  if (ArrayBuffer.isView(value)) return value.constructor.name;
  if (typeof value === "object" && value !== null) {
    const fields = Object.entries(value).map(
      ([key, field]) => `${/^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key)}: ${written(field)}`,
    );
    return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
  }
  return String(value);
}

/** At most nine significant digits: enough to see a difference of one part in a million. */
function digits(value: number): string {
  return Object.is(value, -0) ? "-0" : String(Number(value.toPrecision(9)));
}

function nested(
  shape: readonly number[],
  data: Float64Array,
  start: number,
  end: number,
  budget: { left: number },
): string {
  if (shape.length === 0) return digits(data[start]!);
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
