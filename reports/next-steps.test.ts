import { expect, test } from "vitest";
import type { ExerciseResult } from "#graders/result/result.ts";
import { check, exercise, result } from "./samples/build.ts";
import { adam, attention, conv, perceptron, pooling } from "./samples/exercises.ts";
import { nextSteps } from "./next-steps.ts";

const waiting = (name: string, worth: number, on: string) =>
  check(name, worth, {
    status: "skipped",
    lesson: { summary: `It builds on “${on}”, which has not passed yet. Mend that first.` },
  });

const nearly = exercise("02-activations/elu", "ELU", [
  check("elu is right", 3),
  check("its slope is right", 1, { status: "fail" }),
]);
const far = exercise("02-activations/selu", "SELU", [
  check("selu is right", 3, { status: "fail" }),
  check("its slope is right", 1, { status: "error" }),
]);
const blocked = exercise("03-losses/mse", "MSE", [
  check("a mistake apart", 1, { status: "fail" }),
  check("the mean is right", 1, { status: "fail", lesson: { summary: "Wrong.", call: "mse(x)", seed: 5 } }),
  waiting("the gradient is right", 2, "the mean is right"),
  waiting("the sum is right", 3, "the mean is right"),
]);

const shown = (exercises: readonly ExerciseResult[]) =>
  nextSteps(result("ada", exercises)).map(({ exercise, what, check }) => [
    exercise.title,
    what,
    ...(check ? [check] : []),
  ]);

test("a file that doesn't load comes first, then what others wait for, then what is nearest to being passed", () => {
  expect(shown([perceptron, far, nearly, blocked, conv])).toEqual([
    ["2-D convolution", "load"],
    ["MSE", "unblock", "the mean is right"],
    ["ELU", "mend", "its slope is right"],
  ]);
});

test("of what others wait for, what frees most points comes first", () => {
  const few = exercise("01-neurons/neuron", "Neuron", [
    check("a neuron is right", 1, { status: "fail" }),
    waiting("a layer is right", 4, "a neuron is right"),
  ]);
  expect(shown([few, blocked])).toEqual([
    ["MSE", "unblock", "the mean is right"],
    ["Neuron", "unblock", "a neuron is right"],
  ]);
});

test("what is missing and what isn't begun comes last, in the order of the course", () => {
  expect(shown([pooling, adam, nearly])).toEqual([
    ["ELU", "mend", "its slope is right"],
    ["Adam", "hand in"],
    ["Max pooling", "begin"],
  ]);
});

test("says what waits and what it is worth, and how to run it with the same inputs", () => {
  expect(nextSteps(result("ada", [blocked]))).toEqual([
    {
      exercise: { id: "03-losses/mse", title: "MSE" },
      check: "the mean is right",
      what: "unblock",
      waiting: 2,
      worth: 5,
      command: "npm test -- mse --seed 5",
    },
  ]);
});

test("where the reason of a skipped check is not to be seen, it waits for the first that failed", () => {
  const hidden = exercise("03-losses/mse", "MSE", [
    check("the mean is right", 1, { status: "fail" }),
    check("the sum is right", 1, { status: "fail" }),
    check("the gradient is right", 2, { status: "skipped", visibility: "hidden" }),
  ]);
  expect(nextSteps(result("ada", [hidden]))).toMatchObject([{ check: "the mean is right", waiting: 1, worth: 2 }]);
});

test("there is nothing to do where all is passed, or what is left is not the student's", () => {
  expect(nextSteps(result("ada", [perceptron, attention]))).toEqual([]);
});
