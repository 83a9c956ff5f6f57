/** Grades many submissions, a few at a time, until all are done or it is told to stop. */
import { gradeSubmission, type Graded, type GradeSettings } from "./grade-submission.ts";
import type { Course } from "./course.ts";
import { pool } from "./pool.ts";
import { Progress } from "./progress.ts";
import type { Submission } from "./submissions.ts";
import type { Result } from "#graders/result/result.ts";

export interface BatchSettings extends Omit<GradeSettings, "lanes" | "earlier"> {
  /** Submissions at once. */
  readonly jobs: number;
  /** A result of an earlier run, which is kept when nothing that it depends on has changed. */
  readonly earlier: (submission: Submission) => Result | undefined;
}

/**
 * Grades here, in as many processes as `jobs` says.
 *
 * @param finished - gets each result as it comes; what it wrote is there when the batch goes on.
 * @returns whether it was stopped.
 */
export async function gradeBatch(
  submissions: readonly Submission[],
  course: Course,
  { jobs, earlier, ...settings }: BatchSettings,
  finished: (graded: Graded) => Promise<void>,
): Promise<{ readonly stopped: boolean }> {
  const lanes = Math.max(1, Math.floor(jobs / submissions.length));
  const grade = (submission: Submission): Promise<Graded> => {
    const known = earlier(submission);
    return gradeSubmission(submission, course, { ...settings, lanes, ...(known ? { earlier: known } : {}) });
  };
  return gradeEach(submissions, jobs, grade, finished);
}

/**
 * The same with whatever grades one submission. Ctrl-C lets what is being graded come to its end and begins nothing more.
 *
 * @param grade - gives nothing when it was told to stop before anything was done.
 */
export async function gradeEach(
  submissions: readonly Submission[],
  width: number,
  grade: (submission: Submission, stopping: AbortSignal) => Promise<Graded | undefined>,
  finished: (graded: Graded) => Promise<void>,
): Promise<{ readonly stopped: boolean }> {
  const progress = new Progress(submissions.length);
  const stopping = new AbortController();
  const stop = (): void => stopping.abort();
  const signals = ["SIGINT", "SIGTERM"] as const;
  for (const signal of signals) process.once(signal, stop);
  try {
    await pool(
      submissions,
      width,
      async (submission) => {
        const graded = await grade(submission, stopping.signal);
        if (!graded) return;
        await finished(graded);
        const { points, maxPoints } = graded.result;
        progress.step(
          `${JSON.stringify(submission.id).slice(1, -1)}: ${points} of ${maxPoints} points${graded.kept ? " (not changed)" : ""}`,
        );
      },
      stopping.signal,
    );
  } finally {
    for (const signal of signals) process.removeListener(signal, stop);
  }
  return { stopped: stopping.signal.aborted };
}
