/**
 * Exercises as dots: how easy each is, and how far it tells the strong from the weak. The table below it says the same
 * in numbers.
 */
import { extent, ticks } from "d3-array";
import { scaleLinear } from "d3-scale";
import type { ExerciseFigures } from "../analysis/analysis.ts";
import { discrimination as bands } from "../analysis/thresholds.ts";
import type { Language } from "../texts/language.ts";
import { anchorOf } from "./anchor.ts";
import { coefficient } from "./coefficient.ts";
import { placedNames } from "./placed-names.ts";

const width = 720;
const height = 380;
const margin = { left: 52, right: 16, top: 16, bottom: 44 };

/** Null where no exercise has both figures. */
export function itemsPicture(exercises: readonly ExerciseFigures[], language: Language) {
  const words = language.texts.itemsPage.picture;
  const placed = exercises.flatMap(({ id, title, difficulty, discrimination }) =>
    difficulty === undefined || discrimination === undefined ? [] : [{ id, title, difficulty, discrimination }],
  );
  if (placed.length === 0) return null;
  const x = scaleLinear([0, 1], [margin.left, width - margin.right]);
  const [least = 0, most = 1] = extent(placed, ({ discrimination }) => discrimination);
  // In steps of 0.2; 0 and the bands of Ebel are always in the picture.
  const lowest = Math.min(0, Math.floor(least * 5) / 5);
  const highest = Math.max(0.6, Math.ceil(most * 5) / 5);
  const y = scaleLinear([lowest, highest], [height - margin.bottom, margin.top]);
  const spots = placed.map(({ title, difficulty, discrimination }) => ({
    x: round(x(difficulty)),
    y: round(y(discrimination)),
    name: title,
  }));
  const names = placedNames(spots, width);
  const dots = placed.map(({ id, title, difficulty, discrimination }, at) => ({
    ...spots[at]!,
    href: `#${anchorOf(id)}`,
    nameX: names[at]!.x,
    nameY: names[at]!.y,
    anchor: names[at]!.anchor,
    isCrowded: !names[at]!.shown,
    title: words.dot(title, coefficient(difficulty, language), coefficient(discrimination, language)),
    isLow: discrimination < bands.marginal,
  }));
  const [low, zero] = [round(y(bands.marginal)), round(y(0))];
  return {
    width,
    height,
    left: margin.left,
    right: width - margin.right,
    bottom: height - margin.bottom,
    zero,
    xLabel: { x: round(x(0.5)), y: height - 6, text: words.x },
    yLabel: { x: margin.left + 6, y: margin.top + 8, text: words.y },
    band: {
      y: low,
      width: width - margin.right - margin.left,
      height: round(y(lowest) - low),
      labelX: margin.left + 6,
      labelY: zero - 6,
      text: words.band,
    },
    xTicks: ticks(0, 1, 5).map((value) => ({ x: round(x(value)), y: height - margin.bottom + 18, label: coefficient(value, language) })), // prettier-ignore
    yTicks: ticks(lowest, highest, 5).map((value) => ({ y: round(y(value)), x: margin.left - 8, label: coefficient(value, language) })), // prettier-ignore
    dots,
    title: words.title,
    words: words.words,
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
