/**
 * Values made readable for a result document.
 *
 * What comes from a submission may be as large, as deep and as wide as its bytes allow, and a tensor of no entries may have
 * axes of any length. So everything here ends when enough has been written, never when the value does.
 */
import { Random, Tensor } from "#tensor";
import { Opaque, type Value } from "#graders/execution/executor.ts";
import { shortNumber } from "./numbers.ts";
import type { Preview } from "./result.ts";

const shownEntries = 64;
const storedEntries = 256;
const shownCharacters = 1200;
const shownFields = 12;
/** Parts of parts; and parts of one value over all its levels. */
const shownLevels = 4;
const shownParts = 48;
const longestPartName = 200;

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

/** @param wrong - the parts to be marked. */
export function preview(value: Value, wrong: readonly WrongPart[] = []): Preview {
  return partPreview(value, wrong, { at: "", level: 0, parts: { left: shownParts } });
}

interface Place {
  /** Where this value is among the wrong parts. */
  readonly at: string;
  readonly level: number;
  readonly parts: { left: number };
}

function partPreview(value: Value, wrong: readonly WrongPart[], { at, level, parts }: Place): Preview {
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
  const fields = level < shownLevels ? fieldsOf(value) : [];
  if (fields.length === 0 || fields.length > Math.min(shownFields, parts.left)) return { text, ...marked };
  if (fields.some(([name]) => name.length > longestPartName)) return { text, ...marked };
  parts.left -= fields.length;
  return {
    text,
    fields: fields.map(([name, field]) => ({
      name,
      value: partPreview(field, wrong, { at: at + name, level: level + 1, parts }),
    })),
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
  const text = written(value, { left: shownCharacters });
  return text.length > shownCharacters ? `${text.slice(0, shownCharacters)}…` : text;
}

/** Characters that may still be written; what is written when none are left is cut off afterwards. */
interface Room {
  left: number;
}

function written(value: Value, room: Room): string {
  if (Array.isArray(value)) {
    const shown = inTurn(value.slice(0, shownEntries), room, (entry: Value) => written(entry, room));
    return `[${shown.join(", ")}${value.length > shownEntries ? ", …" : ""}]`;
  }
  if (isRecord(value)) {
    const fields = inTurn(Object.keys(value), room, (key) => `${fieldName(key, room)}: ${written(value[key], room)}`);
    return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
  }
  return spent(leafText(value), room);
}

/** As many of them as there is room for. */
function inTurn<T>(entries: readonly T[], room: Room, write: (entry: T) => string): string[] {
  const texts: string[] = [];
  for (const entry of entries) {
    // A separator takes room as well, or lists of empty lists would take none.
    room.left -= 2;
    if (room.left <= 0) return [...texts, "…"];
    texts.push(write(entry));
  }
  return texts;
}

function fieldName(key: string, room: Room): string {
  return spent(/^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key), room);
}

function spent(text: string, room: Room): string {
  room.left -= text.length;
  return text;
}

function leafText(value: Value): string {
  if (value instanceof Tensor)
    return `tensor(${nested(value.shape, value.data, 0, value.data.length, { left: shownEntries })})`;
  if (value instanceof Random) return `new Random(${value.seed})`;
  if (value instanceof Opaque) return value.description;
  if (typeof value === "string") return JSON.stringify(value.slice(0, shownCharacters + 1));
  if (typeof value === "number") return shortNumber(value);
  if (typeof value === "bigint") return `${value}n`;
  if (ArrayBuffer.isView(value)) return value.constructor.name;
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
    // Where there are no entries to count, the brackets count.
    if (inner.length === 0 || start === end) budget.left--;
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
