import { stripTypeScriptTypes } from "node:module";
import { describe, expect, test } from "vitest";
import type { CheckResult, ExerciseResult } from "#graders/result/result.ts";
import { linesAround, linesOfDeclaration, type SourceFile } from "./excerpt.ts";
import { exerciseWithLines } from "./excerpts.ts";

function file(text: string, path = "02-activations/relu.ts"): SourceFile {
  return { path, text, stripped: stripTypeScriptTypes(text, { mode: "strip" }) };
}

const relu = file(`import type { Tensor } from "#tensor";

/** Half of the line. */
export function relu(x: Tensor): Tensor {
  return x.map((entry: number) => Math.max(0, entry));
}
const slope = (x: Tensor): Tensor =>
  x.map((entry) => (entry > 0 ? 1 : 0));
class Layer {
  readonly weight: Tensor;
}
export { slope as reluBackward };
`);

describe("the lines of a declaration", () => {
  test("are the declaration as it was written, whatever declares it", () => {
    expect(linesOfDeclaration(relu, "relu")).toEqual({
      path: "02-activations/relu.ts",
      from: 4,
      text: "export function relu(x: Tensor): Tensor {\n  return x.map((entry: number) => Math.max(0, entry));\n}",
    });
    expect(linesOfDeclaration(relu, "slope")).toMatchObject({ from: 7 });
    expect(linesOfDeclaration(relu, "Layer")).toMatchObject({
      from: 9,
      text: "class Layer {\n  readonly weight: Tensor;\n}",
    });
  });

  test("are those of the name inside the file, where it is exported under another", () => {
    expect(linesOfDeclaration(relu, "reluBackward")).toMatchObject({
      from: 7,
      text: "const slope = (x: Tensor): Tensor =>\n  x.map((entry) => (entry > 0 ? 1 : 0));",
    });
  });

  test("are none for a name that is nowhere, and none of a file that can't be read", () => {
    expect(linesOfDeclaration(relu, "toString")).toBeUndefined();
    expect(linesOfDeclaration({ path: "a.ts", text: "export function relu( {" }, "relu")).toBeUndefined();
    const deep = "(".repeat(100_000);
    expect(linesOfDeclaration({ path: "a.ts", text: deep, stripped: deep }, "relu")).toBeUndefined();
  });

  test("are at most 24 of at most 200 characters, and the rest is counted", () => {
    const long = file(`export function relu() {\n${"  step();\n".repeat(28)}}\nconst end = "${"x".repeat(300)}";`);
    const lines = linesOfDeclaration(long, "relu")!;
    expect(lines.text.split("\n")).toHaveLength(24);
    // 1 line for the head, 28 for the body, 1 for the end.
    expect(lines.more).toBe(6);
    expect(linesOfDeclaration(long, "end")!.text).toHaveLength(201);
  });
});

describe("the lines around a place", () => {
  test("are the declaration that it is in", () => {
    expect(linesAround(relu, 5)).toMatchObject({ from: 4, marked: 5 });
    expect(linesAround(relu, 5)!.text.split("\n")).toHaveLength(3);
  });

  test("are four before and after it where the file can't be read", () => {
    const text = Array.from({ length: 20 }, (_, index) => `line ${index + 1}`).join("\r\n");
    expect(linesAround({ path: "a.ts", text }, 10)).toEqual({
      path: "a.ts",
      from: 6,
      text: "line 6\nline 7\nline 8\nline 9\nline 10\nline 11\nline 12\nline 13\nline 14",
      marked: 10,
    });
    expect(linesAround({ path: "a.ts", text }, 1)).toMatchObject({ from: 1, marked: 1 });
    expect(linesAround({ path: "a.ts", text }, 21)).toBeUndefined();
  });

  test("hold the place in a long declaration", () => {
    const long = file(`export function relu() {\n${"  step();\n".repeat(60)}}\n`);
    for (const marked of [1, 24, 25, 40, 62]) {
      const { from, text, more } = linesAround(long, marked)!;
      // Of 62 lines.
      expect(more).toBe(38);
      const to = from + text.split("\n").length - 1;
      expect([from <= marked, marked <= to, to <= 62, to - from], `line ${marked}`).toEqual([true, true, true, 23]);
    }
  });
});

describe("an exercise", () => {
  const check = (more: Partial<CheckResult>): CheckResult => ({
    name: "holds",
    kind: "cases",
    status: "fail",
    points: 0,
    maxPoints: 1,
    visibility: "visible",
    ...more,
  });
  const exercise = (checks: readonly CheckResult[]): ExerciseResult => ({
    id: "02-activations/relu",
    title: "ReLU",
    status: "failed",
    points: 0,
    maxPoints: checks.length,
    checks,
  });
  const linesOf = (one: CheckResult, files = [relu]): unknown =>
    exerciseWithLines(exercise([one]), files).checks[0]!.lesson?.lines;

  test("gets the function that is called, or the line that broke", () => {
    expect(linesOf(check({ lesson: { summary: "Wrong.", call: "relu(x)" } }))).toMatchObject({ from: 4 });
    const problem = { kind: "threw", message: "It threw.", file: "02-activations/relu.ts", line: 8 } as const;
    expect(
      linesOf(check({ status: "error", lesson: { summary: "It threw.", call: "relu(x)", problem } })),
    ).toMatchObject({
      from: 7,
      marked: 8,
    });
  });

  test("gets the function from whichever of its files declares it", () => {
    const helper = file("export function relu(x) {}", "helper.ts");
    const entry = file('export { relu } from "./helper.ts";');
    expect(linesOf(check({ lesson: { summary: "Wrong.", call: "relu(x)" } }), [entry, helper])).toMatchObject({
      path: "helper.ts",
    });
  });

  test("gets no lines for a program of the spec, a passed check, or a check without a call", () => {
    expect(linesOf(check({ lesson: { summary: "Wrong.", call: 'trained("step", x)' } }))).toBeUndefined();
    expect(linesOf(check({ lesson: { summary: "Wrong." } }))).toBeUndefined();
    expect(linesOf(check({ status: "pass" }))).toBeUndefined();
    expect(
      linesOf(check({ status: "skipped", lesson: { summary: "It builds on relu.", call: "relu(x)" } })),
    ).toBeUndefined();
  });

  test("that can't be loaded gets the lines around its problem", () => {
    const broken: ExerciseResult = {
      ...exercise([]),
      status: "broken",
      problem: { kind: "syntax", message: "Not TypeScript.", file: "a.ts", line: 2 },
    };
    expect(exerciseWithLines(broken, [{ path: "a.ts", text: "one\ntwo (\nthree" }]).lines).toEqual({
      path: "a.ts",
      from: 1,
      text: "one\ntwo (\nthree",
      marked: 2,
    });
  });
});
