/** How the class's shares are spread, as ten bars. */
import { counted } from "../words.ts";

const bins = 10;
const barWidth = 44;
const gap = 4;
const height = 96;

export interface DistributionView {
  readonly width: number;
  readonly height: number;
  readonly base: number;
  readonly bars: readonly {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly middle: number;
    readonly label: string;
    readonly count: string;
  }[];
  readonly ticks: readonly { readonly x: number; readonly label: string }[];
  /** The picture in words. */
  readonly words: string;
}

/** Bars of shares in [0, 1]; a full score falls into the last. Null when there is nothing to show. */
export function distributionView(shares: readonly (number | undefined)[]): DistributionView | null {
  const known = shares.filter((share) => share !== undefined);
  if (known.length === 0) return null;
  const counts = Array.from(
    { length: bins },
    (_, bin) => known.filter((share) => Math.min(bins - 1, Math.floor(share * bins)) === bin).length,
  );
  const largest = Math.max(...counts);
  const base = 20 + height;
  const bars = counts.map((count, bin) => {
    const tall = Math.round((height * count) / largest);
    return {
      x: bin * (barWidth + gap) + 8,
      y: base - tall,
      width: barWidth,
      height: tall,
      middle: bin * (barWidth + gap) + 8 + barWidth / 2,
      label: `${bin * 10}–${bin * 10 + 10} %`,
      count: count === 0 ? "" : String(count),
    };
  });
  const ticks = Array.from({ length: bins + 1 }, (_, bin) => ({
    x: bin * (barWidth + gap) + 8 - gap / 2,
    label: `${bin * 10}`,
  }));
  const words = bars
    .filter(({ count }) => count !== "")
    .map(({ label, count }) => `${label}: ${counted(Number(count), "submission")}`)
    .join("; ");
  return { width: bins * (barWidth + gap) + 24, height: base + 24, base, bars, ticks, words };
}
