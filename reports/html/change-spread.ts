/** How a regrade's changes are spread: one row for each amount, or for a range of them where there are many. */
import { bin } from "d3-array";
import { scaleLinear } from "d3-scale";
import type { Language } from "../texts/language.ts";
import { signedPoints } from "./signed-points.ts";

const most = 12;

export interface SpreadRow {
  readonly label: string;
  readonly count: string;
  /** Of the longest bar, in percent. */
  readonly width: string;
  readonly tone: "gain" | "lose" | "same";
}

/** @param differences - in points, of every submission that changes. */
export function changeSpread(differences: readonly number[], language: Language): SpreadRow[] {
  const amounts = Map.groupBy(
    differences.toSorted((a, b) => a - b),
    (difference) => signedPoints(language, difference),
  );
  const groups = amounts.size > most ? ranges(differences, language) : [...amounts];
  const width = scaleLinear([0, Math.max(0, ...groups.map(([, those]) => those.length))], [0, 100]);
  return groups.map(([label, those]) => ({
    label,
    count: language.number(those.length),
    width: width(those.length).toFixed(2),
    tone: toneOf(those[0]!),
  }));
}

/** Losses and gains apart, so that no range holds both; ends that are easy to read. */
function ranges(differences: readonly number[], language: Language): [label: string, those: number[]][] {
  const cut = bin().thresholds(most / 2);
  const sides = [differences.filter((one) => one < 0), differences.filter((one) => one > 0)];
  const [losses, gains] = sides.map((side) =>
    cut(side)
      .filter((those) => those.length > 0)
      .map((those): [string, number[]] => [rangeText(Math.min(...those), Math.max(...those), language), [...those]]),
  );
  const same = differences.filter((one) => one === 0);
  return [...losses!, ...(same.length > 0 ? [[signedPoints(language, 0), same] as [string, number[]]] : []), ...gains!];
}

function rangeText(from: number, to: number, language: Language): string {
  const [one, other] = [signedPoints(language, from), signedPoints(language, to)];
  return one === other ? one : language.texts.regrade.range(one, other);
}

function toneOf(difference: number): SpreadRow["tone"] {
  return difference > 0 ? "gain" : difference < 0 ? "lose" : "same";
}
