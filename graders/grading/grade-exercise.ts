/**
 * Grades one exercise: runs its checks in the order of the spec and sums up what they found.
 *
 * Code that had to be stopped is loaded afresh for the next check. What fails on our side is tried again, and then shown
 * as "not graded", outside the points.
 */
import type { CheckContext } from "#graders/checks/context.ts";
import type { Loaded, Problem } from "#graders/execution/executor.ts";
import type { ExerciseResult, Visibility } from "#graders/result/result.ts";
import type { CheckSpec, Exercise } from "#graders/spec/spec.ts";
import { unmetDependency } from "./dependencies.ts";
import { narrowDiagnoses } from "./narrow-diagnoses.ts";
import { notGradedCheck, skippedCheck, type GradedCheck } from "./graded-check.ts";
import { gradeBackward, wrongForwardOf } from "./partial-credit.ts";
import { referenceSession, trialSession } from "./sessions.ts";
import { runCheck } from "./run-check.ts";
import { seedFor } from "./seed.ts";
import { WatchedSession } from "./watched-session.ts";

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
  for (const check of inOrderOfVisibility(spec.checks)) {
    if (loaded.status === "broken") {
      results.set(check.name, notRun(check, loaded.problem));
      continue;
    }
    const student = new WatchedSession(loaded.session);
    const context = {
      exercise,
      student,
      reference,
      seed: seedFor(options.seed, spec.id, check.name),
      trustsReference: options.trustsReference ?? true,
      shrinks: options.shrinks ?? true,
    };
    const result = await gradeCheck(check, context, results, options);
    results.set(check.name, result);
    if (options.untilFailure && result.status !== "pass") break;
    if (student.stopped) {
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
  return {
    ...head,
    ...summarise(narrowDiagnoses(spec.checks.flatMap(({ name }) => results.get(name) ?? []))),
    ...(console === "" ? {} : { console }),
  };
}

/**
 * What may be shown comes first: code that is handed hidden inputs could keep them, and print them in the error of a
 * check whose error is shown.
 */
function inOrderOfVisibility(checks: readonly CheckSpec[]): CheckSpec[] {
  const order: readonly Visibility[] = ["visible", "after-due", "hidden"];
  return checks.toSorted((a, b) => order.indexOf(a.visibility) - order.indexOf(b.visibility));
}

/** One check, given what the ones before it found. */
async function gradeCheck(
  check: CheckSpec,
  context: CheckContext,
  results: ReadonlyMap<string, GradedCheck>,
  options: GradingOptions,
): Promise<GradedCheck> {
  const { exercise } = context;
  const unmet = unmetDependency(check, exercise.spec.checks, results);
  const wrongForward = wrongForwardOf(check, exercise.spec.checks, results);
  const earned = check.kind === "gradient" && wrongForward ? await gradeBackward(wrongForward, context) : undefined;
  if (earned) return earned;
  if (unmet?.blocks) return skippedCheck(check, buildsOn(unmet.on));
  const diagnosis =
    options.diagnosis === false || unmet
      ? {}
      : { openMistake: ({ exports }: { exports: object }) => trialSession(exercise, exports) };
  const settings = { seed: options.seed, ...diagnosis, ...(wrongForward ? { wrongForward } : {}) };
  const result = await runCheck(check, context, settings);
  return unmet && result.status === "fail" ? skippedCheck(check, buildsOn(unmet.on)) : result;
}

function notRun(check: CheckSpec, problem: Problem): GradedCheck {
  return problem.kind === "grader"
    ? notGradedCheck(check, problem.message)
    : skippedCheck(check, `It could not be run. ${problem.message}`);
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
