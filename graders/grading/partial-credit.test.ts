import { expect, test } from "vitest";
import type { Tensor } from "#tensor";
import { mse, mseBackward } from "#reference/03-losses/mse.ts";
import { inProcessSession } from "#graders/execution/in-process.ts";
import { loadExercise } from "#graders/spec/load.ts";
import { gradeExercise } from "./grade-exercise.ts";

const exercise = await loadExercise("03-losses/mse");

const halved: typeof mse = (...args) => mse(...args).div(2);
const backwardOfHalved: typeof mseBackward = (...args) => mseBackward(...args).div(2);
const shifted: typeof mse = (...args) => mse(...args).add(1);

/** Status of each check, by what it is about. */
async function grade(module: object): Promise<{ forward: string[]; backward: string[] }> {
  const result = await gradeExercise(
    exercise,
    async () => ({ status: "loaded", session: inProcessSession({ mse, mseBackward, ...module }) }),
    { seed: 1 },
  );
  const about = (backward: boolean): string[] =>
    result.checks.filter(({ name }) => name.includes("gradient") === backward).map(({ status }) => status);
  return { forward: about(false), backward: about(true) };
}

const earned = ["pass", "pass", "pass", "pass"];
const lost = ["skipped", "skipped", "skipped"];

test("a known slip in the forward pass is charged there, and not to the backward pass that is its derivative", async () => {
  const { forward, backward } = await grade({ mse: halved, mseBackward: backwardOfHalved });
  expect(forward).toContain("fail");
  expect(backward).toEqual(earned);
});

test("nor to a backward pass that is right in itself", async () => {
  expect((await grade({ mse: halved })).backward).toEqual(earned);
  expect((await grade({ mse: shifted })).backward).toEqual(earned);
});

test("a backward pass that fits neither the reference nor its own forward earns nothing", async () => {
  const third: typeof mseBackward = (...args) => mseBackward(...args).div(3);
  expect((await grade({ mse: halved, mseBackward: third })).backward).toEqual(["fail", ...lost]);
});

test("a forward pass that is no known slip earns nothing for its derivative: any pair of functions has that", async () => {
  const { backward } = await grade({
    mse: (predictions: Tensor) => predictions.sum(),
    mseBackward: (predictions: Tensor, _targets: Tensor, gradOutput: Tensor) => predictions.mul(0).add(gradOutput),
  });
  expect(backward).toEqual(["fail", ...lost]);
});

test("a slip that shows with options alone is charged once too, though the first check uses none", async () => {
  const alwaysTheMean: typeof mse = (predictions, targets) => mse(predictions, targets);
  const { forward, backward } = await grade({ mse: alwaysTheMean });
  expect(forward[0]).toBe("pass");
  expect(forward).toContain("fail");
  expect(backward).toEqual(earned);
});
