/** The reference as a session of its own; also what mistakes and variants stand on. */
import { inProcessSession } from "#graders/execution/in-process.ts";
import type { Session } from "#graders/execution/executor.ts";
import type { Exercise } from "#graders/spec/spec.ts";

/** @param changed - exports in place of the reference's. */
export function referenceSession(exercise: Exercise, changed: object = {}): Session {
  return inProcessSession({ ...exercise.reference, ...changed }, exercise.programs);
}
