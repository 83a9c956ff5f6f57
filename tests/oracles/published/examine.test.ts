import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { run } from "./examine.ts";
import { strayAdapters } from "./find-adapters.ts";

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A folder of made-up case files. */
function folderOf(files: { readonly [file: string]: unknown }): string {
  const folder = mkdtempSync(join(tmpdir(), "published-"));
  folders.push(folder);
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), typeof content === "string" ? content : JSON.stringify(content));
  }
  return folder;
}

const array = (name: string, data: readonly (number | string)[]) => ({
  name,
  shape: [data.length],
  dtype: "float32",
  data,
});

const good = {
  name: "relu of two",
  op: "relu",
  attributes: {},
  inputs: [array("x", [-1, 2])],
  outputs: [array("out", [0, 2])],
  source: "made up",
  tolerance: 0.001,
};
const disagreeing = { ...good, name: "wrong relu", outputs: [array("out", [0, 3])] };
const capped = {
  ...good,
  op: "layer.ReLU",
  name: "capped relu",
  attributes: { maxValue: 1 },
  outputs: [array("out", [0, 1])],
};
const special = {
  ...good,
  name: "special numbers",
  inputs: [array("x", ["NaN", "-Infinity", "Infinity"])],
  outputs: [array("out", ["NaN", 0, "Infinity"])],
};
const gradient = {
  ...good,
  op: "grad",
  of: "relu",
  wrt: "x",
  dy: array("dy", [5, 7]),
  outputs: [array("out", [0, 7])],
};
const unknown = { ...good, op: "fft" };

describe("the examination of a folder of published cases", () => {
  it("counts cases that agree, and those that belong to no exercise", async () => {
    const folder = folderOf({ "tfjs/Activations.json": [good, special, gradient], "tfjs/Fourier.json": [unknown] });
    const { status, output } = await run([folder, "relu"]);
    expect(status).toBe(0);
    expect(output).toBe(
      [
        "exercise              claimed     apply     agree  disagree",
        "02-activations/relu         3         3         3         0",
        "",
        "1 of 4 cases belong to none of this exercise, in 1 files:",
        "    tfjs/Fourier 1",
        "",
        "3 examinations on 3 cases: 3 agree. All that apply agree.",
        "",
      ].join("\n"),
    );
  });

  it("fails on a case that disagrees, and says by what", async () => {
    const { status, output } = await run([folderOf({ "tfjs/Activations.json": [good, disagreeing] }), "relu"]);
    expect(status).toBe(1);
    expect(output).toContain(
      '    DISAGREES tfjs/Activations relu "wrong relu" (made up)\n              entry 1 is 2, expected 3, allowed ±0.0010\n',
    );
    expect(output).toContain("2 examinations on 2 cases: 1 agree, 1 DISAGREE.");
  });

  it("fails on a gradient that disagrees", async () => {
    const wrong = { ...gradient, outputs: [array("out", [5, 7])] };
    const { status, output } = await run([folderOf({ "tfjs/Activations.json": [wrong] }), "relu"]);
    expect([status, output]).toEqual([1, expect.stringContaining("entry 0 is 0, expected 5")]);
  });

  it("fails on another shape", async () => {
    const wrong = { ...good, outputs: [{ ...array("out", [0, 2]), shape: [2, 1] }] };
    const { status, output } = await run([folderOf({ "tfjs/Activations.json": [wrong] }), "relu"]);
    expect([status, output]).toEqual([1, expect.stringContaining("the reference's shape is [2], expected [2, 1]")]);
  });

  it("gives the reasons for which cases don't apply, with their number", async () => {
    const { status, output } = await run([folderOf({ "tfjs/Activations.json": [good, capped, capped] }), "relu"]);
    expect(status).toBe(0);
    expect(output).toContain(
      "02-activations/relu         3         1         1         0\n       2 do not apply: is capped from above, which the exercise leaves out\n",
    );
  });

  it("prints every case when asked to be verbose", async () => {
    const { output } = await run([folderOf({ "tfjs/Activations.json": [good, capped] }), "relu", "--verbose"]);
    expect(output).toContain(
      '    agrees tfjs/Activations relu "relu of two"\n    does not apply tfjs/Activations layer.ReLU "capped relu": is capped',
    );
  });

  it("prints the report as JSON when asked to", async () => {
    const { output } = await run([
      folderOf({ "tfjs/Activations.json": [good, disagreeing, unknown] }),
      "relu",
      "--json",
    ]);
    const report = JSON.parse(output);
    expect(report).toMatchObject({ cases: 3, applying: 2, unclaimed: { "tfjs/Activations": 1 } });
    expect(report.exercises[0]).toMatchObject({ id: "02-activations/relu", claimed: 2, agree: 1, disagree: 1 });
  });

  it("knows every adapter's exercise", async () => {
    expect(await strayAdapters()).toEqual([]);
  });
});

describe("tolerances", () => {
  const within = async (tolerance: unknown, expected: number, file = "keras/Activations.json"): Promise<boolean> => {
    const { tolerance: _, ...untold } = good;
    const item = {
      ...untold,
      inputs: [{ ...array("x", [2]), dtype: "float64" }],
      outputs: [{ ...array("out", [expected]), dtype: "float64" }],
    };
    const { status } = await run([
      folderOf({ [file]: [tolerance === undefined ? item : { ...item, tolerance }] }),
      "relu",
    ]);
    return status === 0;
  };

  it.each([
    ["a number is absolute", 0.1, 2.09, 2.11],
    ["atol and rtol add up", { atol: 0.1, rtol: 0.1 }, 2.3, 2.4],
    ["decimal allows one and a half units", { decimal: 1 }, 2.14, 2.16],
    ["rel is relative", { rel: 0.1 }, 2.2, 2.3],
    ["exact allows nothing", { exact: true }, 2, 2.0000001],
    ["printed digits allow one unit of the last", { printed_digits: true }, 2.0001, 2.0002],
    ["a case of ONNX without one has 1e-3", undefined, 2.001, 2.003],
  ])("%s", async (_, tolerance, near, far) => {
    expect(await within(tolerance, near)).toBe(true);
    expect(await within(tolerance, far)).toBe(false);
  });
});

describe("what is wrong with the command line or the folder is said", () => {
  it.each([
    [
      "no folder",
      [],
      "No folder of published cases is named.\nUsage: node tests/oracles/published/examine.ts <folder> [exercise…] [--json] [--verbose]\n",
    ],
    [
      "a missing folder",
      ["/no/such/folder"],
      "/no/such/folder: can't be read (ENOENT). Give the path of the folder of published cases.\n",
    ],
  ])("%s", async (_, args, message) => {
    expect(await run(args)).toEqual({ status: 2, output: message });
  });

  it("an unknown exercise and an unknown option", async () => {
    const folder = folderOf({ "tfjs/Activations.json": [good] });
    expect(await run([folder, "rellu"])).toEqual({
      status: 2,
      output: expect.stringMatching(/^"rellu" is no exercise and no unit\. Did you mean relu\?\nUsage: /),
    });
    expect(await run([folder, "--loud"])).toEqual({
      status: 2,
      output: expect.stringMatching(/^Unknown option '--loud'.*\nUsage: /s),
    });
  });

  it("a folder without cases", async () => {
    const folder = folderOf({ "README.md": "nothing" });
    const message = `${folder}: holds no case file, expected <library>/<concept>.json. Name the folder that holds onnx/, keras/ and tfjs/.\n`;
    expect(await run([folder])).toEqual({ status: 2, output: message });
  });

  it.each([
    ["no JSON", "{", /^tfjs\/Broken\.json: is not JSON: .+\.\n$/],
    ["no array", {}, "tfjs/Broken.json: holds object, expected an array of cases.\n"],
    ["no object", [3], "tfjs/Broken.json: case 0 is 3, expected an object.\n"],
    ["no op", [good, { ...good, op: undefined }], "tfjs/Broken.json: case 1 has no op, expected a text.\n"],
    ["no outputs", [{ ...good, outputs: undefined }], "tfjs/Broken.json: case 0 has no outputs, expected an array.\n"],
    [
      "data that don't fill the shape",
      [{ ...good, inputs: [{ ...array("x", [1, 2]), shape: [3] }] }],
      "tfjs/Broken.json: case 0 is wrong at inputs[0]: shape [3] holds 3 values, data has 2.\n",
    ],
  ])("a file that holds %s", async (_, content, message) => {
    const { status, output } = await run([folderOf({ "tfjs/Broken.json": content })]);
    expect([status, output]).toEqual([2, typeof message === "string" ? message : expect.stringMatching(message)]);
  });
});
