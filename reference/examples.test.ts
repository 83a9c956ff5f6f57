// Runs the examples in the doc blocks of reference/, so that the documentation can't drift from the code.
//
// An example is `@example expression // => value`, or several lines of which the last has that form. It sees everything
// that "#tensor", "#gpu" and its own file export. A tensor is compared by its nested arrays, numbers to a relative 1e-12.

import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as deviceLibrary from "#gpu";
import * as tensorLibrary from "#tensor";
import { describe, expect, test } from "vitest";

interface Example {
  readonly line: number;
  readonly setup: string;
  readonly expression: string;
  readonly value: string;
}

expect.addEqualityTesters([nearlyEqual]);

const folder = import.meta.dirname;
const files = globSync("**/*.ts", { cwd: folder, exclude: ["**/*.test.ts"] }).toSorted();

for (const file of files) {
  const examples = examplesIn(readFileSync(join(folder, file), "utf8"), file);
  if (examples.length === 0) continue;
  describe(`the examples in reference/${file} hold`, () => {
    test.each(examples)("line $line: $expression is $value", async ({ setup, expression, value }) => {
      const ownExports: Record<string, unknown> = await import(/* @vite-ignore */ join(folder, file));
      const scope = { ...tensorLibrary, ...deviceLibrary, ...ownExports };
      const received = await evaluate(`${setup}\nreturn (${expression});`, scope);
      expect(plain(received)).toEqual(plain(await evaluate(`return (${value});`, {})));
    });
  });
}

test("an example is read up to the next tag, with the lines before the last as its setup", () => {
  const source = "/**\n * Doubles.\n *\n * @example\n * const a = 1;\n * a * 2 // => 2\n * @see a book\n */";
  expect(examplesIn(source, "x.ts")).toEqual([{ line: 4, setup: "\nconst a = 1;", expression: "a * 2", value: "2" }]);
});

test("an example whose last line has no value is an error", () => {
  expect(() => examplesIn("/** @example 1 + 1 */", "x.ts")).toThrow(
    'reference/x.ts:1: the example ends in "1 + 1", expected "expression // => value" on its last line.',
  );
});

test("only the last line of an example may state a value", () => {
  expect(() => examplesIn("/**\n * @example 1 // => 1\n * 2 // => 2\n */", "x.ts")).toThrow(
    'reference/x.ts:2: the example states a value before its last line. Write one "@example" for each value.',
  );
});

test("numbers a relative 1e-12 apart are equal and those further apart are not", () => {
  expect([1 + 1e-13, Number.NaN]).toEqual([1, Number.NaN]);
  expect([1 + 1e-11]).not.toEqual([1]);
  expect([Infinity]).not.toEqual([1]);
});

/** Every example in the doc blocks of a source file. */
function examplesIn(source: string, file: string): Example[] {
  const examples: Example[] = [];
  for (const block of source.matchAll(/\/\*\*[\s\S]*?\*\//g)) {
    const lines = block[0]
      .split("\n")
      .map((line) => line.replace(/^\s*(\/\*\*|\*(?!\/))? ?/, "").replace(/\s*\*\/$/, ""));
    const firstLine = source.slice(0, block.index).split("\n").length;
    for (const [i, line] of lines.entries()) {
      if (!/^@example\b/.test(line)) continue;
      const next = lines.findIndex((other, j) => j > i && other.startsWith("@"));
      const body = [line.slice("@example".length), ...lines.slice(i + 1, next < 0 ? undefined : next)];
      examples.push(parse(body, `reference/${file}:${firstLine + i}`, firstLine + i));
    }
  }
  return examples;
}

function parse(body: readonly string[], place: string, line: number): Example {
  const written = body.slice(0, body.findLastIndex((each) => each.trim() !== "") + 1);
  const last = (written.at(-1) ?? "").trim();
  const setup = written.slice(0, -1).join("\n");
  const [, expression, value] = /^(.*?);?\s*\/\/ => (.*)$/.exec(last) ?? [];
  if (expression === undefined || value === undefined) {
    throw new Error(`${place}: the example ends in "${last}", expected "expression // => value" on its last line.`);
  }
  if (setup.includes("// => ")) {
    throw new Error(`${place}: the example states a value before its last line. Write one "@example" for each value.`);
  }
  return { line, setup, expression, value };
}

function evaluate(body: string, scope: Readonly<Record<string, unknown>>): unknown {
  // oxlint-disable-next-line typescript/no-implied-eval -- an example is text, and the text is that of our own sources
  return new Function(...Object.keys(scope), `"use strict";\n${body}`)(...Object.values(scope));
}

/** Tensors and typed arrays as nested arrays, wherever they are in a value. */
function plain(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if ("toArray" in value && typeof value.toArray === "function") return value.toArray();
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array);
  if (Array.isArray(value)) return value.map(plain);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
}

function nearlyEqual(a: unknown, b: unknown): boolean | undefined {
  if (typeof a !== "number" || typeof b !== "number") return undefined;
  if (a === b || (Number.isNaN(a) && Number.isNaN(b))) return true;
  return Math.abs(a - b) <= 1e-12 * Math.min(Math.abs(a), Math.abs(b));
}
