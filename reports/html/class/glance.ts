/** The figures of a class that a reader wants first, each with where to read on. */
import { max, median, quantile } from "d3-array";
import type { ClassFacts } from "../../class-facts.ts";
import { isOpen, scoreOf, shareOf } from "../../score.ts";
import type { Language } from "../../texts/language.ts";
import { nameOf } from "./names.ts";

export interface Figure {
  readonly label: string;
  readonly figure: string;
  readonly note: string;
  /** Whom it is about; empty for figures of all. */
  readonly who: string;
  /** Where it is told in full; empty where this is all. */
  readonly href: string;
}

export function glanceView(facts: ClassFacts, language: Language): Figure[] {
  const { glance } = language.texts.classPage;
  const { results, missing = [], unmatched = [], similarity } = facts;
  const scores = results.map(scoreOf);
  const shares = scores.flatMap((score) => shareOf(score) ?? []);
  const late = results.filter(({ submission }) => facts.handedIn?.get(submission.id)?.late).length;
  const count = (label: string, value: number, href: string): Figure[] =>
    value > 0 ? [{ label, figure: language.number(value), note: glance.of(results.length), who: "", href }] : [];
  return [
    ...middle(shares, language),
    ...count(glance.full, shares.filter((share) => share >= 1).length, ""),
    ...count(glance.low, shares.filter((share) => share < 0.5).length, ""),
    ...count(glance.late, late, "#late"),
    ...count(glance.missing, missing.length, "#late").map((figure) => ({ ...figure, note: "" })),
    ...count(glance.open, scores.filter(isOpen).length, "#undecided"),
    ...count(glance.similar, similarity?.groups.length ?? 0, "#similar").map((figure) => ({
      ...figure,
      note: glance.groups,
    })),
    ...count(glance.unmatched, unmatched.length, "#unmatched").map((figure) => ({ ...figure, note: "" })),
    ...time(facts, language),
  ];
}

/** Quartiles of fewer than four are numbers of nobody. */
function middle(shares: readonly number[], { texts, percent }: Language): Figure[] {
  const { glance } = texts.classPage;
  const half = median(shares);
  if (half === undefined) return [];
  const note =
    shares.length < 4 ? "" : glance.middle(percent(quantile(shares, 0.25)!), percent(quantile(shares, 0.75)!));
  return [{ label: glance.median, figure: percent(half), note, who: "", href: "" }];
}

function time(facts: ClassFacts, { texts }: Language): Figure[] {
  const { glance } = texts.classPage;
  const times = timesOf(facts);
  const middle = median(times, ({ seconds }) => seconds);
  if (middle === undefined) return [];
  const slowest = times.find(({ seconds }) => seconds === max(times, (one) => one.seconds))!;
  return [
    {
      label: glance.time,
      figure: glance.seconds(tenths(middle)),
      note: glance.slowest(glance.seconds(tenths(slowest.seconds))),
      who: nameOf(slowest.id, facts),
      href: "",
    },
  ];
}

export function timesOf({ results, handedIn }: ClassFacts): { id: string; seconds: number }[] {
  return results.flatMap(({ submission: { id } }) => {
    const seconds = handedIn?.get(id)?.seconds;
    return seconds === undefined ? [] : [{ id, seconds }];
  });
}

export function tenths(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}
