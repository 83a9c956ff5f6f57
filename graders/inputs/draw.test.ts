import { describe, expect, test } from "vitest";
import type { Tensor } from "#tensor";
import { parseSignature } from "#graders/spec/signature.ts";
import { Draw, drawArguments, fullScale } from "./draw.ts";

const seeds = Array.from({ length: 300 }, (_, seed) => seed);

describe("drawn numbers", () => {
  test("lie four steps of a difference quotient apart, two from 0, and differ in size", () => {
    const quotientStep = (x: number): number => 2 ** Math.round(Math.log2(Math.max(1, Math.abs(x)))) * 2 ** -9;
    for (const [low, high] of [
      [-3, 3],
      [0, 1],
      [0.1, 2],
      [-1, 1],
      [-60, 60],
      [-1000, 1000],
    ] as const) {
      for (const seed of seeds.slice(0, 50)) {
        const sorted = [...new Draw(seed).tensor([5, 4], low, high).data].toSorted((a, b) => a - b);
        for (const [index, value] of sorted.entries()) {
          expect(Math.abs(value)).toBeGreaterThanOrEqual(2 * quotientStep(value));
          if (index > 0) expect(value - sorted[index - 1]!).toBeGreaterThanOrEqual(4 * quotientStep(value));
        }
        expect(new Set(sorted.map(Math.abs)).size).toBe(20);
      }
    }
  });
  test("are distinct and never 0 however many there are", () => {
    for (const seed of seeds.slice(0, 50)) {
      const { data } = new Draw(seed).tensor([10, 10, 10]);
      expect(new Set(data).size).toBe(1000);
      expect(data).not.toContain(0);
    }
  });
  test("that don't fit into their interval are refused", () => {
    expect(() => new Draw(1).number(1, 1)).toThrow(
      "draw: the interval is (1, 1), expected two bounds, the lower one first.",
    );
    for (const scale of [fullScale, { largest: 2, grain: 1 }]) {
      expect(() => new Draw(1, scale).tensor([100], 1, 1 + 2 ** -48)).toThrow(
        "draw: (1, 1.0000000000000036) does not hold 100 numbers that are different enough. Widen the interval or draw fewer.",
      );
    }
  });
  test("spread over the whole range", () => {
    const all = seeds.flatMap((seed) => [...new Draw(seed).tensor([10]).data]);
    const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
    const deviation = Math.sqrt(all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / all.length);
    expect(Math.abs(mean)).toBeLessThan(0.15);
    expect(deviation).toBeGreaterThan(1.4);
    expect(Math.max(...all)).toBeGreaterThan(2.7);
    expect(Math.max(...all.map(Math.abs))).toBeLessThan(3);
  });
  test("stay inside an open interval with room for a step", () => {
    for (const seed of seeds) {
      for (const value of new Draw(seed).tensor([50], 0, 1).data) {
        expect(value).toBeGreaterThan(2 ** -9);
        expect(value).toBeLessThan(1 - 2 ** -9);
      }
    }
  });
  test("are whole, small and not 0 at a scale with a grain, and finer where the interval has no room", () => {
    const scale = { largest: 2, grain: 1, reach: 4 };
    for (const seed of seeds) {
      for (const value of new Draw(seed, scale).tensor([2], -60, 60).data)
        expect([-4, -3, -2, -1, 1, 2, 3, 4]).toContain(value);
      expect([0.25, 0.5, 0.75]).toContain(new Draw(seed, scale).number(0, 1));
      expect(new Draw(seed, scale).integer(1, 400)).toBeLessThanOrEqual(4);
      expect(new Draw(seed, scale).integer(10, 20)).toBeLessThanOrEqual(20);
    }
  });
});

test("sizes differ from each other wherever their ranges allow", () => {
  for (const seed of seeds) {
    const draw = new Draw(seed);
    const sizes = [draw.size(), draw.size(), draw.size()];
    expect(new Set(sizes).size).toBe(3);
  }
});

test("probability rows are positive and sum to 1; one-hot rows hold a single 1", () => {
  const draw = new Draw(1);
  const rows = draw.probabilities([4, 3]).sum(1);
  for (const sum of rows.data) expect(sum).toBeCloseTo(1, 12);
  const round = new Draw(1, { largest: 2, grain: 1 }).probabilities([4, 3]);
  expect(round.sum(1).toArray()).toEqual([1, 1, 1, 1]);
  for (const share of round.data) expect([1 / 8, 2 / 8, 5 / 8]).toContain(share);
  expect(draw.oneHot([4, 3]).sum(1).toArray()).toEqual([1, 1, 1, 1]);
});

test("arguments follow their signature: sizes shared, bounds kept, options sometimes left out", () => {
  const signature = parseSignature(
    {
      logits: "tensor[N, C]",
      labels: "tensor[N] of integers in [0, C)",
      options: { reduction: "optional one of mean, sum" },
      returns: "tensor[]",
    },
    "/f",
  );
  let without = 0;
  for (const seed of seeds) {
    const { logits, labels, options } = drawArguments(new Draw(seed, fullScale), signature, new Map()) as {
      logits: Tensor;
      labels: Tensor;
      options: { reduction?: string };
    };
    expect(labels.shape).toEqual([logits.shape[0]]);
    for (const label of labels.data)
      expect(label >= 0 && label < logits.shape[1]! && Number.isInteger(label)).toBe(true);
    if (options.reduction === undefined) without += 1;
  }
  expect(without).toBeGreaterThan(60);
  expect(without).toBeLessThan(140);
});

test("the same seed draws the same arguments", () => {
  const signature = parseSignature({ x: "tensor", returns: "like x" }, "/f");
  const once = drawArguments(new Draw(7), signature, new Map());
  expect(drawArguments(new Draw(7), signature, new Map())).toEqual(once);
});

test("a number takes the end of a closed interval now and then, and never that of an open one", () => {
  const signature = parseSignature({ x: "number in [0, 1)", returns: "number" }, "/f");
  const drawn = seeds.map((seed) => drawArguments(new Draw(seed), signature, new Map())["x"]);
  expect(drawn.filter((x) => x === 0).length).toBeGreaterThan(20);
  expect(drawn).not.toContain(1);
});

test("optional arguments are left out at a plain scale", () => {
  const signature = parseSignature({ x: "optional number", returns: "number" }, "/f");
  for (const seed of seeds)
    expect(drawArguments(new Draw(seed, { largest: 1, plain: true }), signature, new Map())).toEqual({});
});
