/** Verifies one exercise after another in a thread of its own. A spec that can't be loaded is a fault like any other. */
import { parentPort } from "node:worker_threads";
import { loadExercise } from "#graders/spec/load.ts";
import { SpecError } from "#graders/spec/spec-error.ts";
import { specValidator } from "#graders/spec/validate.ts";
import { verifyExercise, type Verification } from "./verify-exercise.ts";

const validate = specValidator();

async function answer({ id, seeds }: { readonly id: string; readonly seeds: number }): Promise<Verification> {
  try {
    return await verifyExercise(await loadExercise(id, undefined, validate), { seeds });
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    return {
      id,
      checks: 0,
      points: 0,
      mistakes: { caught: 0, recognised: 0, of: 0 },
      variants: 0,
      seeds,
      faults: error.message.split("\n"),
    };
  }
}

parentPort!.on("message", (question: { readonly id: string; readonly seeds: number }) => {
  void answer(question).then((verification) => parentPort!.postMessage(verification));
});
