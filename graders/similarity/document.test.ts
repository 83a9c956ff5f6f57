import { stripTypeScriptTypes } from "node:module";
import { expect, test } from "vitest";
import { documentOf, fingerprintsOf } from "./document.ts";
import { defaultSettings } from "./settings.ts";
import { publishedShape } from "./shape.ts";
import { longestStretch } from "./stretch.ts";
import { tokensOf } from "./tokens.ts";

const code = `
import { zeros, type Tensor } from "#tensor";

export function step(parameters: readonly Tensor[], gradients: readonly Tensor[]): Tensor[] {
  const moved: Tensor[] = [];
  for (const [index, parameter] of parameters.entries()) {
    const gradient = gradients[index] ?? zeros(parameter.shape);
    moved.push(parameter.sub(gradient.mul(0.1).div(gradient.square().add(1e-8).sqrt())));
  }
  return moved;
}

function norm(x: Tensor): number {
  const { data } = x;
  let total = 0;
  for (const value of data) total += value * value;
  return Math.sqrt(total) > 1 ? Math.sqrt(total) : 1;
}
`;

const documentOfTypes = (text: string) =>
  documentOf([{ path: "x.ts", text: stripTypeScriptTypes(text, { mode: "strip" }) }], defaultSettings);
const fingerprints = (text: string) => [...fingerprintsOf(documentOfTypes(text))].toSorted((a, b) => a - b);

test("the code has fingerprints", () => {
  expect(fingerprints(code).length).toBeGreaterThan(10);
});

test.each<[string, (text: string) => string]>([
  [
    "renaming, also of what a shorthand property is bound to",
    (text) =>
      text
        .replaceAll(/\bmoved\b/g, "m")
        .replaceAll(/\bgradient\b/g, "slope")
        .replace("{ data }", "{ data: entries }")
        .replace("of data)", "of entries)"),
  ],
  ["other literals", (text) => text.replace("0.1", "0.25").replace("total = 0", "total = 100")],
  ["comments", (text) => text.replaceAll(";\n", "; // as in the lecture\n").replace("export", "/** Mine. */\nexport")],
  ["layout", (text) => text.replaceAll(/\n\s+/g, " ").replaceAll("(", "(\n")],
  [
    "semicolons and a comma at the end",
    (text) => text.replaceAll(";\n", "\n").replace("gradients: readonly Tensor[])", "gradients: readonly Tensor[],)"),
  ],
  ["types", (text) => text.replaceAll(": Tensor[]", ": any").replaceAll("readonly ", "").replace(": number", "")],
  ["let instead of const", (text) => text.replaceAll("const ", "let ")],
  [
    "another kind of loop",
    (text) => text.replace("for (const value of data)", "for (let i = 0; i < data.length; i++)"),
  ],
  ["braces around a statement", (text) => text.replace("total += value * value;", "{ total += value * value; }")],
  ["another import", (text) => text.replace("zeros, type Tensor", "zeros, ones, eye, type Tensor")],
  [
    "the order of functions",
    (text) => {
      const second = text.indexOf("function norm");
      const first = text.indexOf("export function");
      return text.slice(0, first) + text.slice(second) + text.slice(first, second);
    },
  ],
])("%s changes no fingerprint", (_, change) => {
  expect(change(code)).not.toBe(code);
  expect(fingerprints(change(code))).toEqual(fingerprints(code));
});

test("another method of a tensor changes fingerprints: nobody can rename it", () => {
  expect(fingerprints(code.replace(".square()", ".abs()"))).not.toEqual(fingerprints(code));
});

test("the longest stretch is told with its lines in both", () => {
  const later = documentOfTypes(`// a\n// b\n${code.slice(0, code.indexOf("function norm"))}`);
  const stretch = longestStretch(documentOfTypes(code), later, () => true);
  // By hand: from `function step` in line 4, and two lines further down in the other, to `return moved` 6 lines below.
  expect(stretch).toMatchObject({ lines: 7, inA: 4, inB: 6 });
});

test("a stretch of which no fingerprint says anything is passed over", () => {
  const document = documentOfTypes(code);
  expect(longestStretch(document, document, () => false).lines).toBe(0);
});

test.each([
  ["a bracket that is not closed", "export function f(x) { return [x.mul(2).add(1; }"],
  ["types that were left", "export function f(x: number): number { return x as number }"],
  ["a text without an end", 'const a = x.mul(2).add(1);\nconst b = "'],
  ["half a million brackets", "(".repeat(500_000)],
])("of %s as much is read as can be", (_, text) => {
  expect(tokensOf(text).kinds.length).toBeGreaterThan(8);
});

test.each([
  ["nothing", ""],
  ["an open comment", "/* "],
  ["no code at all", "\u0000\u0001"],
])("%s has no tokens", (_, text) => {
  expect(tokensOf(text).kinds).toHaveLength(0);
});

test("what is prescribed is the heads, and nothing of the bodies or of what is not exported", () => {
  const shape = publishedShape(`
const secret = 1;
export const limit = 3;
export function f(x, { epsilon = 1e-8 } = {}) { return x.map((y) => { return y + secret; }); }
export class A { time = 0; constructor(a) { this.a = a; } step(p) { return p; } }
`);
  expect(shape).toBe(`export const limit = 3;
export function f(x, { epsilon = 1e-8 } = {}) {}
export class A { time = 0; constructor(a) {} step(p) {} }`);
});
