/** The outcome of one check, and what the next ones need to know of it. */
import type { CheckResult, CheckStatus, Lesson } from "#graders/result/result.ts";
import type { CheckSpec } from "#graders/spec/spec.ts";

export interface GradedCheck extends CheckResult {
  /** The code under test is still the stub's. */
  readonly notStarted: boolean;
}

export function passedCheck(check: CheckSpec, runs: number): GradedCheck {
  return { ...head(check), status: "pass", points: check.points, runs, notStarted: false };
}

/** Any outcome without points. */
export function unpassedCheck(
  check: CheckSpec,
  status: Exclude<CheckStatus, "pass">,
  lesson: Lesson,
  more: { readonly runs?: number; readonly notStarted?: boolean } = {},
): GradedCheck {
  return {
    ...head(check),
    status,
    points: 0,
    lesson,
    ...(more.runs === undefined ? {} : { runs: more.runs }),
    notStarted: more.notStarted ?? false,
  };
}

export function skippedCheck(check: CheckSpec, summary: string): GradedCheck {
  return unpassedCheck(check, "skipped", { summary });
}

export function notGradedCheck(check: CheckSpec, why: string): GradedCheck {
  const message = `The grader could not run this check: ${why} This is our fault and costs nothing.`;
  return unpassedCheck(check, "not graded", { summary: message, problem: { kind: "grader", message } });
}

function head(check: CheckSpec): Pick<CheckResult, "name" | "kind" | "maxPoints" | "visibility"> {
  return { name: check.name, kind: check.kind, maxPoints: check.points, visibility: check.visibility };
}
