/**
 * A cell of a map: a letter for its colour, and a number or a sign that says the same without colour.
 *
 * A map may have a hundred thousand of them, so a cell is a few bytes on the page.
 */
import type { BriefExercise } from "#graders/result/brief.ts";
import { scoreOfExercise, shareOf, type Unit } from "../../score.ts";
import { shareCell } from "./share-cell.ts";

export interface MapCell {
  readonly tone: string;
  readonly text: string;
}

export const signs = { passed: "✓", missing: "–", "not started": "·", broken: "!", "not graded": "○" } as const;
export const tones = { passed: "f", missing: "m", "not started": "n", broken: "x", "not graded": "o" } as const;

/** Of what is not in somebody's grading at all. */
export const absent: MapCell = { tone: "z", text: "" };

export function cellOfExercise(exercise: BriefExercise): MapCell {
  return exercise.status === "failed" ? cellOfShare(shareOf(scoreOfExercise(exercise))) : signCell(exercise.status);
}

/** The share of the unit's points; a sign where it holds for each of its exercises. */
export function cellOfUnit(unit: Unit): MapCell {
  const [status, ...others] = new Set(unit.exercises.map((exercise) => exercise.status));
  return status === undefined || status === "failed" || others.length > 0
    ? cellOfShare(shareOf(unit))
    : signCell(status);
}

export function cellOfShare(share: number | undefined): MapCell {
  if (share === undefined) return signCell("not graded");
  const { tone, percent } = shareCell(share);
  return { tone, text: String(percent) };
}

function signCell(status: keyof typeof signs): MapCell {
  return { tone: tones[status], text: signs[status] };
}
