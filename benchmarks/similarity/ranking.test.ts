import { expect, test } from "vitest";
import { averagePrecision, precisionAndRecall } from "./ranking.ts";

const ranked = (...copied: readonly boolean[]) => copied.map((each, rank) => ({ share: 1 - rank / 10, copied: each }));

test("average precision is the mean of the precisions at each hit", () => {
  // By hand: hits at ranks 1, 3 and 6, so (1/1 + 2/3 + 3/6) / 3.
  expect(averagePrecision(ranked(true, false, true, false, false, true))).toBeCloseTo((1 + 2 / 3 + 1 / 2) / 3, 12);
});

test("pairs that are equally alike come at once, whatever their order", () => {
  const pairs = [
    { share: 0.5, copied: false },
    { share: 0.5, copied: true },
  ];
  expect(averagePrecision(pairs)).toBe(0.5);
  expect(averagePrecision(pairs.toReversed())).toBe(0.5);
});

test("precision is of what is shown, recall of what was copied", () => {
  // By hand: at 0.8 three are shown, two of them copies, of three in all.
  expect(precisionAndRecall(ranked(true, false, true, true), 0.8)).toEqual({ precision: 2 / 3, recall: 2 / 3 });
});
