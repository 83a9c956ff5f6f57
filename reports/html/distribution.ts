/** How the class's shares are spread: a histogram, and below it a band from quartile to quartile with the median. */
import { bin, max, median, quantile, ticks } from "d3-array";
import { scaleLinear } from "d3-scale";
import type { Language } from "../texts/language.ts";

const width = 720;
const height = 150;
const top = 22;
const base = top + height;
const margin = 26;
const gap = 3;
/** From here on a bar stands for 5 % instead of 10 %. */
const many = 100;
/** Quartiles of fewer are numbers of nobody. */
const enoughForQuartiles = 4;

export type DistributionView = NonNullable<ReturnType<typeof distributionView>>;

/** Bars of shares in [0, 1]; a full score falls into the last. Null when there is nothing to show. */
export function distributionView(shares: readonly (number | undefined)[], language: Language) {
  const words = language.texts.classPage.spread;
  const known = shares.filter((share) => share !== undefined);
  if (known.length === 0) return null;
  // Without the ends: a border at 1 would give a full score a bin of its own, without a width.
  const borders = ticks(0, 1, known.length < many ? 10 : 20).slice(1, -1);
  const bins = bin().domain([0, 1]).thresholds(borders)(known);
  const x = scaleLinear([0, 1], [margin, width - margin]);
  const y = scaleLinear([0, max(bins, ({ length }) => length)!], [base, top]);
  const bars = bins.map(({ x0, x1, length }) => ({
    x: round(x(x0!) + gap / 2),
    y: round(y(length)),
    width: round(x(x1!) - x(x0!) - gap),
    height: round(base - y(length)),
    middle: round(x((x0! + x1!) / 2)),
    count: length === 0 ? "" : language.number(length),
    words: words.bar(language.percent(x0!), language.percent(x1!), length),
  }));
  const quartiles =
    known.length < enoughForQuartiles
      ? null
      : { low: quantile(known, 0.25)!, high: quantile(known, 0.75)!, middle: median(known)! };
  const told = bars.filter(({ count }) => count !== "").map((bar) => bar.words);
  return {
    width,
    height: base + (quartiles ? 62 : 26),
    base,
    labels: base + 18,
    bars,
    ticks: ticks(0, 1, 10).map((share) => ({ x: round(x(share)), label: language.percent(share) })),
    band: quartiles && {
      x: round(x(quartiles.low)),
      y: base + 32,
      width: round(Math.max(2, x(quartiles.high) - x(quartiles.low))),
      median: round(x(quartiles.middle)),
      from: base + 28,
      to: base + 46,
      text: base + 60,
      label: words.median(language.percent(quartiles.middle)),
    },
    caption: quartiles ? words.caption : words.captionWithoutBand,
    title: words.picture,
    /** The picture in words. */
    words: [
      ...told,
      words.median(language.percent(median(known)!)),
      ...(quartiles ? [words.quartiles(language.percent(quartiles.low), language.percent(quartiles.high))] : []),
    ].join("; "),
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
