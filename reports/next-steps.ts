/**
 * What a student may do next: at most three steps, the most useful first.
 *
 * A file that doesn't load comes before everything, since nothing in it is checked. Then what other checks wait for, those that
 * free most points first; then what is nearest to being passed; then what isn't begun, in the order of the course.
 *
 * Whoever has many small mistakes would never hear of a file that is missing, though most points may lie there. So the last
 * step is such a file where one is worth more than the smallest of the three; that one gives way. First what takes a
 * minute, then the largest gap: so would a tutor. A file that doesn't load never gives way, since it is written already.
 */
import type { CheckResult, ExerciseResult, Result } from "#graders/result/result.ts";
import { replayCommand } from "./replay.ts";
import type { Texts } from "./texts/language.ts";

export interface NextStep {
  readonly exercise: Pick<ExerciseResult, "id" | "title">;
  /** The check to mend, if it is one. */
  readonly check?: string;
  readonly what: "load" | "unblock" | "mend" | "hand in" | "begin";
  /** Checks that wait for it, and what they are worth; of all other steps, what it is worth itself. */
  readonly waiting: number;
  readonly worth: number;
  readonly command: string;
}

const mostSteps = 3;
const order: readonly NextStep["what"][] = ["load", "unblock", "mend", "hand in", "begin"];

/** @param result - as the student may see it. */
export function nextSteps(result: Result): NextStep[] {
  const steps = result.exercises.flatMap((exercise) => {
    const step = stepIn(exercise);
    return step ? [{ ...step, missing: exercise.maxPoints - exercise.points }] : [];
  });
  const ordered = steps.toSorted((a, b) => order.indexOf(a.what) - order.indexOf(b.what) || within(a, b));
  return chosen(ordered).map(({ missing: _, ...step }) => step);
}

export function stepInWords({ what, waiting, worth }: NextStep, { common }: Texts): string {
  const { load, unblock, mend, hand, begin } = common.next;
  switch (what) {
    case "load":
      return load;
    case "unblock":
      return unblock(waiting, worth);
    case "mend":
      return mend(worth);
    case "hand in":
      return hand(worth);
    case "begin":
      return begin(worth);
  }
}

type Weighed = NextStep & { readonly missing: number };

/** @param steps - all, in order. */
function chosen(steps: readonly Weighed[]): Weighed[] {
  const first = steps.slice(0, mostSteps);
  if (first.some(isAbsent)) return first;
  // Of those that are worth the same, the last.
  const least = first
    .filter(({ what }) => what !== "load")
    .toSorted((a, b) => b.worth - a.worth)
    .at(-1);
  const absent = least && steps.find((step) => isAbsent(step) && step.worth > least.worth);
  return absent ? [...first.filter((step) => step !== least), absent] : first;
}

function isAbsent({ what }: NextStep): boolean {
  return what === "hand in" || what === "begin";
}

/** Sorting keeps what is equal in the order of the course. */
function within(a: Weighed, b: Weighed): number {
  if (a.what === "unblock") return b.worth - a.worth;
  return a.what === "mend" ? a.missing - b.missing : 0;
}

function stepIn({ id, title, status, maxPoints, checks }: ExerciseResult): NextStep | undefined {
  const exercise = { id, title };
  const whole = { exercise, waiting: 0, worth: maxPoints, command: replayCommand(id) };
  if (status === "broken") return { ...whole, what: "load" };
  if (status === "missing") return { ...whole, what: "hand in" };
  if (status === "not started") return { ...whole, what: "begin" };
  if (status !== "failed") return undefined;
  const wanting = checks.filter(({ status }) => status === "fail" || status === "error");
  const [first] = wanting;
  if (!first) return undefined;
  const waits = wanting.map((check) => ({ check, waiting: waitingFor(check, checks, check === first) }));
  const { check, waiting } = waits.toSorted((a, b) => worthOf(b.waiting) - worthOf(a.waiting))[0]!;
  const step = { exercise, check: check.name, command: replayCommand(id, check.lesson) };
  return waiting.length > 0
    ? { ...step, what: "unblock", waiting: waiting.length, worth: worthOf(waiting) }
    : { ...step, what: "mend", waiting: 0, worth: check.maxPoints - check.points };
}

/** What a skipped check builds on stands in its lesson by name; where the lesson is not to be seen, it is the first. */
function waitingFor({ name }: CheckResult, checks: readonly CheckResult[], isFirst: boolean): CheckResult[] {
  return checks.filter(
    ({ status, lesson }) => status === "skipped" && (lesson ? lesson.summary.includes(`“${name}”`) : isFirst),
  );
}

function worthOf(checks: readonly CheckResult[]): number {
  return checks.reduce((sum, { maxPoints }) => sum + maxPoints, 0);
}
