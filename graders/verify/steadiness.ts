/**
 * Does a grade depend on the seed? The reference, every accepted variant and every known mistake is graded under many
 * seeds as a student's file would be: each check must come to the same verdict under all of them, a mistake must be
 * called by its name and no other, and nothing right may be given a mistake's name.
 */
import type { Loaded } from "#graders/execution/executor.ts";
import { gradeExercise } from "#graders/grading/grade-exercise.ts";
import { trialSession } from "#graders/grading/sessions.ts";
import type { CheckStatus, ExerciseResult } from "#graders/result/result.ts";
import type { Exercise, Variant } from "#graders/spec/spec.ts";

export interface Unsteady {
  /** What was graded: the reference, or the name of a mistake or variant. */
  readonly code: string;
  readonly check: string;
  /** How often each verdict came. */
  readonly verdicts: { readonly [verdict: string]: number };
  /** A seed under which the rarest verdict came. */
  readonly seed: number;
}

export interface Steadiness {
  /** Of the reference and its variants. */
  readonly seeds: number;
  readonly seedsOfMistakes: number;
  /** Gradings of an exercise, and verdicts of its checks, over all code and all seeds. */
  readonly gradings: number;
  readonly verdicts: number;
  readonly unsteady: readonly Unsteady[];
  /** Gradings of a known mistake: those in which every diagnosis named it and it alone, and those with no points lost. */
  readonly mistakes: { readonly gradings: number; readonly named: number; readonly missed: number };
  /** Gradings of right code that lost a point, were left undecided by a check, or were given the name of a mistake. */
  readonly right: {
    readonly gradings: number;
    readonly refused: number;
    readonly undecided: number;
    readonly diagnosed: number;
  };
}

/**
 * There are ten known mistakes for each right implementation, and a wrong answer takes longer to grade, since what it
 * looks like must be found out.
 */
const shareOfMistakes = 1 / 10;

/** @param seeds - of right code; known mistakes are graded under a tenth of them. */
export async function steadiness(
  exercise: Exercise,
  variants: ReadonlyMap<string, Variant>,
  seeds: number,
): Promise<Steadiness> {
  const mistakes = { gradings: 0, named: 0, missed: 0 };
  const right = { gradings: 0, refused: 0, undecided: 0, diagnosed: 0 };
  const unsteady: Unsteady[] = [];
  const seedsOfMistakes = Math.ceil(shareOfMistakes * seeds);
  const gradeUnder = async (
    most: number,
    code: string,
    exports: object,
    count: (result: ExerciseResult) => void,
  ): Promise<void> => {
    const seen = new Verdicts();
    for (let seed = 1; seed <= most; seed++) {
      const result = await grade(exercise, exports, seed);
      count(result);
      seen.add(seed, result);
    }
    unsteady.push(...seen.unsteady(code));
  };
  const countRight = (result: ExerciseResult): void => {
    right.gradings += 1;
    if (result.status !== "passed") right.refused += 1;
    if (result.checks.some(({ status }) => status === "inconclusive")) right.undecided += 1;
    if (namesIn(result).length > 0) right.diagnosed += 1;
  };
  await gradeUnder(seeds, "the reference", {}, countRight);
  for (const [name, { exports }] of variants) await gradeUnder(seeds, `the variant “${name}”`, exports, countRight);
  for (const [name, { exports }] of exercise.mistakes) {
    await gradeUnder(seedsOfMistakes, `the mistake “${name}”`, exports, (result) => {
      mistakes.gradings += 1;
      if (result.points === result.maxPoints) mistakes.missed += 1;
      const names = namesIn(result);
      if (names.length > 0 && names.every((one) => one === name)) mistakes.named += 1;
    });
  }
  const gradings = right.gradings + mistakes.gradings;
  return {
    seeds,
    seedsOfMistakes,
    gradings,
    verdicts: gradings * exercise.spec.checks.length,
    unsteady,
    mistakes,
    right,
  };
}

function grade(exercise: Exercise, exports: object, seed: number): Promise<ExerciseResult> {
  const loaded: Loaded = { status: "loaded", session: trialSession(exercise, exports) };
  return gradeExercise(exercise, () => Promise.resolve(loaded), { seed, shrinks: false });
}

function namesIn({ checks }: ExerciseResult): string[] {
  return checks.flatMap(({ lesson }) => (lesson?.mistakes ?? []).map(({ name }) => name));
}

/** What a status means for the points. Which of several wrong inputs is met first decides whether code fails or throws. */
const verdictOf: { readonly [status in CheckStatus]: string } = {
  pass: "earned",
  fail: "lost",
  error: "lost",
  skipped: "lost",
  inconclusive: "left open",
  "not graded": "left open",
};

/** The seeds under which each check came to each verdict. */
class Verdicts {
  readonly #seen = new Map<string, Map<string, number[]>>();

  add(seed: number, { checks }: ExerciseResult): void {
    for (const { name, status } of checks) {
      const own = this.#seen.get(name) ?? new Map<string, number[]>();
      const verdict = verdictOf[status];
      this.#seen.set(name, own.set(verdict, [...(own.get(verdict) ?? []), seed]));
    }
  }

  unsteady(code: string): Unsteady[] {
    return [...this.#seen].flatMap(([check, own]) => {
      if (own.size < 2) return [];
      const rarest = [...own.values()].reduce((least, one) => (one.length < least.length ? one : least));
      const verdicts = Object.fromEntries([...own].map(([verdict, seeds]) => [verdict, seeds.length]));
      return [{ code, check, verdicts, seed: rarest[0]! }];
    });
  }
}
