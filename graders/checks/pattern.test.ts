import { expect, test } from "vitest";
import { tensor, type Tensor } from "#tensor";
import type { Value } from "#graders/execution/executor.ts";
import { patternOf } from "./pattern.ts";

const first = tensor([
  [1, -2, 3],
  [4, 5, 0],
]);
const second = tensor([
  [2, 7],
  [1, 9],
  [3, 8],
]);

function pattern(wrong: (right: Tensor) => Value): string | undefined {
  return patternOf([first, second].map((expected) => ({ expected, actual: wrong(expected) })));
}

test.each<[string, (right: Tensor) => Value, string | undefined]>([
  ["a sign", (x) => x.neg(), "Every number has the wrong sign."],
  ["twice too much", (x) => x.mul(2), "Every number is 2 times what is expected."],
  ["a third", (x) => x.div(3), "Every number is 1/3 times what is expected."],
  ["a root", (x) => x.mul(Math.sqrt(5)), "Every number is √5 times what is expected."],
  ["a logarithm to another base", (x) => x.div(Math.LN2), "Every number is 1.4427 times what is expected."],
  [
    "a mean over the wrong axis",
    (x) => x.div(x.shape[1]!),
    "Every number is off by one factor, which changes with the size of the input: 1/3, 1/2.",
  ],
  ["a transpose", (x) => x.T, "It is the transpose of what is expected."],
  ["an offset", (x) => x.add(1), undefined],
  ["the right numbers", (x) => x, undefined],
  ["zeros", (x) => x.mul(0), undefined],
  ["another shape", (x) => x.flatten(), undefined],
  ["NaN", (x) => x.mul(NaN), undefined],
  ["text", () => "1, 2, 3", undefined],
])("%s", (_what, wrong, sentence) => {
  expect(pattern(wrong)).toBe(sentence);
});

test("one or two numbers have nothing in common", () => {
  expect(patternOf([{ expected: tensor([1, 2]), actual: tensor([2, 4]) }])).toBeUndefined();
});

test("numbers in the fields of a record count together", () => {
  const expected = { gradWeight: first, gradBias: tensor([1, 2]) };
  expect(patternOf([{ expected, actual: { gradWeight: first.div(4), gradBias: tensor([0.25, 0.5]) } }])).toBe(
    "Every number is 1/4 times what is expected.",
  );
  expect(patternOf([{ expected, actual: { gradWeight: first.div(4), gradBias: tensor([1, 2]) } }])).toBeUndefined();
});
