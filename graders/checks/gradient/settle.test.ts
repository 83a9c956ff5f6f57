import { describe, expect, test } from "vitest";
import { furtherSteps, rungs, slopeFrom, stepFor } from "./ladder.ts";
import { judge, type Measurement } from "./settle.ts";

const surroundings = { gradient: 1, inputs: 1 };

function measured(f: (x: number) => number, x: number, steps: readonly number[]): Measurement[] {
  const at = (t: number) => ({ value: f(x + t), size: Math.abs(f(x + t)) });
  return steps.map((step) => ({
    step,
    slope: slopeFrom(
      at(0),
      rungs.map((rung) => at(rung * step)),
      step,
    ),
  }));
}

const once = (f: (x: number) => number, x: number) => measured(f, x, [stepFor(x)]);
const thoroughly = (f: (x: number) => number, x: number) => measured(f, x, [stepFor(x), ...furtherSteps(x)]);

describe("a judgement", () => {
  test("passes the right slope and fails one that is off by a hundredth of a percent", () => {
    const slope = once(Math.sin, 0.7);
    expect(judge(Math.cos(0.7), slope, surroundings)).toBe("pass");
    expect(judge(1.0001 * Math.cos(0.7), slope, surroundings)).toBe("fail");
    expect(judge(-Math.cos(0.7), slope, surroundings)).toBe("fail");
    expect(judge(0, slope, surroundings)).toBe("fail");
  });

  test("never passes on an absolute tolerance: a tiny gradient that is half of what it should be fails", () => {
    const slope = once((x) => 1e-9 * Math.sin(x), 0.7);
    expect(judge(0.5e-9 * Math.cos(0.7), slope, { gradient: 1e-9, inputs: 1 })).toBe("fail");
  });

  test("fails NaN against a finite slope", () => {
    expect(judge(NaN, once(Math.sin, 0.7), surroundings)).toBe("fail");
  });

  test("decides nothing at a kink that was looked at once", () => {
    expect(judge(0.3, once(Math.abs, 0), surroundings)).toBe("inconclusive");
  });

  test("takes any slope between those on either side of a kink, and fails one outside", () => {
    const corner = thoroughly((x) => Math.max(0, x), 0);
    for (const slope of [0, 0.5, 1]) expect(judge(slope, corner, surroundings)).toBe("between");
    for (const slope of [-0.5, 1.01, 2]) expect(judge(slope, corner, surroundings)).toBe("fail");
  });

  test("looks past a kink that lies beside the point", () => {
    const beside = thoroughly((x) => Math.max(0, x), 1e-4);
    expect(judge(1, beside, surroundings)).toBe("pass");
    expect(judge(0.5, beside, surroundings)).toBe("fail");
  });

  test("sees half a gradient on the tiniest inputs of relu", () => {
    const tiny = thoroughly((x) => Math.max(0, x), 1e-7);
    expect(judge(1, tiny, surroundings)).toBe("pass");
    expect(judge(0.5, tiny, surroundings)).toBe("fail");
  });

  test("stays inside the domain: the root at 1e-4", () => {
    const root = thoroughly(Math.sqrt, 1e-4);
    expect(judge(50, root, { gradient: 50, inputs: 1e-4 })).toBe("pass");
    expect(judge(25, root, { gradient: 50, inputs: 1e-4 })).toBe("fail");
  });

  test("does not fail a gradient of 1e-17 where rounding inside the function hides it", () => {
    // log Σ exp(z) − z_max at z = (1000, 960): flat to the last bit, though its slope is exp(−40).
    const lost = thoroughly((z) => 1000 + Math.log(1 + Math.exp(z - 1000)) - 1000, 960);
    expect(judge(Math.exp(-40), lost, { gradient: 0, inputs: 1000 })).not.toBe("fail");
    expect(judge(0.1, lost, { gradient: 0, inputs: 1000 })).toBe("fail");
  });

  test("never fails the right slope of a function that rounds to three digits inside, nor passes a slope 1 % off", () => {
    for (let run = 0; run < 2000; run++) {
      const noise = (x: number) => 1e-9 * Math.sin(1e12 * x + run);
      const jagged = thoroughly((x) => Math.sin(x) + noise(x), 0.7);
      expect(judge(Math.cos(0.7), jagged, surroundings)).not.toBe("fail");
      expect(judge(1.01 * Math.cos(0.7), jagged, surroundings)).not.toBe("pass");
    }
  });
});
