import { describe, expect, test } from "vitest";
import type { Tensor } from "#tensor";
import { parseSignature } from "#graders/spec/signature.ts";
import { Draw, drawArguments, fullScale } from "./draw.ts";

const seeds = Array.from({ length: 300 }, (_, seed) => seed);

describe("drawn numbers", () => {
  test("are distinct, never 0, and further apart than a difference quotient reaches", () => {
    for (const seed of seeds) {
      const { data } = new Draw(seed).tensor([5, 5, 3]);
      const sorted = [...data].toSorted((a, b) => a - b);
      const gaps = sorted.slice(1).map((value, index) => value - sorted[index]!);
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(2 ** -6);
      expect(Math.min(...data.map(Math.abs))).toBeGreaterThanOrEqual(2 ** -7);
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
  test("are few-digit numbers at the coarse scale", () => {
    for (const seed of seeds) {
      for (const value of new Draw(seed, { largest: 2, coarse: true }).tensor([2]).data)
        expect(Number.isInteger(2 * value)).toBe(true);
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
