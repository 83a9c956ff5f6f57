/** Text laid out in the columns of a terminal, where a CJK character takes two and a combining mark none. */

const wide =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u;
const none = /\p{Mark}|\p{Default_Ignorable_Code_Point}/u;

/** Columns that the text takes. */
export function width(text: string): number {
  let columns = 0;
  for (const character of text) columns += none.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return columns;
}

/** The text with spaces after it up to so many columns. */
export function padEnd(text: string, columns: number): string {
  return text + " ".repeat(Math.max(0, columns - width(text)));
}

/** The text with spaces before it up to so many columns. */
export function padStart(text: string, columns: number): string {
  return " ".repeat(Math.max(0, columns - width(text))) + text;
}

/** The text cut to so many columns, with an ellipsis when something was cut. */
export function cut(text: string, columns: number): string {
  if (width(text) <= columns) return text;
  let kept = "";
  for (const character of text) {
    if (width(kept + character) >= columns) break;
    kept += character;
  }
  return `${kept}…`;
}

/** Lines of at most so many columns, broken at spaces where there are any. Line breaks stay. */
export function wrapped(text: string, columns: number): string[] {
  return text.split("\n").flatMap((line) => wrappedLine(line, columns));
}

function wrappedLine(line: string, columns: number): string[] {
  // As it is, with whatever indents it.
  if (width(line) <= columns) return [line];
  const lines: string[] = [];
  let current = "";
  for (const word of line.split(" ").flatMap((each) => pieces(each, columns))) {
    if (current !== "" && width(`${current} ${word}`) > columns) {
      lines.push(current);
      current = word;
    } else current = current === "" ? word : `${current} ${word}`;
  }
  return [...lines, current];
}

/** A word in pieces that fit. */
function pieces(word: string, columns: number): string[] {
  const parts: string[] = [];
  let current = "";
  for (const character of word) {
    if (width(current + character) > columns) {
      parts.push(current);
      current = character;
    } else current += character;
  }
  return [...parts, current];
}
