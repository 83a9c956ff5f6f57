/** What came back from a worker, before it counts. Workers are ours, but a result that belongs to something else must not be stored. */
import type { Course } from "#graders/batch/course.ts";
import { headOf, hasHead } from "#graders/batch/result-head.ts";
import { isAtLeast, type Level } from "#graders/execution/sandbox/rung.ts";
import { readResult } from "#graders/result/read-result.ts";
import type { Result } from "#graders/result/result.ts";
import { version } from "#graders/version.ts";
import type { GradingJob } from "./job.ts";
import { unpack } from "./pack.ts";

/** @throws Error - when it is no result, or that of another submission, course or run. */
export function returnedResult(packed: unknown, job: GradingJob, course: Course): Result {
  const result = readResult(text(packed), "What came back");
  const { grader, exercises } = result;
  const belongs = hasHead(result, headOf(job.taken, course, { seed: job.seed, limits: job.limits, grader }));
  const inOrder = exercises.map(({ id }) => id).join() === course.exercises.map(({ spec }) => spec.id).join();
  if (!belongs || !inOrder) throw new Error("What came back is the result of other files or other rules.");
  if (grader.version !== version) throw new Error(`What came back is of gradecheck ${grader.version}.`);
  if (!isAtLeast(grader.isolation.level as Level, job.isolationAtLeast))
    throw new Error(`What came back was isolated as "${grader.isolation.level}" only.`);
  return result;
}

function text(packed: unknown): string {
  if (typeof packed !== "string") throw new Error("What came back is no text.");
  try {
    return unpack(packed);
  } catch (error) {
    throw new Error(`What came back can't be read (${(error as Error).message}).`, { cause: error });
  }
}
