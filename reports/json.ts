/** The result as JSON: two spaces, keys always in the order of the schema, a line break at the end. */
import type { Result } from "#graders/result/result.ts";
import { printable } from "./plain.ts";
import { asSeenBy, type Audience } from "./visibility.ts";

/** Every property name of the schema, in the order in which it is written. */
export const keyOrder: readonly string[] = [
  "format", "submission", "specs", "seed", "grader", "limits",
  "id", "files", "version", "node", "isolation", "level", "layers", "probes", "open", "cpuSeconds", "memoryMegabytes", "consoleCharacters",
  "title", "formula", "name", "kind", "status", "points", "maxPoints", "visibility", "runs", "problem", "exercises", "checks", "console", "devices", "lesson",
  "summary", "call", "code", "lines", "path", "from", "marked", "more", "input", "value", "text", "shape", "values", "fields", "wrong", "at", "expected", "actual", "difference", "allowed",
  "differences", "differing", "count", "of", "tolerance", "mistakes", "pattern", "looksLike", "reread", "hint", "message", "file", "line", "source",
]; // prettier-ignore

const rank = new Map(keyOrder.map((key, index) => [key, index]));

/** The same bytes for the same result, whoever built it. */
export function resultJson(result: Result, { audience }: { audience: Audience }): string {
  return `${printable(JSON.stringify(asSeenBy(audience, result), inOrder, 2))}\n`;
}

function inOrder(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1)));
}

function rankOf(key: string): number {
  return rank.get(key) ?? keyOrder.length;
}
