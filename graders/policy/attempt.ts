/** What somebody handed in, once it is graded. */
import type { Result } from "#graders/result/result.ts";

export interface Attempt {
  /** Which of the person's it is, counted from 1. */
  readonly attempt: number;
  /** ISO 8601 with zone. */
  readonly submittedAt?: string;
  /** What the platform said, where it gave no time. */
  readonly late?: boolean;
  readonly result: Result;
}

/** By number; those that share one by time, then by the submission's name: in whatever order they come, the same. */
export function inOrder(attempts: readonly Attempt[]): Attempt[] {
  const time = ({ submittedAt }: Attempt): number => Date.parse(submittedAt ?? "") || 0;
  return attempts.toSorted(
    (a, b) => a.attempt - b.attempt || time(a) - time(b) || (a.result.submission.id < b.result.submission.id ? -1 : 1),
  );
}
