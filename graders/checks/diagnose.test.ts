import { expect, test } from "vitest";
import * as reference from "#reference/01-neurons/neuron.ts";
import { inProcessSession } from "#graders/execution/in-process.ts";
import { gradeExercise } from "#graders/grading/grade-exercise.ts";
import { loadExercise } from "#graders/spec/load.ts";

const exercise = await loadExercise("01-neurons/neuron");

/** Takes an activation that doesn't exist for none, and gives the weight's gradient transposed. */
const transposed: typeof reference.layerBackward = (input, weight, bias, gradOutput, options = {}) => {
  const exists = ["linear", "sigmoid", "tanh", "relu"].includes(options.activation ?? "linear");
  const gradients = reference.layerBackward(input, weight, bias, gradOutput, exists ? options : {});
  return { ...gradients, gradWeight: gradients.gradWeight.T };
};

test("where an error was due, no mistake is named that is seen elsewhere not to be made", async () => {
  const module = { ...reference, layerBackward: transposed };
  const open = async () => ({ status: "loaded", session: inProcessSession(module, exercise.programs) }) as const;
  const { checks } = await gradeExercise(exercise, open, { seed: 1 });
  const named = checks
    .filter(({ status }) => status === "fail")
    .map(({ lesson }) => lesson?.mistakes?.map(({ name }) => name));
  expect(named).toEqual([["weight gradient transposed"], undefined]);
});
