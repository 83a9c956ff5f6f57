/** Puts every rule to one module of one subject, over many draws. */
import fc from "fast-check";
import { Random } from "#tensor";
import { generatorFor } from "#graders/checks/context.ts";
import { checkGradient } from "#graders/checks/gradient/check.ts";
import type { Session } from "#graders/execution/executor.ts";
import { inProcessSession } from "#graders/execution/in-process.ts";
import { seedFor } from "#graders/grading/seed.ts";
import { InputsArbitrary } from "#graders/inputs/arbitrary.ts";
import { rivals } from "./rules/index.ts";
import { BrokenGradient, flatten, type Verdict } from "./rules/rule.ts";
import type { Subject } from "./subject.ts";

export const ours = "gradecheck";

export interface Counts {
  pass: number;
  fail: number;
  inconclusive: number;
}

/** A draw on which our check did not say what is right. */
export interface Miss {
  readonly seed: number;
  readonly verdict: Verdict;
  readonly said: string;
}

export interface TrialResult {
  readonly counts: { readonly [rule: string]: Counts };
  /** Processor time of this thread, so that a busy machine changes little. */
  readonly milliseconds: { readonly [rule: string]: number };
  /** Draws on which the wrong gradient equals the right one; they count for no rule. */
  readonly hidden: number;
  readonly misses: readonly Miss[];
}

export interface TrialOptions {
  readonly draws: number;
  readonly withRivals: boolean;
  /** The first draw has this number. */
  readonly first?: number;
}

/** @param fault - the name of a wrong gradient; the right one when left out. */
export async function runTrial(
  subject: Subject,
  fault: string | undefined,
  { draws, withRivals, first = 0 }: TrialOptions,
): Promise<TrialResult> {
  const { exercise, check } = subject;
  const right = inProcessSession(exercise.reference, exercise.programs);
  const student = fault === undefined ? right : sessionWith(subject, fault);
  const rules = withRivals ? [ours, ...rivals.keys()] : [ours];
  const counts = Object.fromEntries(rules.map((rule) => [rule, { pass: 0, fail: 0, inconclusive: 0 }]));
  const milliseconds = Object.fromEntries(rules.map((rule) => [rule, 0]));
  const misses: Miss[] = [];
  let hidden = 0;
  for (let draw = first; draw < first + draws; draw++) {
    const seed = seedFor(draw, subject.name, fault ?? "");
    if (fault !== undefined && !(await showsFault(subject, student, seed))) {
      hidden += 1;
      continue;
    }
    let start = threadTime();
    const outcome = await checkGradient(check, {
      exercise,
      student,
      reference: right,
      seed,
      trustsReference: false,
      shrinks: false,
    });
    milliseconds[ours]! += threadTime() - start;
    const verdict = outcome.findings.length > 0 ? "fail" : outcome.inconclusive === undefined ? "pass" : "inconclusive";
    counts[ours]![verdict] += 1;
    if (verdict !== (fault === undefined ? "pass" : "fail"))
      misses.push({ seed, verdict, said: outcome.findings[0]?.lesson.summary ?? outcome.inconclusive ?? "" });
    if (!withRivals) continue;
    const flat = await flatten(subject, student, inputsFor(subject, seed));
    for (const [name, rule] of rivals) {
      start = threadTime();
      counts[name]![(await attempted(() => rule(flat, new Random(seed)))) ?? "fail"] += 1;
      milliseconds[name]! += threadTime() - start;
    }
  }
  return { counts, milliseconds, hidden, misses };
}

/** The subject with a wrong gradient in it. */
export function sessionWith({ exercise, wrong }: Subject, fault: string): Session {
  return inProcessSession({ ...exercise.reference, ...wrong.get(fault) }, exercise.programs);
}

/** The inputs that a gradient check with this seed draws first. */
export function inputsFor({ exercise, check }: Subject, seed: number): { readonly [argument: string]: unknown } {
  return fc.sample(new InputsArbitrary(generatorFor(exercise, check)), { seed, numRuns: 1 })[0]!.values;
}

/** Whether the wrong gradient can be told from the right one at all here: by more than 1e-4 of the largest entry. */
export async function showsFault(subject: Subject, student: Session, seed: number): Promise<boolean> {
  const { exercise } = subject;
  const values = inputsFor(subject, seed);
  const expected = await flatten(subject, inProcessSession(exercise.reference, exercise.programs), values);
  const cotangent = new Random(seed).uniform([expected.output.length], -2, 2).data;
  const [right] = await expected.gradients([cotangent]);
  const actual = await attempted(() => flatten(subject, student, values));
  // Another function has another gradient; that would be no fault.
  if (actual?.output.join() !== expected.output.join()) return false;
  const wrong = await attempted(async () => (await actual.gradients([cotangent]))[0]);
  if (!wrong) return true;
  const size = (entries: Float64Array): number => entries.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
  const largest = Math.max(...right!.map(size));
  return right!.some((entries, argument) =>
    entries.some((entry, index) => !(Math.abs(entry - wrong[argument]![index]!) <= 1e-4 * largest)),
  );
}

/** Nothing when the code threw or gave back something of another form. */
async function attempted<Result>(attempt: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof BrokenGradient) return undefined;
    throw error;
  }
}

function threadTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
