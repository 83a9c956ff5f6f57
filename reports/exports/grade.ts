/**
 * The one number that a gradebook takes.
 *
 * A gradebook has a fixed maximum, and points that could not be decided belong to neither side. So the grade is the share
 * of the decided points that was earned, times the maximum: 80 of 84, where 4 of 88 could not be graded, is 83.81 of 88.
 * Handing over the 80 would make our fault cost four points. Where nothing was decided there is no grade, never a zero.
 */
import type { Result } from "#graders/result/result.ts";
import { bySubmission, problemsOf } from "../class.ts";
import { oneLine } from "../plain.ts";
import { exerciseName, isOpen, openInWords, scoreInWords, scoreOf, scoreOfExercise, shareOf } from "../score.ts";
import { asSeenBy } from "../visibility.ts";
import { listed } from "../words.ts";
import type { Graded } from "./person.ts";

/** All points of the exercises of a class. What one submission could not be graded on is known from another. */
export function fullMarks(results: readonly Result[]): number {
  const byExercise = new Map<string, number>();
  for (const exercise of results.flatMap(({ exercises }) => exercises)) {
    const { maxPoints, open } = scoreOfExercise(exercise);
    byExercise.set(exercise.id, Math.max(byExercise.get(exercise.id) ?? 0, maxPoints + open));
  }
  return hundredths([...byExercise.values()].reduce((sum, each) => sum + each, 0));
}

/** The maximum of the policy, or all points where there is none. */
export function fullMarksOf(graded: readonly Graded[]): number {
  return graded.find(({ mark }) => mark)?.mark!.maximum ?? fullMarks(graded.map(({ result }) => result));
}

/** The policy's mark where there is one, else the share of the points; undefined where there is no grade yet. */
export function gradeOfPerson({ result, mark }: Graded, outOf: number): number | undefined {
  if (!mark) return gradeOf(result, outOf);
  return mark.value === undefined ? undefined : hundredths((mark.value / mark.maximum) * outOf);
}

/** At most two decimals, as gradebooks keep them; undefined where nothing was decided. */
export function gradeOf(result: Result, outOf: number): number | undefined {
  const share = shareOf(scoreOf(result));
  return share === undefined ? undefined : hundredths(share * outOf);
}

/** `72 of 88 points. Not yet right: softmax and gelu.`: one line for a column of feedback, without any text of the submission. */
export function feedbackOf(result: Result): string {
  const score = scoreOf(result);
  const wanting = result.exercises.filter(({ status }) => status === "failed" || status === "not started");
  return oneLine(
    [
      // Where nothing was decided, the problems say so.
      ...(shareOf(score) === undefined ? [] : [`${scoreInWords(score)}.`]),
      ...(wanting.length > 0 ? [`Not yet right: ${listed(wanting.map(({ id }) => exerciseName(id)))}.`] : []),
      ...problemsOf(result),
      ...(isOpen(score) && shareOf(score) !== undefined ? ["What was not graded is left out of the score."] : []),
    ].join(" "),
  ).replace(/^./, (first) => first.toUpperCase());
}

/** The same for a student of a class, with what the policy took off and why. */
export function feedbackFor({ result, mark }: Graded): string {
  return oneLine([feedbackOf(asSeenBy("student", result)), ...(mark?.note ? [mark.note] : [])].join(" "));
}

/** What an instructor should know of grades that are missing or stand on a part of the points; once for a group. */
export function gradeNotes(graded: readonly Graded[]): string[] {
  const pending = graded.flatMap(({ result, mark }) =>
    mark?.state === "pending" ? [`${nameOf(result)} has no grade yet: something is still to be marked by hand.`] : [],
  );
  return [...new Set(pending), ...openNotes(graded)];
}

function openNotes(graded: readonly Graded[]): string[] {
  return distinctResults(graded).flatMap((result) => {
    const score = scoreOf(result);
    if (!isOpen(score)) return shareOf(score) === undefined ? [`${nameOf(result)} has no points, so no grade.`] : [];
    const what = `${openInWords(score)} could not be graded, by no fault of the student`;
    return shareOf(score) === undefined
      ? [`${nameOf(result)} has no grade: ${what}. Grade the submission again.`]
      : [`${nameOf(result)} is graded on the rest alone: ${what}.`];
  });
}

/** By submission, as every report for a class is; the people of a group in the order in which they came. */
export function inOrder(graded: readonly Graded[]): Graded[] {
  const rank = new Map(distinctResults(graded).map((result, index) => [result, index]));
  return graded.toSorted((a, b) => rank.get(a.result)! - rank.get(b.result)!);
}

function distinctResults(graded: readonly Graded[]): Result[] {
  return bySubmission([...new Set(graded.map(({ result }) => result))]);
}

/** The submission's name as it may stand in a sentence. */
export function nameOf({ submission }: Result): string {
  return JSON.stringify(oneLine(submission.id));
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
