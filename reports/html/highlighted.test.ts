import { expect, test } from "vitest";
import { hostile } from "../samples/hostile.ts";
import { highlighted } from "./highlighted.ts";

const text = (code: string): string =>
  highlighted(code)
    .map((pieces) => pieces.map((piece) => piece.text).join(""))
    .join("\n");

test("the pieces are the code, whatever it holds", () => {
  for (const code of [
    'const a = "<b>&amp;</b>" + `${x < 1 && y > 2}`;\n\n  // it\'s <i>\nreturn /[<>&"]/g;',
    '&lt; &#x27; </span> <span class="hljs-keyword">',
    String(hostile.exercises[0]!.checks[0]!.lesson!.code),
    "",
  ])
    expect(text(code)).toBe(code);
});

test("keywords, literals, comments and names are told apart, over several lines too", () => {
  const kinds = highlighted("export function relu(x: number) {\n  /* one\n  two */ return 0.5;\n}").map((pieces) =>
    pieces.filter(({ kind }) => kind !== "").map(({ text, kind }) => [text, kind]),
  );
  expect(kinds[0]).toContainEqual(["export", "keyword"]);
  expect(kinds[0]).toContainEqual(["relu", "name"]);
  expect(kinds[1]).toEqual([["/* one", "comment"]]);
  expect(kinds[2]).toEqual([["  two */", "comment"], ["return", "keyword"], ["0.5", "literal"]]); // prettier-ignore
});
