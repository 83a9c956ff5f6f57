import { expect, test } from "vitest";
import { tensor, type Tensor } from "#tensor";
import type { Value } from "#graders/execution/executor.ts";
import { patternOf } from "./pattern.ts";

const first = tensor([
  [1, -2, 3],
  [4, 5, 0],
]);
const second = tensor([
  [2, 7, -1, 0.5],
  [1, 9, 6, -8],
  [3, 8, -4, 10],
]);

function pattern(wrong: (right: Tensor) => Value): string | undefined {
  return patternOf([first, second].map((expected) => ({ expected, actual: wrong(expected) })));
}

test.each<[string, (right: Tensor) => Value, string | undefined]>([
  ["a sign", (x) => x.neg(), "Every number has the wrong sign."],
  ["twice too much", (x) => x.mul(2), "Every number is 2 times what is expected."],
  ["a third", (x) => x.div(3), "Every number is 1/3 times what is expected."],
  ["three quarters", (x) => x.mul(0.75), "Every number is 3/4 times what is expected."],
  ["a root", (x) => x.mul(Math.sqrt(5)), "Every number is √5 times what is expected."],
  ["a logarithm to another base", (x) => x.div(Math.LN2), "Every number is 1.4427 times what is expected."],
  [
    "a mean over the wrong axis",
    (x) => x.div(x.shape[1]!),
    "Every number is off by one factor, which changes with the size of the input: 1/3, 1/4.",
  ],
  ["a transpose", (x) => x.T, "It is the transpose of what is expected."],
  [
    "a reshape for a transpose",
    (x) => x.T.reshape(x.shape),
    "It is what is expected with its numbers laid out along the axes in another order, as when a reshape stands where axes should be swapped.",
  ],
  ["sizes without signs", (x) => x.abs(), "It is right in size everywhere, and the sign is wrong in places."],
  ["an offset", (x) => x.add(1), "It is off by the same amount in every entry: a constant term is missing or added."],
  [
    "a mean that was not taken off",
    (x) => x.add(x.mean(1, { keepDims: true })),
    "It is off by the same amount all along axis 1: a term that is shared along that axis is missing or added.",
  ],
  ["the right numbers", (x) => x, undefined],
  ["zeros", (x) => x.mul(0), undefined],
  ["another shape", (x) => x.flatten(), undefined],
  ["NaN", (x) => x.mul(NaN), undefined],
  ["text", () => "1, 2, 3", undefined],
  ["a square", (x) => x.mul(x), undefined],
])("%s", (_what, wrong, sentence) => {
  expect(pattern(wrong)).toBe(sentence);
});

test("what stands in reverse, or one place later, is told with its axis", () => {
  const steps = tensor([[1, 4, 9, 16]]);
  const told = (actual: Tensor) => patternOf([{ expected: steps, actual }]);
  expect(told(tensor([[16, 9, 4, 1]]))).toBe("It is what is expected in reverse along axis 1.");
  expect(told(tensor([[0, 1, 4, 9]]))).toBe("It is what is expected, one place later along axis 1.");
  expect(told(tensor([[4, 9, 16, 0]]))).toBe("It is what is expected, one place earlier along axis 1.");
  expect(told(tensor([[9, 1, 16, 4]]))).toBe("It is made of the expected numbers in another order.");
});

test("axes in another order are told for more than two", () => {
  const expected = tensor([[[1, 2], [3, 4], [5, 6]]]); // prettier-ignore
  expect(patternOf([{ expected, actual: expected.transpose([0, 2, 1]) }])).toBe(
    "It is what is expected with its axes in the order 0, 2, 1.",
  );
});

test("a term, a factor or nothing but an argument is told by the argument's name", () => {
  const bias = tensor([10, -20, 30]);
  const told = (actual: Tensor) => patternOf([{ expected: first, actual, inputs: { bias, x: first.mul(first) } }]);
  expect(told(first.sub(bias))).toBe(
    "It is what is expected less bias: a term is missing, or is taken off once too often.",
  );
  expect(told(first.add(bias))).toBe("It is what is expected plus bias: a term too many.");
  expect(told(first.mul(bias))).toBe("It is what is expected times bias: a factor too many.");
  expect(told(first.div(bias))).toBe("It is what is expected without the factor bias.");
  expect(told(first.mul(first))).toBe("It is x itself, unchanged.");
});

test("one or two numbers have nothing in common", () => {
  expect(patternOf([{ expected: tensor([1, 2]), actual: tensor([2, 4]) }])).toBeUndefined();
});

test("numbers in the fields of a record count together, and fields that are right are left out", () => {
  const expected = { gradWeight: first, gradBias: tensor([1, 2]) };
  expect(patternOf([{ expected, actual: { gradWeight: first.div(4), gradBias: tensor([0.25, 0.5]) } }])).toBe(
    "Every number is 1/4 times what is expected.",
  );
  expect(patternOf([{ expected, actual: { gradWeight: first.div(4), gradBias: tensor([1, 2]) } }])).toBe(
    "Every number of gradWeight is 1/4 times what is expected.",
  );
  expect(patternOf([{ expected, actual: { gradWeight: first, gradBias: tensor([2, 1]) } }])).toBeUndefined();
});
