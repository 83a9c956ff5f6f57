/**
 * The gradebook: one row for each submission, one column for each unit and exercise.
 *
 * A cell says in words what is not a number of points: `not graded` (our fault, never a zero), `missing` (no such file),
 * and nothing at all where the submission was graded without that exercise. Text that a spreadsheet would run is escaped.
 */
import { stringify } from "csv-stringify/sync";
import type { ExerciseResult, Result } from "#graders/result/result.ts";
import { bySubmission, exercisesOfClass, problemsOf, unitsOfClass } from "./class.ts";
import { isolationText } from "./isolation.ts";
import { oneLine } from "./plain.ts";
import { isOpen, scoreOf, scoreOfExercise, shareOf, unitsOf, type Score } from "./score.ts";
import { rounded } from "./words.ts";

export function gradebookCsv(results: readonly Result[]): string {
  const units = unitsOfClass(results);
  const exercises = exercisesOfClass(results);
  const header = [
    "submission",
    "points",
    "max points",
    "percent",
    ...units,
    ...exercises,
    "points not graded",
    "status",
    "problem",
    "isolation",
  ];
  const rows = bySubmission(results).map((result) => [
    result.submission.id,
    ...totals(result),
    ...units.map((id) => unitCell(result, id)),
    ...exercises.map((id) => exerciseCell(result.exercises.find((exercise) => exercise.id === id))),
    rounded(scoreOf(result).open),
    statusOf(result),
    problemsOf(result).join(" "),
    isolationText(result.grader.isolation),
  ]);
  return stringify(
    [header, ...rows].map((row) => row.map(oneLine)),
    { escape_formulas: true, record_delimiter: "\r\n" },
  );
}

function totals(result: Result): string[] {
  const score = scoreOf(result);
  const share = shareOf(score);
  const percent = share === undefined ? pointsCell(score) : rounded(100 * share);
  return [pointsCell(score), rounded(score.maxPoints), percent];
}

function unitCell(result: Result, id: string): string {
  const unit = unitsOf(result).find((each) => each.id === id);
  return unit ? pointsCell(unit) : "";
}

function exerciseCell(exercise: ExerciseResult | undefined): string {
  if (!exercise) return "";
  return exercise.status === "missing" ? "missing" : pointsCell(scoreOfExercise(exercise));
}

/** Points; `not graded` where nothing could be decided; nothing where there was nothing to earn. */
function pointsCell(score: Score): string {
  if (score.maxPoints > 0) return rounded(score.points);
  return isOpen(score) ? "not graded" : "";
}

function statusOf(result: Result): string {
  if (result.problem) return "problem";
  return isOpen(scoreOf(result)) ? "incomplete" : "complete";
}
