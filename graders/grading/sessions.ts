/** The reference as a session: as the source of right answers, and as code on trial, with mistakes and variants in its place. */
import { inProcessSession } from "#graders/execution/in-process.ts";
import { plansInProcess } from "#graders/execution/kernels/runners.ts";
import { kernelSession, plainSession, type PlanRunner } from "#graders/execution/kernels/session.ts";
import type { Loaded, Session } from "#graders/execution/executor.ts";
import type { Exercise } from "#graders/spec/spec.ts";

/** @param changed - exports in place of the reference's. */
export function referenceSession(exercise: Exercise, changed: object = {}): Session {
  const session = inProcessSession({ ...exercise.reference, ...changed }, exercise.programs);
  return exercise.spec.device ? plainSession(session) : session;
}

/**
 * Code of ours that stands where a student's would: its kernels are run as a student's are.
 *
 * @param changed - exports in place of the reference's.
 */
export function trialSession(exercise: Exercise, changed: object = {}): Session {
  const session = inProcessSession({ ...exercise.reference, ...changed }, exercise.programs);
  return exercise.spec.device ? kernelSession(session, plansInProcess()) : session;
}

/** Code whose functions launch kernels gets what runs them, in this process unless told otherwise; any other is left as it is. */
export function onDevice({ spec }: Exercise, loaded: Loaded, runner?: PlanRunner): Loaded {
  if (!spec.device || loaded.status === "broken") return loaded;
  return { status: "loaded", session: kernelSession(loaded.session, runner ?? plansInProcess()) };
}
