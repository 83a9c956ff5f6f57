import { expect, test } from "vitest";
import { tensorMutants } from "./tensor-mutants.ts";

/** What each mutator makes of one line. */
function changes(line: string): string[] {
  return tensorMutants(line).map(({ mutator, from, to }) => `${mutator}: ${from} -> ${to}`);
}

test.each([
  ["x.add(y)", "add", "sub"],
  ["x.div(y)", "div", "mul"],
  ["x.mean([axis])", "mean", "sum"],
  ["x.greater(y)", "greater", "greaterEqual"],
  ["x.lessEqual(y)", "lessEqual", "less"],
  ["x.notEqual(y)", "notEqual", "equal"],
  ["x.argmax(axis)", "argmax", "argmin"],
])("%s has another method: %s becomes %s", (line, from, to) => {
  expect(changes(line)).toEqual([`TensorMethod: ${from} -> ${to}`]);
});

test.each([
  ["x.neg().matmul(w.T)", "TensorCall: .neg() -> ", "TensorCall: .T -> "],
  ["Math.log1p(Math.exp(x))", "TensorCall: Math.log1p -> ", "TensorCall: Math.exp -> "],
])("%s loses one function at a time", (line, ...expected) => {
  expect(changes(line)).toEqual(expected);
});

test.each([
  ["x.slice(0)", "0 -> 1"],
  ["f(-1)", "1 -> 2"],
  ["f(0.25)", "0.25 -> 0.5"],
  ["f(1e-5)", "1e-5 -> 0.00002"],
  ["f(1_000)", "1_000 -> 1001"],
])("a number in %s is another one: %s", (line, expected) => {
  expect(changes(line)).toEqual([`NumericLiteral: ${expected}`]);
});

test.each([
  'import { log1p } from "#reference/03-losses/sum.ts";',
  "const x1: 1 | 2 = $2; // x.add(1)",
  "const sizes: readonly [3, 4] = given;",
  "/* x.neg() */ add(x); x.max(y);",
  "const name = '1' + `${`${\"0\"}`} of ${x.sub(1)}`;",
  "throw new ShapeError(`f: x has ${x.size} entries, expected ${Math.sqrt(2)}.` + join((4)));",
])("nothing is changed in names, types, comments, words and errors: %s", (line) => {
  expect(changes(line)).toEqual([]);
});

test("an error ends where its bracket does", () => {
  expect(changes("f(new RangeError(g(1)), 2);")).toEqual(["NumericLiteral: 2 -> 3"]);
});

test("a mutant is JavaScript with one place changed, and says where that is in the TypeScript", () => {
  const text = "export function half(x: Tensor): Tensor {\n  return x.div(2);\n}\n";
  const [first] = tensorMutants(text);
  expect(first).toEqual({
    mutator: "TensorMethod",
    line: 2,
    column: 12,
    source: "return x.div(2);",
    from: "div",
    to: "mul",
    code: "export function half(x        )         {\n  return x.mul(2);\n}\n",
  });
});

test("of two like places in a line, each is named by what surrounds it", () => {
  expect(changes("x.add(0).max(10).add(0)")).toEqual([
    "TensorMethod: x.add(0 -> x.sub(0",
    "TensorMethod: ).add(0 -> ).sub(0",
    "NumericLiteral: add(0). -> add(1).",
    "NumericLiteral: 10 -> 11",
    "NumericLiteral: ).add(0) -> ).add(1)",
  ]);
});
