/**
 * Grades one exercise: runs its checks in the order of the spec and turns what they find into a result.
 *
 * The first check of a function is its foundation: while it fails, the others of that function are skipped, so that one
 * mistake is reported once. Code that had to be stopped is loaded afresh for the next check. What fails on our side is
 * tried again, and then shown as "not graded", outside the points.
 */
import { inProcessSession } from "#graders/execution/in-process.ts";
import type { Loaded, Session } from "#graders/execution/executor.ts";
import { checkCases } from "#graders/checks/cases.ts";
import type { CheckContext, Outcome } from "#graders/checks/context.ts";
import { diagnose } from "#graders/checks/diagnose.ts";
import { isStopped } from "#graders/checks/finding.ts";
import { checkGradient } from "#graders/checks/gradient/check.ts";
import { checkMatches } from "#graders/checks/matches.ts";
import { checkProperty } from "#graders/checks/properties/check.ts";
import type { CheckResult, CheckStatus, ExerciseResult, Lesson } from "#graders/result/result.ts";
import type { CheckSpec, Exercise, Spec } from "#graders/spec/spec.ts";
import { seedFor } from "./seed.ts";

const restartsAllowed = 3;

export interface GradingOptions {
  readonly seed: number;
  /** Look a wrong answer up in the catalogue of mistakes. On unless told otherwise; `verify` has no use for it over many seeds. */
  readonly diagnosis?: boolean;
  /** The reference may settle what difference quotients can't. On unless the reference itself is on trial. */
  readonly trustsReference?: boolean;
}

/** @param open - loads the code under test; called again after it had to be stopped. */
export async function gradeExercise(exercise: Exercise, open: () => Promise<Loaded>, options: GradingOptions): Promise<ExerciseResult> {
  const { spec } = exercise;
  const maxPoints = spec.checks.reduce((sum, check) => sum + check.points, 0);
  const head = { id: spec.id, title: spec.title, formula: spec.formula };
  let loaded = await open();
  if (loaded.status === "broken") {
    const { problem } = loaded;
    const status = problem.kind === "missing" ? "missing" : problem.kind === "grader" ? "not graded" : "broken";
    return { ...head, status, points: 0, maxPoints: status === "not graded" ? 0 : maxPoints, problem, checks: [] };
  }
  const reference = referenceSession(exercise);
  const results = new Map<string, CheckResult & { readonly notStarted: boolean }>();
  let restarts = 0;
  let printed = "";
  for (const check of spec.checks) {
    const blocked = blockedBy(check, spec.checks, results);
    if (blocked) {
      results.set(check.name, skipped(check, `It builds on “${blocked}”, which has not passed yet. Mend that first.`));
      continue;
    }
    if (loaded.status === "broken") {
      results.set(check.name, skipped(check, `It could not be run: ${loaded.problem.message}`));
      continue;
    }
    const session: Session = loaded.session;
    const result = missingExport(check, spec, session) ?? (await runCheck(check, { exercise, student: session, reference, seed: seedFor(options.seed, spec.id, check.name), trustsReference: options.trustsReference ?? true }, options));
    results.set(check.name, result);
    if (isStopped(result)) {
      printed ||= session.console();
      if (++restarts > restartsAllowed) loaded = { status: "broken", problem: { kind: "exited", message: `the code had to be stopped ${restarts} times before.` } };
      else loaded = await open();
    }
  }
  const console = printed || (loaded.status === "loaded" ? loaded.session.console() : "");
  return { ...head, ...summarise([...results.values()]), ...(console === "" ? {} : { console }) };
}

/** The reference as a session of its own; also what mistakes and variants stand on. */
export function referenceSession(exercise: Exercise, changed: { readonly [name: string]: unknown } = {}): Session {
  return inProcessSession({ ...exercise.reference, ...changed }, exercise.programs);
}

type Graded = CheckResult & { readonly notStarted: boolean };

function summarise(results: readonly Graded[]): Pick<ExerciseResult, "status" | "points" | "maxPoints" | "checks"> {
  const started = results.some(({ notStarted, status }) => !notStarted && status !== "skipped");
  const decided = results.filter(({ status }) => status !== "inconclusive" && status !== "not graded");
  const points = results.reduce((sum, result) => sum + result.points, 0);
  const maxPoints = decided.reduce((sum, result) => sum + result.maxPoints, 0);
  const status = decided.length === 0 ? "not graded" : !started ? "not started" : points === maxPoints ? "passed" : "failed";
  return { status, points, maxPoints, checks: results.map(({ notStarted: _, ...result }) => result) };
}

function blockedBy(check: CheckSpec, all: readonly CheckSpec[], results: ReadonlyMap<string, CheckResult>): string | undefined {
  const functions = check.kind === "gradient" ? [check.call, check.by] : [check.call];
  const foundations = functions.map((name) => all.find((other) => other.call === name && other.kind !== "gradient")?.name);
  const needed = [...foundations, ...check.needs].filter((name) => name !== undefined && name !== check.name);
  return needed.find((name) => {
    const status = results.get(name!)?.status;
    return status === "fail" || status === "error" || status === "skipped";
  });
}

function missingExport(check: CheckSpec, spec: Spec, session: Session): Graded | undefined {
  const called = check.kind === "gradient" ? [check.call, check.by] : [check.call];
  // A program may use any class; without this the student would read what the program stumbled over.
  const needed = called.flatMap((name) => (spec.programs.has(name) ? spec.classes : [name]));
  for (const name of needed) {
    const kind = session.exports.get(name);
    if (kind === "function" || kind === "class") continue;
    const form = spec.classes.includes(name) ? `export class ${name} { … }` : `export function ${name}(…) { … }`;
    const message =
      kind === undefined
        ? `The file does not export ${name}. Write \`${form}\`; names count to the letter.`
        : `The export ${name} is a ${kind}, expected a ${spec.classes.includes(name) ? "class" : "function"}. Write \`${form}\`.`;
    return failed(check, "error", { summary: message, problem: { kind: "missing-export", message } });
  }
  return undefined;
}

async function runCheck(check: CheckSpec, context: CheckContext, { diagnosis = true, seed }: GradingOptions): Promise<Graded> {
  let outcome: Outcome;
  try {
    outcome = await tryTwice(() => dispatch(check, context));
  } catch (error) {
    const message = `The grader could not run this check: ${(error as Error).message} This is our fault and costs nothing.`;
    return failed(check, "not graded", { summary: message, problem: { kind: "grader", message } });
  }
  const [first] = outcome.findings;
  if (!first) {
    if (outcome.inconclusive) return { ...failed(check, "inconclusive", { summary: outcome.inconclusive }), runs: outcome.runs };
    return { ...base(check), status: "pass", points: check.points, runs: outcome.runs, notStarted: false };
  }
  if (first.lesson.problem?.kind === "grader") return failed(check, "not graded", first.lesson);
  if (first.status === "not started") return { ...failed(check, "fail", { summary: `${check.kind === "gradient" ? check.by : check.call} is not written yet.` }), notStarted: true };
  const mistake = diagnosis ? await diagnose(context.exercise, outcome.findings.flatMap(({ probes }) => probes), context.reference, (wrong) => referenceSession(context.exercise, wrong.exports)) : undefined;
  // A hint is about the concept; code that broke has its own remedy in the message.
  const hint = mistake || first.status === "error" ? undefined : (check.hint ?? context.exercise.spec.hints[0]);
  const lesson: Lesson = { ...first.lesson, ...(mistake ? { mistake } : {}), ...(hint === undefined ? {} : { hint }), seed };
  return { ...failed(check, first.status, lesson), runs: outcome.runs };
}

function dispatch(check: CheckSpec, context: CheckContext): Promise<Outcome> {
  switch (check.kind) {
    case "cases":
      return checkCases(check, context);
    case "matches":
      return checkMatches(check, context);
    case "gradient":
      return checkGradient(check, context);
    case "property":
      return checkProperty(check, context);
  }
}

async function tryTwice<T>(attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch {
    return attempt();
  }
}

function base(check: CheckSpec): Pick<CheckResult, "name" | "kind" | "maxPoints" | "visibility"> {
  return { name: check.name, kind: check.kind, maxPoints: check.points, visibility: check.visibility };
}

function failed(check: CheckSpec, status: CheckStatus, lesson: Lesson): Graded {
  return { ...base(check), status, points: 0, lesson, notStarted: false };
}

function skipped(check: CheckSpec, summary: string): Graded {
  return failed(check, "skipped", { summary });
}
