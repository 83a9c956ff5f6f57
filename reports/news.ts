/** What is new in a result beside an earlier one of the same person. Only outcomes are compared, which everybody may see. */
import type { ExerciseResult, Result } from "#graders/result/result.ts";
import type { Texts } from "./texts/language.ts";
import { sameFiles } from "#graders/result/same-files.ts";

export interface CheckNews {
  readonly exercise: Pick<ExerciseResult, "id" | "title">;
  readonly check: string;
}

export interface News {
  /** Points more than before; below 0 where they are fewer. */
  readonly gained: number;
  readonly passed: readonly CheckNews[];
  /** Passed before, and not any more. What could not be decided this time is no such thing. */
  readonly lost: readonly CheckNews[];
  /** Whether specs or grader have changed. */
  readonly otherChecks: boolean;
  /** Whether the files are the same as before. */
  readonly sameFiles: boolean;
}

/** @returns nothing where all came out as before. */
export function newsSince(before: Result | undefined, after: Result): News | undefined {
  if (!before) return undefined;
  const then = new Map(before.exercises.map((exercise) => [exercise.id, exercise]));
  const changed = (is: (now: boolean, before: boolean | undefined, status: string) => boolean): CheckNews[] =>
    after.exercises.flatMap((exercise) => {
      const earlier = then.get(exercise.id);
      const known = new Map(earlier?.checks.map(({ name, status }) => [name, status === "pass"]));
      // A file that was missing or could not be loaded had no checks: none of them was passed.
      const otherwise = earlier && earlier.checks.length === 0 && earlier.status !== "not graded" ? false : undefined;
      return exercise.checks
        .filter(({ name, status }) => is(status === "pass", known.get(name) ?? otherwise, status))
        .map(({ name }) => ({ exercise: { id: exercise.id, title: exercise.title }, check: name }));
    });
  const passed = changed((now, earlier) => now && earlier === false);
  const lost = changed(
    (now, earlier, status) => !now && earlier === true && status !== "inconclusive" && status !== "not graded",
  );
  // Sums of halves and tenths are not exact.
  const gained = Math.round((after.points - before.points) * 1e6) / 1e6;
  if (gained === 0 && passed.length === 0 && lost.length === 0) return undefined;
  return {
    gained,
    passed,
    lost,
    otherChecks: before.specs !== after.specs,
    sameFiles: sameFiles(before, after),
  };
}

export function gainInWords(gained: number, { common }: Texts): string {
  const { same, gained: more, lost: fewer } = common.since;
  if (gained === 0) return same;
  return gained > 0 ? more(gained) : fewer(-gained);
}

export interface ExerciseNews {
  readonly id: string;
  readonly title: string;
  /** A few of them. */
  readonly checks: readonly string[];
  /** How many there are besides, in words; empty where there are none. */
  readonly more: string;
}

const namedChecks = 5;

/** The same by exercise: whoever hands in a file for the first time has passed much that is new. */
export function newsByExercise(news: readonly CheckNews[], { common }: Texts): ExerciseNews[] {
  return [...Map.groupBy(news, ({ exercise }) => exercise.id)].map(([id, own]) => {
    const left = own.length - namedChecks;
    return {
      id,
      title: own[0]!.exercise.title,
      checks: own.slice(0, namedChecks).map(({ check }) => check),
      more: left > 0 ? common.since.more(left) : "",
    };
  });
}
