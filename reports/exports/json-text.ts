/** JSON as the exports write it: two spaces, nothing in it that acts on a terminal, a line break at the end. */
import { printable } from "../plain.ts";

export function jsonText(document: unknown): string {
  return `${printable(JSON.stringify(document, undefined, 2))}\n`;
}

/** The text cut so that it has at most so many bytes in UTF-8, with `ending` where something was cut. */
export function cutToBytes(text: string, bytes: number, ending: string): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  const kept = Buffer.from(text).subarray(0, Math.max(0, bytes - Buffer.byteLength(ending)));
  // Half a character at the end is left out, not replaced.
  return new TextDecoder().decode(kept, { stream: true }) + ending;
}
