/**
 * Grades one exercise: runs its checks in the order of the spec and sums up what they found.
 *
 * Code that had to be stopped is loaded afresh for the next check. What fails on our side is tried again, and then shown
 * as "not graded", outside the points.
 */
import { isStopped } from "#graders/checks/finding.ts";
import { inProcessSession } from "#graders/execution/in-process.ts";
import type { Loaded, Session } from "#graders/execution/executor.ts";
import type { ExerciseResult } from "#graders/result/result.ts";
import type { CheckSpec, Exercise } from "#graders/spec/spec.ts";
import { unmetDependency } from "./dependencies.ts";
import { notGradedCheck, skippedCheck, type GradedCheck } from "./graded-check.ts";
import { runCheck } from "./run-check.ts";
import { seedFor } from "./seed.ts";

const restartsAllowed = 3;

export interface GradingOptions {
  readonly seed: number;
  /** Look a wrong answer up in the catalogue of mistakes. On unless told otherwise; `verify` has no use for it over many seeds. */
  readonly diagnosis?: boolean;
  /** The reference may settle what difference quotients can't. On unless the reference itself is on trial. */
  readonly trustsReference?: boolean;
  /** Look for a smaller failing input. On unless only verdicts are wanted. */
  readonly shrinks?: boolean;
  /** End at the first check that isn't passed: whether all pass is then known, and nothing else. */
  readonly untilFailure?: boolean;
}

/** @param open - loads the code under test; called again after it had to be stopped. */
export async function gradeExercise(
  exercise: Exercise,
  open: () => Promise<Loaded>,
  options: GradingOptions,
): Promise<ExerciseResult> {
  const { spec } = exercise;
  const head = { id: spec.id, title: spec.title, formula: spec.formula };
  let loaded = await open();
  if (loaded.status === "broken") {
    const { problem } = loaded;
    const status = problem.kind === "missing" ? "missing" : problem.kind === "grader" ? "not graded" : "broken";
    const maxPoints = status === "not graded" ? 0 : spec.checks.reduce((sum, check) => sum + check.points, 0);
    return { ...head, status, points: 0, maxPoints, problem, checks: [] };
  }
  const reference = referenceSession(exercise);
  const results = new Map<string, GradedCheck>();
  let restarts = 0;
  let printed = "";
  for (const check of spec.checks) {
    const unmet = unmetDependency(check, spec.checks, results);
    if (unmet?.blocks || loaded.status === "broken") {
      results.set(check.name, notRun(check, unmet?.on, loaded));
      continue;
    }
    const context = {
      exercise,
      student: loaded.session,
      reference,
      seed: seedFor(options.seed, spec.id, check.name),
      trustsReference: options.trustsReference ?? true,
      shrinks: options.shrinks ?? true,
    };
    const diagnosis =
      options.diagnosis === false || unmet
        ? {}
        : { openMistake: ({ exports }: { exports: object }) => referenceSession(exercise, exports) };
    const result = await runCheck(check, context, { seed: options.seed, ...diagnosis });
    results.set(check.name, unmet && result.status === "fail" ? skippedCheck(check, buildsOn(unmet.on)) : result);
    if (options.untilFailure && result.status !== "pass") break;
    if (isStopped(result)) {
      printed ||= loaded.session.console();
      restarts += 1;
      loaded =
        restarts > restartsAllowed
          ? {
              status: "broken",
              problem: { kind: "exited", message: `The code had to be stopped ${restarts} times before.` },
            }
          : await open();
    }
  }
  const console = printed || (loaded.status === "loaded" ? loaded.session.console() : "");
  return { ...head, ...summarise([...results.values()]), ...(console === "" ? {} : { console }) };
}

/** The reference as a session of its own; also what mistakes and variants stand on. */
export function referenceSession(exercise: Exercise, changed: object = {}): Session {
  return inProcessSession({ ...exercise.reference, ...changed }, exercise.programs);
}

function notRun(check: CheckSpec, on: string | undefined, loaded: Loaded): GradedCheck {
  if (on !== undefined) return skippedCheck(check, buildsOn(on));
  const problem = loaded.status === "broken" ? loaded.problem : undefined;
  if (problem?.kind === "grader") return notGradedCheck(check, problem.message);
  return skippedCheck(check, `It could not be run. ${problem?.message ?? ""}`);
}

function buildsOn(name: string): string {
  return `It builds on “${name}”, which has not passed yet. Mend that first.`;
}

function summarise(
  results: readonly GradedCheck[],
): Pick<ExerciseResult, "status" | "points" | "maxPoints" | "checks"> {
  const started = results.some(({ notStarted, status }) => !notStarted && status !== "skipped");
  const decided = results.filter(({ status }) => status !== "inconclusive" && status !== "not graded");
  const points = results.reduce((sum, result) => sum + result.points, 0);
  const maxPoints = decided.reduce((sum, result) => sum + result.maxPoints, 0);
  const status =
    decided.length === 0 ? "not graded" : !started ? "not started" : points === maxPoints ? "passed" : "failed";
  return { status, points, maxPoints, checks: results.map(({ notStarted: _, ...result }) => result) };
}
