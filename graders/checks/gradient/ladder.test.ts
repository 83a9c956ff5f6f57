import { describe, expect, test } from "vitest";
import { furtherSteps, rungs, slopeFrom, stepFor, type Slope } from "./ladder.ts";

function slopeOf(f: (x: number) => number, x: number, step = stepFor(x)): Slope {
  const at = (t: number) => ({ value: f(x + t), size: Math.abs(f(x + t)) });
  return slopeFrom(
    at(0),
    rungs.map((rung) => at(rung * step)),
    step,
  );
}

describe("the ladder", () => {
  test.each<[string, (x: number) => number, number, number]>([
    ["exp", Math.exp, 1, Math.E],
    ["sin", Math.sin, 0.5, Math.cos(0.5)],
    ["1/x", (x) => 1 / x, 0.5, -4],
    ["tanh", Math.tanh, 2, 1 - Math.tanh(2) ** 2],
    ["log at 1e5", Math.log, 1e5, 1e-5],
    ["a loss scaled by 1e6", (x) => 1e6 * x ** 3, 1, 3e6],
  ])("measures the slope of %s to nine digits, and knows its own error", (_name, f, x, derivative) => {
    const slope = slopeOf(f, x);
    if (slope.kind !== "smooth") return expect.fail(`it is ${slope.kind}`);
    expect(Math.abs(slope.derivative - derivative)).toBeLessThan(1e-9 * Math.abs(derivative) + slope.error);
    expect(slope.error).toBeLessThan(1e-6 * Math.abs(derivative));
  });

  test("sees a kink between two points", () => {
    expect(slopeOf((x) => Math.abs(x - 1e-4), 0).kind).toBe("kink");
    expect(slopeOf((x) => Math.max(0, x), 0).kind).toBe("kink");
  });

  test("sees a kink wherever it lies between the points, also where both columns of the tableau agree by chance", () => {
    for (let place = 0.02; place < 0.98; place += 0.0005) {
      const slope = slopeOf((x) => x + Math.max(0, x - place), 0, 1);
      if (slope.kind === "smooth") expect(Math.abs(slope.derivative - 1)).toBeLessThan(10 * slope.error + 1e-6);
    }
  });

  test("does not take strong curvature for a kink", () => {
    expect(slopeOf((x) => 50 * x ** 2, 0.3).kind).toBe("smooth");
  });

  test("knows the slopes on either side of a kink at the point itself", () => {
    const slope = slopeOf((x) => Math.max(-0.5 * x, 2 * Math.sin(x)), 0);
    if (slope.kind !== "kink") return expect.fail(`it is ${slope.kind}`);
    expect(slope.low).toBeCloseTo(-0.5, 6);
    expect(slope.high).toBeCloseTo(2, 6);
  });

  test("can't be used where the function leaves its domain", () => {
    expect(slopeOf(Math.sqrt, 1e-4).kind).toBe("unusable");
  });
});

test("a step is a power of two, so that x ± step is exact", () => {
  expect(stepFor(0.1)).toBe(2 ** -9);
  expect(stepFor(-1000)).toBe(1);
  for (const step of furtherSteps(1e-5)) expect(Number.isInteger(Math.log2(step))).toBe(true);
});

test("further steps reach down to where a coordinate near 0 is far from it", () => {
  expect(Math.min(...furtherSteps(1e-6))).toBeLessThan(1e-6 / 32);
  expect(Math.min(...furtherSteps(2))).toBe(2 ** -17);
});
