/** Whether an attack got anything: a pure function of what was seen, so that each kind of success can be tested. */
import type { Result } from "#graders/result/result.ts";
import type { Attack } from "./attack.ts";
import { numbersShown } from "./hidden-numbers.ts";
import { hostileIn, type Rendering } from "./renderings.ts";

/** What was seen while and after an attack was graded. */
export interface Observation {
  /** Absent when the grader gave none. */
  readonly result?: Result;
  readonly renderings: readonly Rendering[];
  /** Why there is no result. */
  readonly failure?: string;
  /** Points of the exercise, whatever could be decided. */
  readonly fullPoints: number;
  readonly damage: readonly string[];
  readonly secrets: ReadonlyMap<string, string>;
  readonly hiddenNumbers: ReadonlySet<string>;
  /** By how much the grader's own memory grew. */
  readonly grownMegabytes: number;
  /** The longest time for which the grader did nothing else. */
  readonly stillSeconds: number;
  /** What the next honest submission got. */
  readonly honest?: Pick<Result, "points" | "maxPoints">;
  readonly honestFullPoints: number;
}

const allowedMegabytes = 600;
const allowedSeconds = 10;

/** What the attack got, in sentences; nothing when it was stopped. */
export function successes(attack: Pick<Attack, "earns" | "may" | "problem">, seen: Observation): string[] {
  const { result, honest } = seen;
  return [
    ...(result ? ofPoints(attack, result, seen.fullPoints) : [`The grader gave no result: ${seen.failure}.`]),
    ...stolen(seen),
    ...seen.damage,
    ...(seen.grownMegabytes > allowedMegabytes ? [`The grader grew by ${Math.round(seen.grownMegabytes)} MB.`] : []),
    ...(seen.stillSeconds > allowedSeconds ? [`The grader stood still for ${Math.round(seen.stillSeconds)} s.`] : []),
    ...(honest?.points === seen.honestFullPoints
      ? []
      : [`The next honest submission got ${honest?.points ?? "no"} of ${seen.honestFullPoints} points.`]),
    ...new Set(seen.renderings.flatMap(hostileIn)),
    ...(attack.problem && result && !attack.problem.test(JSON.stringify(result))
      ? [`The result does not say ${attack.problem}.`]
      : []),
  ];
}

function ofPoints({ earns, may }: Pick<Attack, "earns" | "may">, result: Result, fullPoints: number): string[] {
  const found: string[] = [];
  const allowed = earns === "all" ? fullPoints : earns;
  if (result.points > allowed) {
    const passed = result.exercises.flatMap(({ checks }) => checks.filter(({ status }) => status === "pass"));
    const names = passed.map(({ name }) => `“${name}”`).join(", ");
    found.push(`It got ${result.points} points, expected ${allowed} at most: ${names}.`);
  }
  if (result.maxPoints < fullPoints && may !== "not graded") {
    const open = result.exercises.flatMap(({ checks, problem }) => [
      ...checks
        .filter(({ status }) => status === "inconclusive" || status === "not graded")
        .map(({ name, status, lesson }) => `“${name}” is ${status} (${lesson?.summary})`),
      ...(problem ? [problem.message] : []),
    ]);
    found.push(`${fullPoints - result.maxPoints} points were taken out of the grading: ${open.join(", ")}.`);
  }
  return found;
}

function stolen({ result, renderings, secrets, hiddenNumbers }: Observation): string[] {
  const texts = [JSON.stringify(result ?? {}), ...renderings.map(({ text }) => text)];
  const found = [...secrets]
    .filter(([, secret]) => texts.some((text) => text.includes(secret)))
    .map(([name]) => `A report shows ${name}.`);
  const forStudents = renderings.filter(({ audience }) => audience === "student");
  const shown = forStudents.flatMap(({ format, text }) =>
    numbersShown(text, hiddenNumbers).map((number) => `${number} in ${format}`),
  );
  if (shown.length > 0) found.push(`Students are shown numbers of hidden checks: ${shown.slice(0, 3).join(", ")}.`);
  return found;
}
