/**
 * Text of a submission made harmless for any page or terminal: no escape sequences, no control characters besides line
 * break and tab, no marks that turn the writing direction, no half of a surrogate pair. Renderers still escape for their format.
 */
import { stripVTControlCharacters } from "node:util";

const controls = /[[\p{Cc}\uFFFE\uFFFF]--[\n\t]]/gv;
const directions = /[\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]/g;

/** The text without what could act on a terminal, break an XML document or reorder what is read. */
export function plainText(text: string): string {
  return stripVTControlCharacters(text)
    .replaceAll("\r\n", "\n")
    .replace(controls, "")
    .replace(directions, "")
    .toWellFormed();
}

/** The text as one line: plain, with every run of white space as one space. */
export function oneLine(text: string): string {
  return plainText(text).replace(/\s+/g, " ").trim();
}

/**
 * The text with nothing that the runner of a build would obey when it reads it in a log: `::error::` at the start of a line
 * (GitHub), `##[error]` and `##vso[` (Azure), `##teamcity[`. A blank inside shows it and takes its force.
 */
export function inert(text: string): string {
  return text.replace(/^(\s*)::/gm, "$1: :").replace(/##(?=\[|vso\[|teamcity\[)/g, "# #");
}

/** A copy in which every text, keys included, is plain. */
export function plain<T>(value: T): T {
  if (typeof value === "string") return plainText(value) as T;
  if (Array.isArray(value)) return value.map(plain) as T;
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [plainText(key), plain(inner)])) as T;
}

/** JSON leaves control characters of the second kind as they are, and U+009B is half of an escape sequence to a terminal. */
export function printable(json: string): string {
  return json.replace(/[\u007F-\u009F]/g, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
