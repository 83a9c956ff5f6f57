/**
 * Everybody's work as a table of coloured cells: students down, exercises or units across.
 *
 * The page of a class shows exercises as long as they are few enough to open at once, and units beyond that; then all the
 * exercises stand on a page of their own (map-page.ts). What the signs mean stands above, where a screen reader is sent
 * for it.
 */
import { mean } from "d3-array";
import type { BriefResult } from "#graders/result/brief.ts";
import { exercisesOfClass, unitsOfClass } from "../../class.ts";
import type { ClassFacts } from "../../class-facts.ts";
import { plainText } from "../../plain.ts";
import { exerciseName, scoreOfExercise, shareOf, unitId, unitsOf, unitTitle } from "../../score.ts";
import type { Language } from "../../texts/language.ts";
import { anchorOf } from "../anchor.ts";
import { pageFileName } from "../page-file-name.ts";
import { absent, cellOfExercise, cellOfShare, cellOfUnit, signs, tones, type MapCell } from "./map-cell.ts";
import { byName, nameOf } from "./names.ts";

/** More cells are folded away on the page of a class, so that it opens at once. */
const openCells = 3000;
/** And more than these are not on it at all. */
const mostCells = 20_000;

export interface MapOptions {
  readonly folder: string;
  readonly language: Language;
  readonly by: "exercise" | "unit";
  /** Students in one table; all of them when left out. */
  readonly rowsInBlock?: number;
}

interface MapRow {
  readonly name: string;
  readonly href: string;
  readonly cells: readonly MapCell[];
}

/** Whether the exercises of a class need a page of their own. */
export function needsMapPage({ results }: Pick<ClassFacts, "results">): boolean {
  return results.length * exercisesOfClass(results).length > mostCells;
}

/** Nothing for a class without exercises. */
export function mapView(facts: ClassFacts, { folder, language, by, rowsInBlock = Infinity }: MapOptions) {
  const { results } = facts;
  const ids = by === "unit" ? unitsOfClass(results) : exercisesOfClass(results);
  if (ids.length === 0) return null;
  const words = language.texts.classPage.map;
  const places = results.map((result) => ({ result, own: placesOf(result, by) }));
  const known = new Map<string, MapCell>();
  const rows = byName(
    places.map(({ result: { submission }, own }) => ({
      name: plainText(nameOf(submission.id, facts)),
      href: folder + pageFileName(submission.id),
      cells: ids.map((id) => shared(own.get(id)?.cell ?? absent, known)),
    })),
  );
  return {
    ofUnits: by === "unit",
    title: by === "unit" ? words.titleOfUnits : words.title,
    summary: by === "unit" ? words.summaryOfUnits(rows.length, ids.length) : words.summary(rows.length, ids.length),
    note: by === "unit" ? words.noteOfUnits : words.note,
    isOpen: rows.length * ids.length <= openCells,
    signs: (["passed", "missing", "not started", "broken", "not graded"] as const).map((status) => ({
      tone: tones[status],
      text: signs[status],
      word: words.signs[status],
    })),
    columns: ids.length,
    units: by === "unit" ? [] : unitHeads(ids),
    heads: by === "unit" ? ids.map(unitColumn) : exerciseColumns(ids),
    means: ids.map((id) => cellOfShare(mean(places.flatMap(({ own }) => own.get(id)?.share ?? [])))),
    blocks: blocksOf(rows, rowsInBlock, language),
  };
}

interface Place {
  readonly cell: MapCell;
  readonly share: number | undefined;
}

function placesOf(result: BriefResult, by: MapOptions["by"]): ReadonlyMap<string, Place> {
  if (by === "unit")
    return new Map(unitsOf(result).map((unit) => [unit.id, { cell: cellOfUnit(unit), share: shareOf(unit) }]));
  return new Map(
    result.exercises.map((exercise) => [
      exercise.id,
      { cell: cellOfExercise(exercise), share: shareOf(scoreOfExercise(exercise)) },
    ]),
  );
}

/** Over one or two columns there is room for a unit's number alone. */
function unitHeads(exercises: readonly string[]) {
  return [...Map.groupBy(exercises, unitId)].map(([id, { length: count }]) => {
    const title = plainText(unitTitle(id));
    const number = /^\d+/.exec(title)?.[0];
    return { title, count, short: count < 3 && number !== undefined ? number : "" };
  });
}

function unitColumn(id: string) {
  return { name: plainText(unitTitle(id)), href: "", isFirst: false };
}

function exerciseColumns(exercises: readonly string[]) {
  return exercises.map((id, at) => ({
    name: plainText(exerciseName(id)),
    href: `items.html#${anchorOf(id)}`,
    isFirst: at === 0 || unitId(exercises[at - 1]!) !== unitId(id),
  }));
}

/**
 * A browser lays out a table as a whole, so one of a hundred thousand cells is slow; of several, it leaves those alone that
 * are not in view.
 */
function blocksOf(rows: readonly MapRow[], size: number, { texts }: Language) {
  const { from, range } = texts.classPage.map;
  const starts = rows.flatMap((_, index) => (index % size === 0 ? [index] : []));
  return starts.map((start) => {
    const own = rows.slice(start, start + size);
    const isAlone = own.length === rows.length;
    return {
      id: `from-${start + 1}`,
      isFirst: start === 0,
      count: own.length,
      first: own[0]!.name,
      label: isAlone ? "" : from(own[0]!.name, own.at(-1)!.name),
      range: isAlone ? "" : range(start + 1, start + own.length),
      rows: own,
    };
  });
}

/** Equal cells are one object, or a large class would need a hundred thousand. */
function shared(cell: MapCell, known: Map<string, MapCell>): MapCell {
  const key = cell.tone + cell.text;
  const first = known.get(key) ?? cell;
  known.set(key, first);
  return first;
}
