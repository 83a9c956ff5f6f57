/** What the formats for a whole class share: order, units, problems in words. */
import type { ExerciseStatus, Result } from "#graders/result/result.ts";
import { exerciseName, isOpen, openInWords, scoreOf, unitId, unitsOf } from "./score.ts";
import { listed } from "./words.ts";

const collator = new Intl.Collator("en", { numeric: true });
const shownNames = 5;

/** By submission, `student-2` before `student-10`, the same order on every machine. */
export function bySubmission(results: readonly Result[]): Result[] {
  return results.toSorted(
    ({ submission: a }, { submission: b }) => collator.compare(a.id, b.id) || (a.id < b.id ? -1 : 1),
  );
}

/** Units of all results in the order of the course. */
export function unitsOfClass(results: readonly Result[]): string[] {
  return [...new Set(results.flatMap((result) => unitsOf(result).map((unit) => unit.id)))].toSorted(collator.compare);
}

/** Exercises of all results in the order of the course. */
export function exercisesOfClass(results: readonly Result[]): string[] {
  // Sorted first, so that the columns don't depend on who was graded first.
  const ids = new Set(bySubmission(results).flatMap(({ exercises }) => exercises.map(({ id }) => id)));
  return unitsOfClass(results).flatMap((unit) => [...ids].filter((id) => unitId(id) === unit));
}

/** What an instructor should know beside the points: the submission's own problem, files that gave no answer, open points. */
export function problemsOf(result: Result): string[] {
  const score = scoreOf(result);
  const having = (status: ExerciseStatus) =>
    result.exercises.filter((exercise) => exercise.status === status).map(({ id }) => exerciseName(id));
  // What is wrong with the whole says what is wrong with each of its parts.
  const files = [...namesOf("Missing", having("missing")), ...namesOf("Does not load", having("broken"))];
  return [
    ...(result.problem ? [result.problem.message] : files),
    ...(isOpen(score) ? [`Not graded, by no fault of the student: ${openInWords(score)}.`] : []),
  ];
}

function namesOf(label: string, names: readonly string[]): string[] {
  const left = names.length - shownNames;
  const shown = left > 0 ? [...names.slice(0, shownNames), `${left} more`] : names;
  return names.length > 0 ? [`${label}: ${listed(shown)}.`] : [];
}
