/** What the formats for a whole class share: order, units, problems in words. */
import type { BriefResult } from "#graders/result/brief.ts";
import type { ExerciseStatus } from "#graders/result/result.ts";
import { exerciseName, isOpen, openInWords, scoreOf, unitId, unitsOf } from "./score.ts";
import { english } from "./texts/english.ts";
import type { Language } from "./texts/language.ts";

const collator = new Intl.Collator("en", { numeric: true });
const shownNames = 5;

/** By submission, `student-2` before `student-10`, the same order on every machine. */
export function bySubmission<One extends BriefResult>(results: readonly One[]): One[] {
  return results.toSorted(
    ({ submission: a }, { submission: b }) => collator.compare(a.id, b.id) || (a.id < b.id ? -1 : 1),
  );
}

/** Units of all results in the order of the course. */
export function unitsOfClass(results: readonly BriefResult[]): string[] {
  return [...new Set(results.flatMap((result) => unitsOf(result).map((unit) => unit.id)))].toSorted(collator.compare);
}

/** Exercises of all results in the order of the course. */
export function exercisesOfClass(results: readonly BriefResult[]): string[] {
  // Sorted first, so that the columns don't depend on who was graded first.
  const ids = new Set(bySubmission(results).flatMap(({ exercises }) => exercises.map(({ id }) => id)));
  return unitsOfClass(results).flatMap((unit) => [...ids].filter((id) => unitId(id) === unit));
}

/** What an instructor should know beside the points: the submission's own problem, files that gave no answer, open points. */
export function problemsOf(result: BriefResult, language: Language = english): string[] {
  const words = language.texts.classPage.students;
  const score = scoreOf(result);
  const namesOf = (status: ExerciseStatus): string => {
    const names = result.exercises.filter((exercise) => exercise.status === status).map(({ id }) => exerciseName(id));
    const left = names.length - shownNames;
    return language.list(left > 0 ? [...names.slice(0, shownNames), words.more(left)] : names);
  };
  const [missing, broken] = [namesOf("missing"), namesOf("broken")];
  // What is wrong with the whole says what is wrong with each of its parts.
  const files = [...(missing ? [words.listedMissing(missing)] : []), ...(broken ? [words.listedBroken(broken)] : [])];
  return [
    ...(result.problem ? [result.problem.message] : files),
    ...(isOpen(score) ? [words.open(openInWords(score, language))] : []),
  ];
}
