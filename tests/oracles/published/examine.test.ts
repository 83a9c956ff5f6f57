import { describe, expect, it } from "vitest";
import { run } from "./examine.ts";
import { strayAdapters } from "./find-adapters.ts";
import { array, capped, disagreeing, folderOf, good, gradient, special, unknown } from "./made-up.ts";

describe("the examination of a folder of published cases", () => {
  it("reads a value that is numbers as data", async () => {
    const value = { ...good, inputs: [{ name: "x", value: [[-1, 2]] }], outputs: [{ name: "out", value: [[0, 2]] }] };
    const wrong = { ...value, outputs: [{ name: "out", value: [[0, 3]] }] };
    expect((await run([folderOf({ "text/Activations.json": [value] }), "relu"])).status).toBe(0);
    expect((await run([folderOf({ "text/Activations.json": [wrong] }), "relu"])).status).toBe(1);
  });

  it("counts cases that agree, and those that belong to no exercise", async () => {
    const folder = folderOf({ "tfjs/Activations.json": [good, special, gradient], "tfjs/Fourier.json": [unknown] });
    const { status, output } = await run([folder, "relu"]);
    expect(status).toBe(0);
    expect(output).toBe(
      [
        "exercise              claimed     apply     agree  disagree",
        "02-activations/relu         3         3         3         0",
        "",
        "1 of 4 cases are not about this exercise; by file:",
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
