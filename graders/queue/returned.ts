/** What came back from a worker, before it counts. Workers are ours, but a result that belongs to something else must not be stored. */
import type { Course } from "#graders/batch/course.ts";
import { headOf, hasHead } from "#graders/batch/result-head.ts";
import { isAtLeast, type Level } from "#graders/execution/sandbox/rung.ts";
import { readResult } from "#graders/result/read-result.ts";
import type { Result } from "#graders/result/result.ts";
import { version } from "#graders/version.ts";
import type { GradingJob } from "./job.ts";
import { pack, unpack } from "./pack.ts";

export interface Returned {
  readonly result: Result;
  /** How long grading took there, by the clock. */
  readonly seconds: number;
}

/** As a worker gives it back: the seconds, and on the next line the document, which holds no clock reading. */
export function packReturned({ result, seconds }: Returned): string {
  return pack(`${seconds}\n${JSON.stringify(result)}`);
}

/** @throws Error - when it is no result, or that of another submission, course or run. */
export function readReturned(packed: unknown, job: GradingJob, course: Course): Returned {
  const [, seconds, document] = /^(\d+(?:\.\d+)?)\n(.*)$/s.exec(text(packed)) ?? [];
  if (document === undefined) throw new Error("What came back is no time and a result.");
  const result = readResult(document, "What came back");
  const { grader, exercises } = result;
  const belongs = hasHead(result, headOf(job.taken, course, { seed: job.seed, limits: job.limits, grader }));
  const inOrder = exercises.map(({ id }) => id).join() === course.exercises.map(({ spec }) => spec.id).join();
  if (!belongs || !inOrder) throw new Error("What came back is the result of other files or other rules.");
  if (grader.version !== version) throw new Error(`What came back is of gradecheck ${grader.version}.`);
  if (!isAtLeast(grader.isolation.level as Level, job.isolationAtLeast))
    throw new Error(`What came back was isolated as "${grader.isolation.level}" only.`);
  return { result, seconds: Number(seconds) };
}

function text(packed: unknown): string {
  if (typeof packed !== "string") throw new Error("What came back is no text.");
  try {
    return unpack(packed);
  } catch (error) {
    throw new Error(`What came back can't be read (${(error as Error).message}).`, { cause: error });
  }
}
