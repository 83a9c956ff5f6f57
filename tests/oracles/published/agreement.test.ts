import { describe, expect, it } from "vitest";
import { run } from "./examine.ts";
import { array, folderOf, good } from "./made-up.ts";

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
