/**
 * Lines of TypeScript in coloured pieces. highlight.js writes markup; here it becomes data again, so that the template escapes
 * every piece as it does all text of students.
 */
import hljs from "highlight.js/lib/core";
import typescript from "highlight.js/lib/languages/typescript";

export interface Piece {
  readonly text: string;
  /** Class of its colour; empty for plain text. */
  readonly kind: "" | "keyword" | "literal" | "comment" | "name";
}

hljs.registerLanguage("typescript", typescript);

const kinds: readonly (readonly [RegExp, Piece["kind"]])[] = [
  [/\bhljs-(?:keyword|built_in|type|meta|operator)\b/, "keyword"],
  [/\bhljs-(?:number|string|regexp|literal)\b/, "literal"],
  [/\bhljs-(?:comment|doctag)\b/, "comment"],
  [/\bhljs-title\b/, "name"],
];
const entities: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#x27;": "'",
};

/** One list of pieces for each line. */
export function highlighted(code: string): Piece[][] {
  const { value } = hljs.highlight(code, { language: "typescript", ignoreIllegals: true });
  const lines: Piece[][] = [[]];
  const open: Piece["kind"][] = [];
  for (const [token, opening] of value.matchAll(/<span class="([^"]*)">|<\/span>|[^<]+/g)) {
    if (opening !== undefined) open.push(kindOf(opening) ?? open.at(-1) ?? "");
    else if (token === "</span>") open.pop();
    else
      token.split("\n").forEach((part, index) => {
        if (index > 0) lines.push([]);
        const text = part.replace(/&(?:amp|lt|gt|quot|#x27);/g, (entity) => entities[entity]!);
        if (text !== "") lines.at(-1)!.push({ text, kind: open.at(-1) ?? "" });
      });
  }
  return lines;
}

function kindOf(classes: string): Piece["kind"] | undefined {
  return kinds.find(([pattern]) => pattern.test(classes))?.[1];
}
