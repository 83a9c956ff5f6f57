/** What fuzzing found, each in the smallest form that shows it. What it found in previews is in graders/result/preview.test.ts. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { main } from "#graders/commands/main.ts";
import { exerciseIds, loadSpec } from "#graders/spec/load.ts";
import { SpecError } from "#graders/spec/spec-error.ts";
import { specValidator } from "#graders/spec/validate.ts";
import { valueFromJson } from "#graders/spec/values.ts";

const root = mkdtempSync(join(tmpdir(), "gradecheck-found-"));
afterAll(() => rmSync(root, { recursive: true }));
mkdirSync(join(root, "specs", "99-made-up"), { recursive: true });

const good = {
  title: "Double",
  formula: "double(x) = 2x",
  functions: { double: { x: "tensor", returns: "like x" } } as Record<string, Record<string, unknown>>,
  checks: [{ name: "double is twice its input", call: "double", points: 1, matches: "reference" }],
  hints: ["How much is twice?"],
};

/** The message with which a spec is refused; anything but a SpecError fails the test. */
function refusalOf(text: string): string {
  writeFileSync(join(root, "specs", "99-made-up", "double.json"), text);
  try {
    loadSpec("99-made-up/double", root, specValidator());
  } catch (error) {
    expect(error).toBeInstanceOf(SpecError);
    return (error as Error).message;
  }
  return "none";
}

const refusalOfChange = (change: object): string => refusalOf(JSON.stringify({ ...good, ...change }));

describe("a spec", () => {
  const file = "specs/99-made-up/double.json: ";

  test("that nests too deep is refused before anything recurs over it", () => {
    const deep = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
    const text = JSON.stringify({ ...good, hints: "deep" }).replace('"deep"', deep);
    expect(refusalOf(text)).toBe(`${file}nests lists or objects in more than 50 levels. Write it flatter.`);
  });

  test("with large values and many faults is refused in few and short lines", () => {
    const checks = Array.from({ length: 500 }, () => ({ name: "x".repeat(5000), points: "x".repeat(5000) }));
    const lines = refusalOfChange({ checks }).split("\n");
    expect(lines).toHaveLength(21);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(200);
    expect(lines.at(-1)).toMatch(/: and \d+ faults more\.$/);
  });

  test.each<[string, object, string]>([
    [
      "an argument like one that is not there",
      { functions: { double: { x: "like y", returns: "like x" } } },
      '/functions/double/x is "like y", expected a tensor that comes before it and is not optional.',
    ],
    [
      "an argument like one that may be left out",
      { functions: { double: { x: "tensor", w: "optional tensor[N]", b: "like w", returns: "like x" } } },
      '/functions/double/b is "like w", expected a tensor that comes before it and is not optional.',
    ],
    [
      "an axis below zero",
      { functions: { double: { x: "tensor[N-9]", returns: "like x" } } },
      "/functions/double/x has an axis of -8 to -4 entries, expected 0 to 1000.",
    ],
    [
      "an axis that fills the memory",
      { functions: { double: { x: "tensor[999999999999]", returns: "like x" } } },
      "/functions/double/x has an axis of 999999999999 to 999999999999 entries, expected 0 to 1000.",
    ],
    [
      "a range of sizes from large to small",
      { sizes: { N: [9007199254740991, 4] } },
      "/sizes/N is [9007199254740991, 4], expected the smaller size first and none above 1000.",
    ],
    [
      "an argument without a name",
      { functions: { double: { "": "tensor", returns: "tensor" } } },
      '/functions/double has the argument "", expected a name such as x or gradOutput.',
    ],
    [
      "a call on two lines",
      { checks: [{ ...good.checks[0], call: "dou\n\nble" }] },
      '/checks/0/call is "dou ble", expected one of double.',
    ],
    [
      "a type on two lines",
      { functions: { double: { x: "\n\n", returns: "tensor" } } },
      '/functions/double/x is " ", expected a type such as',
    ],
  ])("with %s is refused in one line", (_, change, complaint) => {
    const message = refusalOfChange(change);
    expect(message.startsWith(`${file}${complaint}`)).toBe(true);
    expect(message).not.toContain("\n");
  });

  test.each([
    ["ragged rows", [[1], [1, 2]], "tensor"],
    ["numbers beside rows", [[1], 2], "tensor"],
    ["a shape that its data does not fill", { shape: [3], data: [1] }, "tensor"],
    ["a shape that is no list", { shape: 3, data: [1] }, "tensor"],
    ["a seed that is none", 0.5, "random"],
  ] as const)("whose case has %s is refused as the fault of the spec", (_, json, kind) => {
    const type =
      kind === "tensor" ? ({ kind, entries: "reals", optional: false } as const) : ({ kind, optional: false } as const);
    expect(() => valueFromJson(json as never, type, "specs/a.json: x")).toThrow(SpecError);
    expect(() => valueFromJson(json as never, type, "specs/a.json: x")).toThrow(/^specs\/a\.json: x /);
  });

  test("of the course is none of these", async () => {
    const validate = specValidator();
    for (const id of await exerciseIds()) expect(loadSpec(id, undefined, validate).id).toBe(id);
  });
});

describe("the command line", () => {
  afterEach(() => void vi.restoreAllMocks());

  async function said(...argv: string[]): Promise<string> {
    let text = "";
    vi.spyOn(console, "error").mockImplementation((line: string) => void (text += `${line}\n`));
    vi.spyOn(process.stderr, "write").mockImplementation((piece) => {
      text += String(piece);
      return true;
    });
    expect(await main(argv)).toBe(2);
    return text;
  }

  test("says what is wrong with a folder given for a result", async () => {
    expect(await said("replay", root)).toBe(
      `gradecheck: replay: ${root} is a folder. Give one of the files in its results/.\n`,
    );
  });

  test("quotes names without the control characters in them", async () => {
    expect(await said("report", "no\u001b[31mthing\nhere\u0000")).toMatch(
      /^gradecheck: report: there is no nothing here\. /,
    );
    expect(await said("nul\u0000\u0007")).toMatch(/^error: unknown command 'nul'/);
  });
});
