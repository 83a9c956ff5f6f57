/** Runs one check and turns what it found into a lesson. */
import type { Session } from "#graders/execution/executor.ts";
import { checkCases } from "#graders/checks/cases.ts";
import type { CheckContext, Outcome } from "#graders/checks/context.ts";
import { diagnose, type Diagnosis } from "#graders/checks/diagnose.ts";
import type { Finding } from "#graders/checks/finding.ts";
import { checkGradient } from "#graders/checks/gradient/check.ts";
import { checkMatches } from "#graders/checks/matches.ts";
import { checkProperty } from "#graders/checks/properties/check.ts";
import type { Lesson } from "#graders/result/result.ts";
import type { CheckSpec, Mistake, Spec } from "#graders/spec/spec.ts";
import { rightBesideOwnForward, type WrongForward } from "./partial-credit.ts";
import { notGradedCheck, passedCheck, unpassedCheck, type GradedCheck } from "./graded-check.ts";

export interface CheckSettings {
  /** The seed of the whole grading; the check draws from one of its own. */
  readonly seed: number;
  /** Opens the reference with a known mistake in it; no mistake is looked for when left out. */
  readonly openMistake?: (mistake: Mistake) => Session;
  /** Set when the check is about a backward pass whose forward pass is wrong. */
  readonly wrongForward?: WrongForward;
}

export async function runCheck(check: CheckSpec, context: CheckContext, settings: CheckSettings): Promise<GradedCheck> {
  const missing = missingExport(check, context.exercise.spec, context.student);
  if (missing !== undefined)
    return unpassedCheck(check, "error", { summary: missing, problem: { kind: "missing-export", message: missing } });
  let outcome: Outcome;
  try {
    outcome = await tryTwice(() => dispatch(check, context));
  } catch (error) {
    return notGradedCheck(check, (error as Error).message);
  }
  const { findings, runs } = outcome;
  const [first] = findings;
  if (!first) {
    return outcome.inconclusive === undefined
      ? passedCheck(check, runs)
      : unpassedCheck(check, "inconclusive", { summary: outcome.inconclusive }, { runs });
  }
  if (first.lesson.problem?.kind === "grader") return unpassedCheck(check, "not graded", first.lesson);
  if (first.status === "not started")
    return unpassedCheck(
      check,
      "fail",
      { summary: `${unwritten(check, context.exercise.spec)} is not written yet.` },
      { notStarted: true },
    );
  if (settings.wrongForward && (await rightBesideOwnForward(settings.wrongForward, findings, context)))
    return passedCheck(check, runs);
  const words = await help(check, context, findings, settings);
  return unpassedCheck(check, first.status, { ...first.lesson, ...words }, { runs });
}

/** The known mistake it looks like, else a pattern in the numbers and a hint; and the seed, where inputs were drawn. */
async function help(
  check: CheckSpec,
  context: CheckContext,
  findings: readonly Finding[],
  { seed, openMistake }: CheckSettings,
): Promise<Partial<Lesson>> {
  const drawn = check.kind === "cases" ? {} : { seed };
  const { status } = findings[0]!;
  const probes = findings.flatMap((finding) => finding.probes);
  const { mistakes, pattern }: Diagnosis = openMistake
    ? await diagnose(check, probes, context, openMistake)
    : { mistakes: [] };
  if (mistakes.length > 0) return { mistakes, ...drawn };
  // A hint is about the concept; code that broke has its own remedy in the message.
  const hint = status === "error" ? undefined : (check.hint ?? context.exercise.spec.hints[0]);
  return {
    ...(pattern === undefined ? {} : { pattern }),
    ...(hint === undefined ? {} : { hint }),
    ...drawn,
  };
}

/** What a student has yet to write, when a call met the stub. */
function unwritten(check: CheckSpec, spec: Spec): string {
  const name = check.kind === "gradient" ? check.by : check.call;
  if (!spec.programs.has(name)) return name;
  return spec.classes.length > 0 ? spec.classes.join(" or ") : "A function that this check calls";
}

function missingExport(check: CheckSpec, spec: Spec, session: Session): string | undefined {
  const called = check.kind === "gradient" ? [check.call, check.by] : [check.call];
  // A program may use any class; without this the student would read what the program stumbled over.
  const needed = called.flatMap((name) => (spec.programs.has(name) ? spec.classes : [name]));
  for (const name of needed) {
    const kind = session.exports.get(name);
    if (kind === "function" || kind === "class") continue;
    const isClass = spec.classes.includes(name);
    const form = isClass ? `export class ${name} { … }` : `export function ${name}(…) { … }`;
    if (kind === undefined) return `The file does not export ${name}. Write \`${form}\`; names count to the letter.`;
    return `The export ${name} is a ${kind}, expected a ${isClass ? "class" : "function"}. Write \`${form}\`.`;
  }
  return undefined;
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
