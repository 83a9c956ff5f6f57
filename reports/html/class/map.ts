/**
 * Every exercise of every student as a table of coloured cells, units as groups of columns.
 *
 * A class of 800 with the whole course has a hundred thousand cells, so a cell is a few bytes: a letter for its colour,
 * and a number or a sign that says the same without colour. What the signs mean stands above, where a screen reader is
 * sent for it.
 */
import { mean } from "d3-array";
import type { BriefExercise } from "#graders/result/brief.ts";
import { exercisesOfClass } from "../../class.ts";
import type { ClassFacts } from "../../class-facts.ts";
import { plainText } from "../../plain.ts";
import { exerciseName, scoreOfExercise, shareOf, unitId, unitTitle } from "../../score.ts";
import type { Language } from "../../texts/language.ts";
import { anchorOf } from "../anchor.ts";
import { pageFileName } from "../page-file-name.ts";
import { byName, nameOf } from "./names.ts";
import { shareCell } from "./share-cell.ts";

/** More cells are folded away, so that the page opens at once. */
const openCells = 3000;

interface MapCell {
  readonly tone: string;
  readonly text: string;
}

const signs = { missing: "–", "not started": "·", broken: "!", "not graded": "○" } as const;
const tones = { missing: "m", "not started": "n", broken: "x", "not graded": "o" } as const;
const absent: MapCell = { tone: "z", text: "" };

/** Nothing for a class without exercises. */
export function mapView(facts: ClassFacts, { folder, language }: { folder: string; language: Language }) {
  const exercises = exercisesOfClass(facts.results);
  if (exercises.length === 0) return null;
  const words = language.texts.classPage.map;
  const known = new Map<string, MapCell>();
  const rows = byName(
    facts.results.map((result) => {
      const own = new Map(result.exercises.map((exercise) => [exercise.id, exercise]));
      return {
        name: plainText(nameOf(result.submission.id, facts)),
        href: folder + pageFileName(result.submission.id),
        cells: exercises.map((id) => shared(cellOf(own.get(id)), known)),
      };
    }),
  );
  const units = [...Map.groupBy(exercises, unitId)];
  return {
    columns: exercises.length,
    isOpen: rows.length * exercises.length <= openCells,
    summary: words.summary(rows.length, exercises.length),
    signs: [
      { tone: "f", text: "✓", word: words.signs.passed },
      ...(["missing", "not started", "broken", "not graded"] as const).map((status) => ({
        tone: tones[status],
        text: signs[status],
        word: words.signs[status],
      })),
    ],
    units: units.map(([id, own]) => unitHead(plainText(unitTitle(id)), own.length)),
    exercises: exercises.map((id) => ({
      name: plainText(exerciseName(id)),
      href: `items.html#${anchorOf(id)}`,
      isFirst: id === units.find(([unit]) => unit === unitId(id))![1][0],
    })),
    means: meansOf(facts, exercises),
    rows,
  };
}

/** Over one or two columns there is room for a unit's number alone. */
function unitHead(title: string, count: number) {
  const number = /^\d+/.exec(title)?.[0];
  return { title, count, short: count < 3 && number !== undefined ? number : "" };
}

function cellOf(exercise: BriefExercise | undefined): MapCell {
  if (!exercise) return absent;
  const { status } = exercise;
  if (status === "passed") return { tone: "f", text: "✓" };
  if (status !== "failed") return { tone: tones[status], text: signs[status] };
  const share = shareOf(scoreOfExercise(exercise));
  if (share === undefined) return { tone: "o", text: "○" };
  const { tone, percent } = shareCell(share);
  return { tone, text: String(percent) };
}

/** Equal cells are one object, or a large class would need a hundred thousand. */
function shared(cell: MapCell, known: Map<string, MapCell>): MapCell {
  const key = cell.tone + cell.text;
  const first = known.get(key) ?? cell;
  known.set(key, first);
  return first;
}

function meansOf({ results }: ClassFacts, exercises: readonly string[]): MapCell[] {
  const shares = new Map<string, number[]>(exercises.map((id) => [id, []]));
  for (const { exercises: own } of results)
    for (const exercise of own) {
      const share = shareOf(scoreOfExercise(exercise));
      if (share !== undefined) shares.get(exercise.id)!.push(share);
    }
  return exercises.map((id) => {
    const middle = mean(shares.get(id)!);
    if (middle === undefined) return { tone: "o", text: "○" };
    const { tone, percent } = shareCell(middle);
    return { tone, text: String(percent) };
  });
}
