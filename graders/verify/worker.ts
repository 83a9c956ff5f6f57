/** Verifies one exercise after another in a thread of its own. A spec that can't be loaded is a fault like any other. */
import { parentPort } from "node:worker_threads";
import { loadExercise, loadVariants } from "#graders/spec/load.ts";
import { SpecError } from "#graders/spec/spec-error.ts";
import { specValidator } from "#graders/spec/validate.ts";
import { steadiness, type Steadiness } from "./steadiness.ts";
import { verifyExercise, type Verification } from "./verify-exercise.ts";

export interface Question {
  readonly id: string;
  readonly seeds: number;
  /** Also grade everything under so many seeds. */
  readonly steadySeeds?: number;
}

export interface Answer {
  readonly verification: Verification;
  /** Absent when it wasn't asked for, and when the spec has a fault. */
  readonly steadiness?: Steadiness;
}

/** An exercise that trains a network takes this many times as long as any other. */
const seedsOfTraining = 1 / 50;

const validate = specValidator();

async function answer({ id, seeds, steadySeeds }: Question): Promise<Answer> {
  try {
    const exercise = await loadExercise(id, undefined, validate);
    const verification = await verifyExercise(exercise, { seeds });
    if (steadySeeds === undefined || verification.faults.length > 0) return { verification };
    const share = exercise.spec.cpuSeconds === undefined ? 1 : seedsOfTraining;
    return {
      verification,
      steadiness: await steadiness(exercise, await loadVariants(id), Math.ceil(share * steadySeeds)),
    };
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    const nothing = { checks: 0, points: 0, mistakes: { caught: 0, recognised: 0, of: 0 }, variants: 0, undecided: 0 };
    return { verification: { id, ...nothing, seeds, faults: error.message.split("\n") } };
  }
}

parentPort!.on("message", (question: Question) => {
  void answer(question).then((answered) => parentPort!.postMessage(answered));
});
