/** The figures by which the checks can be trusted, added up from what was kept of every exercise. */
import type { LedgerEntry } from "../mutation/ledger.ts";
import { shareOf } from "../mutation/scores.ts";
import type { Evidence } from "./evidence.ts";

/** A share of things, with the bar it must reach or stay under. */
export interface Figure {
  readonly what: string;
  readonly count: number;
  readonly of: number;
  readonly bar: string;
  readonly met: boolean;
}

export function figuresOfSpecs(all: readonly Evidence[]): Figure[] {
  const sum = (of: (one: Evidence) => number): number => all.reduce((total, one) => total + of(one), 0);
  const caught = sum(({ mistakes }) => mistakes.caught);
  const mistakes = sum(({ mistakes: { of } }) => of);
  const graded = sum(({ steadiness }) => steadiness.mistakes.gradings);
  const missed = sum(({ steadiness }) => steadiness.mistakes.missed);
  const named = sum(({ steadiness }) => steadiness.mistakes.named);
  const right = sum(({ steadiness }) => steadiness.right.gradings);
  const refused = sum(({ steadiness }) => steadiness.right.refused);
  const diagnosed = sum(({ steadiness }) => steadiness.right.diagnosed);
  const gradings = graded + right;
  const unsteady = sum(({ steadiness }) => steadiness.unsteady.length);
  const codes = sum(({ mistakes: { of }, variants }) => of + variants + 1);
  return [
    figure("known mistakes that are caught", caught, mistakes, "all", caught === mistakes),
    figure("gradings of a mistake in which it lost no point", missed, graded, "none", missed === 0),
    figure(
      "gradings of a mistake in which it was named, and it alone",
      named,
      graded,
      "at least 95 %",
      named >= 0.95 * graded,
    ),
    figure("gradings of right code that lost a point", refused, right, "none", refused === 0),
    figure("gradings of right code that were given the name of a mistake", diagnosed, right, "none", diagnosed === 0),
    figure("files whose verdicts depend on the seed", unsteadyFiles(all), codes, "none", unsteady === 0),
    { what: "gradings in all", count: gradings, of: gradings, bar: "", met: true },
  ];
}

function unsteadyFiles(all: readonly Evidence[]): number {
  return all.reduce((total, { steadiness }) => total + new Set(steadiness.unsteady.map(({ code }) => code)).size, 0);
}

export function mutationFigure(all: readonly LedgerEntry[]): Figure {
  const killed = all.reduce((total, one) => total + one.killed, 0);
  const survived = all.reduce((total, { survived }) => total + survived.length, 0);
  const lowest = Math.min(1, ...all.map(({ score }) => score));
  const met = shareOf(killed, survived) >= 0.98 && lowest >= 0.9;
  return figure(
    "mutants of the references that a check notices",
    killed,
    killed + survived,
    "98 %, no file under 90 %",
    met,
  );
}

function figure(what: string, count: number, of: number, bar: string, met: boolean): Figure {
  return { what, count, of, bar, met };
}
