/**
 * Grades one mutant after another in a thread of its own: the mutant plays the student.
 *
 * Endless loops end in three ways, the cheapest first: the mutant's switch is passed too often, a call is interrupted
 * long after the whole grading should have ended, or the thread that asked gives this one up.
 */
import { parentPort } from "node:worker_threads";
import { plainSession } from "#graders/execution/kernels/session.ts";
import { loadInProcess } from "#graders/execution/in-process.ts";
import type { Loaded } from "#graders/execution/executor.ts";
import { gradeExercise } from "#graders/grading/grade-exercise.ts";
import type { ExerciseResult } from "#graders/result/result.ts";
import { loadExercise } from "#graders/spec/load.ts";
import { SpecError } from "#graders/spec/spec-error.ts";
import type { Exercise } from "#graders/spec/spec.ts";
import { importMutated, type MutatedReference } from "./mutated-module.ts";

export interface Question extends MutatedReference {
  readonly exercise: string;
  readonly seed: number;
  /** None for the file as it is, which must pass. */
  readonly mutant?: {
    /** Its switch, if it has one, and how often that may be passed. */
    readonly key?: string;
    readonly hitsAllowed?: number;
    readonly callLimitMs: number;
  };
}

export interface Answer {
  /** What was not passed, if anything. */
  readonly failed?: string;
  /** How often each mutant's switch was passed, by key. */
  readonly hits: { readonly [key: string]: number };
  readonly milliseconds: number;
}

/** The names are those that Stryker's instrumentation reads. */
interface Switches {
  activeMutant?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: { static: { [key: string]: number }; perTest: object };
}

const switches: Switches = ((globalThis as { __stryker__?: Switches }).__stryker__ = {});
const exercises = new Map<string, Exercise>();

async function answer(question: Question): Promise<Answer> {
  const { exercise: id, root, mutant, seed } = question;
  if (!exercises.has(id)) exercises.set(id, await loadExercise(id, root));
  const exercise = exercises.get(id)!;
  const hits = {};
  const start = performance.now();
  const open = async (): Promise<Loaded> => {
    switches.activeMutant = mutant?.key;
    switches.hitCount = mutant && 0;
    switches.hitLimit = mutant?.hitsAllowed;
    switches.mutantCoverage = { static: hits, perTest: {} };
    const loaded = await loadInProcess(() => importMutated(question), exercise.programs, {
      timeoutMs: mutant?.callLimitMs,
    });
    // A mutant's kernel refers to its switches, so it is no text that gpu.js could translate.
    return exercise.spec.device && loaded.status === "loaded"
      ? { status: "loaded", session: plainSession(loaded.session) }
      : loaded;
  };
  const settings = { seed, diagnosis: false, shrinks: false };
  let result = await gradeExercise(exercise, open, { ...settings, untilFailure: true });
  // A check that decides nothing costs a student nothing: what says so is whether another one fails.
  if (result.checks.some(({ status }) => status === "inconclusive" || status === "not graded"))
    result = await gradeExercise(exercise, open, settings);
  const failed = failureIn(result);
  return { ...(failed === undefined ? {} : { failed }), hits, milliseconds: performance.now() - start };
}

function failureIn({ status, problem, checks }: ExerciseResult): string | undefined {
  if (status === "broken") return problem!.message;
  const lost = checks.find(({ status }) => status === "fail" || status === "error" || status === "skipped");
  return lost && `“${lost.name}” is ${lost.status}: ${lost.lesson?.summary ?? ""}`;
}

parentPort!.on("message", (question: Question) => {
  answer(question).then(
    (answered) => parentPort!.postMessage(answered),
    (error: unknown) => {
      if (!(error instanceof SpecError)) throw error;
      parentPort!.postMessage({ failed: error.message, hits: {}, milliseconds: 0 } satisfies Answer);
    },
  );
});
