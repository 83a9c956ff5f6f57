/** Text of unknown origin inside Markdown: nothing of it becomes markup, a link, a mention or a reference to an issue. */
import { oneLine, plainText } from "./plain.ts";

/** The text as one line of ordinary prose. */
export function markdownText(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_{}[\]<>#|~&$!]/g, "\\$&")
    .replace(/(^|[^\w])([@#])(?=\w)/g, "$1$2\u2060")
    .replace(/(https?|ftp)(:)/gi, "$1\\$2")
    .replace(/\bwww\./gi, "www\\.");
}

/** The text as a code block whose fence is longer than any in it. */
export function fenced(text: string, language: "text" | "ts" = "text"): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${plainText(text)}\n${fence}`;
}
