import { describe, expect, test } from "vitest";
import { Random, tensor, zeros } from "#tensor";
import { Opaque, type Call, type Value } from "#graders/execution/executor.ts";
import { Draw } from "#graders/inputs/draw.ts";
import { exerciseIds, loadExercise } from "#graders/spec/load.ts";
import { valueFromJson } from "#graders/spec/values.ts";
import { signatureOf, type Spec } from "#graders/spec/spec.ts";
import { parseSpec } from "#graders/spec/parse.ts";
import { leavesOf } from "./gradient/leaves.ts";
import { callCode, callText } from "./call-code.ts";
import { generatorFor } from "./context.ts";
import { callByName } from "./finding.ts";

/** The arguments that the pasted code calls the function with. */
function pasted(code: string, name: string): Value[] {
  let passed: Value[] = [];
  // oxlint-disable-next-line typescript/no-implied-eval -- what is printed is there to be run
  const run = new Function("tensor", "zeros", "Random", name, `"use strict"; ${code}`) as (...scope: unknown[]) => void;
  run(tensor, zeros, Random, (...args: Value[]) => (passed = args));
  return passed;
}

const spec: Spec = parseSpec("00-unit/some", "some.json", {
  title: "Some",
  formula: "",
  functions: { some: { x: "any", some: "any", options: "any", last: "any", returns: "any" } },
  programs: { trained: { x: "tensor", returns: "tensor" } },
  classes: ["Model"],
  checks: [],
  hints: [],
});
const call = (...args: Value[]): Call => ({ target: "module", name: "some", args });

describe("a call as code", () => {
  test("declares what is long and writes what is short into the call", () => {
    expect(callCode(spec, call(tensor([-2, 0, 3]), 0.1, { axis: 1 }, "mean"))).toBe(
      `const x = tensor([-2, 0, 3]);\nsome(x, 0.1, { axis: 1 }, "mean")`,
    );
  });

  test("breaks long values between rows, and fills lines with entries", () => {
    const code = callCode(spec, call(tensor([Array(9).fill(1 / 3), Array(3 * 3).fill(-2)])))!;
    expect(code).toBe(
      [
        "const x = tensor([",
        "  [",
        "    0.3333333333333333, 0.3333333333333333, 0.3333333333333333,",
        "    0.3333333333333333, 0.3333333333333333, 0.3333333333333333,",
        "    0.3333333333333333, 0.3333333333333333, 0.3333333333333333,",
        "  ],",
        "  [-2, -2, -2, -2, -2, -2, -2, -2, -2],",
        "]);",
        "some(x)",
      ].join("\n"),
    );
  });

  test("breaks a long call between its arguments", () => {
    expect(
      callCode(spec, call(...["means", 12345, "none"].map((text) => `${text} `.repeat(3)), { axis: 12345678 })),
    ).toBe(`some(\n  "means means means ", "12345 12345 12345 ", "none none none ",\n  { axis: 12345678 },\n)`);
  });

  test("gives an argument that is called like the function another name", () => {
    expect(callCode(spec, call(1, tensor(2)))).toBe("const someValue = tensor(2);\nsome(1, someValue)");
  });

  test("says of a program's call who makes it", () => {
    expect(callCode(spec, { target: "program", name: "trained", args: [tensor([1])] })).toBe(
      [
        "// A program of the spec makes this call and puts your Model to work:",
        "// specs/00-unit/some.programs.ts",
        "const x = tensor([1]);",
        "trained(x)",
      ].join("\n"),
    );
  });

  test("is left out where the arguments have more than 256 entries or are no data", () => {
    expect(callCode(spec, call(zeros([16, 16])))).toContain("some(x)");
    expect(callCode(spec, call(zeros([16, 16]), 1))).toBeUndefined();
    expect(callCode(spec, call(new Opaque("a function")))).toBeUndefined();
    expect(callText(spec, call(zeros([16, 16]), 1))).toBe("some(x, 1)");
  });

  test.each<[string, Value]>([
    ["numbers in full", tensor([1 / 3, Number.MAX_VALUE, Number.MIN_VALUE, 1e21, -1.1e-7])],
    ["NaN, the infinities and −0", tensor([NaN, Infinity, -Infinity, -0, 0])],
    ["−0 and NaN alone", [-0, NaN]],
    ["a tensor of rank 0", tensor(-0)],
    ["a vector without entries", tensor([])],
    ["rows without entries", zeros([2, 0])],
    ["no rows of three", zeros([0, 3])],
    ["an empty axis in the middle", zeros([2, 0, 3])],
    ["two empty axes", zeros([0, 0])],
    ["a tensor of rank 5", tensor([[[[[1], [2]]]]])],
    ["text with quotes and line breaks", 'say "no"\n\u2028`${x}`'],
    ["a record with odd keys", { axis: 1, "two words": undefined, constructor: null, nested: { t: tensor([1]) } }],
    ["lists of lists", [[1, [true, "x"]], []]],
    ["a big integer", 12345678901234567890n],
    ["undefined between others", undefined],
  ])("gives back %s", (_what, value) => {
    expect(pasted(callCode(spec, call(value, 7))!, "some")).toStrictEqual([value, 7]);
  });

  test("gives back a key that would set the prototype", () => {
    const value = JSON.parse('{ "__proto__": 1 }') as Value;
    expect(Object.entries(pasted(callCode(spec, call(value, 7))!, "some")[0] as object)).toEqual([["__proto__", 1]]);
  });

  test("gives back a generator of random numbers with its seed", () => {
    const [random] = pasted(callCode(spec, call(new Random(7)))!, "some");
    expect((random as Random).number()).toBe(new Random(7).number());
  });
});

const seeds = [1, 2, 3];

test.each(await exerciseIds())("%s: every drawn and every given input, pasted, gives equal arguments", async (id) => {
  const exercise = await loadExercise(id);
  let seen = 0;
  for (const check of exercise.spec.checks) {
    const signature = signatureOf(exercise.spec, check.call)!;
    const values =
      check.kind === "cases"
        ? check.cases.map(({ input }) =>
            Object.fromEntries(
              Object.entries(input).map(([name, json]) => [
                name,
                valueFromJson(json, signature.parameters.get(name)!, name),
              ]),
            ),
          )
        : seeds.map((seed) => generatorFor(exercise, check)(new Draw(seed)));
    for (const each of values) {
      seen += 1;
      const made = callByName(exercise.spec, check.call, each);
      const code = callCode(exercise.spec, made);
      if (code === undefined) {
        const entries = leavesOf(made.args).reduce((sum, { data }) => sum + data.length, 0);
        expect(entries).toBeGreaterThan(240);
        continue;
      }
      expect(pasted(code, made.name).map(comparable)).toStrictEqual(made.args.map(comparable));
      for (const line of code.split("\n")) expect(line.length, line).toBeLessThanOrEqual(80);
    }
  }
  expect(seen).toBeGreaterThan(0);
});

/** Generators of random numbers hide their state; their seed says it all. */
function comparable(value: Value): unknown {
  return value instanceof Random ? { seed: value.seed } : value;
}
