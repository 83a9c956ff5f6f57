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

/** One check is wrong, and nothing waits for it. */
const small = (name: string, worth: number) =>
  exercise(`02-activations/${name}`, name, [check("a", 3), check("b", worth, { status: "fail" })]);
const absent = (name: string, status: "missing" | "not started", maxPoints: number) =>
  exercise(`04-optimizers/${name}`, name, [], { status, points: 0, maxPoints });

test("the last step is a file that is missing where that is worth more than the smallest of three", () => {
  const mends = [small("two", 2), small("three", 3), small("one", 1), small("four", 4)];
  // Nearest to being passed are those that lack 1, 2 and 3 points.
  expect(shown(mends)).toEqual([["one", "mend", "b"], ["two", "mend", "b"], ["three", "mend", "b"]]); // prettier-ignore
  expect(shown([...mends, absent("sgd", "missing", 13)])).toEqual([["two", "mend", "b"], ["three", "mend", "b"], ["sgd", "hand in"]]); // prettier-ignore
  expect(shown([...mends, absent("adam", "not started", 13)]).at(-1)).toEqual(["adam", "begin"]);
  expect(shown([...mends, absent("tiny", "missing", 1)]).at(-1)).toEqual(["three", "mend", "b"]);
});

test("of what is missing it is the first that is worth as much, and of steps that are worth the same the last gives way", () => {
  const mends = [small("a", 2), small("b", 2), small("c", 2)];
  const gaps = [absent("early", "not started", 9), absent("tiny", "missing", 2), absent("late", "missing", 5)];
  expect(shown([...mends, ...gaps])).toEqual([["a", "mend", "b"], ["b", "mend", "b"], ["late", "hand in"]]); // prettier-ignore
});

test("a file that doesn't load never gives way", () => {
  const broken = ["a", "b", "c"].map((name) => ({ ...small(name, 1), status: "broken" as const }));
  const gap = absent("sgd", "missing", 90);
  expect(shown([...broken, gap]).map(([, what]) => what)).toEqual(["load", "load", "load"]);
  expect(shown([...broken.slice(1), small("mend", 1), gap]).map(([, what]) => what)).toEqual(["load", "load", "hand in"]); // prettier-ignore
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
