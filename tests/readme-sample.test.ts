/** The wrong answer that the README shows is what `npm test -- relu` prints for it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Tensor } from "#tensor";
import { relu } from "#reference/02-activations/relu.ts";
import { inProcessSession } from "#graders/execution/in-process.ts";
import { gradeExercise } from "#graders/grading/grade-exercise.ts";
import { loadExercise } from "#graders/spec/load.ts";
import { exerciseText } from "#reports/index.ts";

test("the failure that the README shows is the one that is printed", async () => {
  const wrong = { relu, reluBackward: (_x: Tensor, gradOutput: Tensor) => gradOutput.maximum(0) };
  const result = await gradeExercise(
    await loadExercise("02-activations/relu"),
    async () => ({ status: "loaded", session: inProcessSession(wrong) }),
    { seed: 1 },
  );
  const printed = exerciseText(result, { colour: false });
  const failure = /^ {2}✗ [^]*?(?=\n\n {2}\S)/m.exec(printed)![0];
  const readme = readFileSync(join(import.meta.dirname, "..", "README.md"), "utf8");
  expect(/```\n( {2}✗ [^]*?)\n```/.exec(readme)![1]).toBe(failure);
});
