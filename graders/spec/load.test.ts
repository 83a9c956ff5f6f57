import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { exerciseIds, loadExercise, loadSpec, selectIds } from "./load.ts";
import { specValidator } from "./validate.ts";

const root = mkdtempSync(join(tmpdir(), "gradecheck-specs-"));
afterAll(() => rmSync(root, { recursive: true }));

const good = {
  title: "Double",
  formula: "double(x) = 2x",
  functions: { double: { x: "tensor", returns: "like x" } },
  checks: [
    {
      name: "double is twice its input",
      call: "double",
      points: 1,
      cases: [{ x: [1], expect: [2], source: "definition" }],
    },
  ],
  hints: ["How much is twice?"],
};

/** Writes a spec as somebody might, and says what loading it complains of. */
function complaint(change: (spec: Record<string, unknown>) => void, id = "99-made-up/double"): string {
  const spec = structuredClone(good) as Record<string, unknown>;
  change(spec);
  return complaintAbout(JSON.stringify(spec), id);
}

function complaintAbout(text: string, id = "99-made-up/double"): string {
  mkdirSync(join(root, "specs", "99-made-up"), { recursive: true });
  writeFileSync(join(root, "specs", `${id}.json`), text);
  try {
    loadSpec(id, root, specValidator());
    return "none";
  } catch (error) {
    return (error as Error).message;
  }
}

const firstCheck = (spec: Record<string, unknown>): Record<string, unknown> =>
  (spec["checks"] as Record<string, unknown>[])[0]!;

describe("a broken spec gives file, path, rule and remedy", () => {
  test("a good one gives no complaint", () => {
    expect(complaint(() => {})).toBe("none");
  });
  test.each<[string, (spec: Record<string, unknown>) => void, string]>([
    [
      "a missing title",
      (spec) => delete spec["title"],
      'specs/99-made-up/double.json: the document lacks "title". Add it.',
    ],
    [
      "a check that is shown and builds on a hidden one",
      (spec) => {
        firstCheck(spec)["visibility"] = "hidden";
        (spec["checks"] as object[]).push({ name: "double is pure", call: "double", points: 1, matches: "reference" });
      },
      'specs/99-made-up/double.json: /checks/1 ("double is pure") builds on the hidden check "double is twice its input", which runs after all that are shown. Hide both, or neither.',
    ],
    [
      "a gradient with nothing to move",
      (spec) => {
        spec["functions"] = { double: { x: "tensor[N] of 0 or 1", returns: "like x" } };
        spec["checks"] = [{ name: "the gradient is right", call: "double", points: 1, gradient: "double" }];
      },
      'specs/99-made-up/double.json: /checks/0/gradient is "double", but double has no argument of real numbers. State it as "tensor[…]".',
    ],
    [
      "a gradient that belongs to no argument",
      (spec) => {
        const back = { x: "tensor", gradOutput: "like x", returns: { gradX: "like x", gradBias: "tensor[N]" } };
        spec["functions"] = { ...(spec["functions"] as object), back };
        spec["checks"] = [{ name: "the gradient is right", call: "double", points: 1, gradient: "back" }];
      },
      'specs/99-made-up/double.json: /checks/0/gradient "back" returns gradBias, expected gradients of the real arguments of double: gradX.',
    ],
    [
      "a misspelt key",
      (spec) => (spec["hintz"] = []),
      'specs/99-made-up/double.json: the document has "hintz", which is not known. Did you mean "hints"?',
    ],
    [
      "points that are text",
      (spec) => (firstCheck(spec)["points"] = "2"),
      'specs/99-made-up/double.json: /checks/0/points is "2", expected number.',
    ],
    [
      "a visibility there is not",
      (spec) => (firstCheck(spec)["visibility"] = "secret"),
      'specs/99-made-up/double.json: /checks/0/visibility is "secret", expected one of "visible", "hidden", "after-due".',
    ],
    [
      "two kinds in one check",
      (spec) => (firstCheck(spec)["matches"] = "reference"),
      'specs/99-made-up/double.json: /checks/0 ("double is twice its input") has cases and matches of cases, matches, gradient, property, expected exactly one.',
    ],
    [
      "an unknown function",
      (spec) => (firstCheck(spec)["call"] = "triple"),
      'specs/99-made-up/double.json: /checks/0/call is "triple", expected one of double.',
    ],
    [
      "an unknown argument",
      (spec) => (firstCheck(spec)["cases"] = [{ y: 1, expect: 2, source: "definition" }]),
      'specs/99-made-up/double.json: /checks/0/cases/0 gives "y", expected arguments of double: x.',
    ],
    [
      "a case without an answer",
      (spec) => (firstCheck(spec)["cases"] = [{ x: 1, source: "definition" }]),
      'specs/99-made-up/double.json: /checks/0/cases/0 needs either "expect" or "throws".',
    ],
    [
      "a case that comes from the reference",
      (spec) => (firstCheck(spec)["cases"] = [{ x: 1, expect: 2, source: "reference" }]),
      'specs/99-made-up/double.json: /checks/0/cases/0/source is "reference". Name a source outside this project: a formula worked by hand, a library with its version, a published table.',
    ],
    [
      "a type that can't be read",
      (spec) => (spec["functions"] = { double: { x: "vektor", returns: "like x" } }),
      'specs/99-made-up/double.json: /functions/double/x is "vektor", expected a type such as',
    ],
  ])("%s", (_what, change, message) => {
    expect(complaint(change)).toContain(message);
  });
  test("text that isn't JSON", () => {
    expect(complaintAbout("{ title: 1 }")).toMatch(/^specs\/99-made-up\/double\.json: is not JSON: /);
  });
  test("a spec without a reference", async () => {
    complaint(() => {});
    await expect(loadExercise("99-made-up/double", root)).rejects.toThrow(
      "reference/99-made-up/double.ts: does not exist. Every spec needs a reference at the same path.",
    );
  });
});

describe("an exercise is named", () => {
  const all = ["01-neurons/neuron", "02-activations/leaky-relu", "02-activations/relu"];
  test.each([
    ["relu", ["02-activations/relu"]],
    ["02-activations/relu", ["02-activations/relu"]],
    ["exercises/02-activations/relu.ts", ["02-activations/relu"]],
    ["02", ["02-activations/leaky-relu", "02-activations/relu"]],
    ["activations", ["02-activations/leaky-relu", "02-activations/relu"]],
  ])("by %s", (name, ids) => {
    expect(selectIds(all, [name])).toEqual(ids);
  });
  test("and a slip of the finger gets a suggestion", () => {
    expect(() => selectIds(all, ["rellu"])).toThrow('"rellu" is no exercise and no unit. Did you mean relu?');
  });
  test("as its files are, in the order of the course", async () => {
    const ids = await exerciseIds();
    expect(ids).toContain("02-activations/relu");
    expect(ids).toEqual(ids.toSorted());
  });
});
