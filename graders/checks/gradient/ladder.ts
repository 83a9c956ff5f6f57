/**
 * One directional derivative from a ladder of central differences, with an estimate of its own error.
 *
 * φ(t) is known at ±h, ±h/2, ±h/4 and at 0. Richardson extrapolation removes the h² and h⁴ terms; the error is what
 * the values before the last step disagree by, plus rounding. A kink shows in the second difference divided by h, which
 * halves with h for a smooth φ and does not for one with a corner; then the slopes on either side are what is known.
 *
 * See Press et al., Numerical Recipes (3rd ed., 2007), section 5.7, and Dennis & Schnabel (1983), section 5.6.
 */

/** φ at a point, and the sum of the sizes of the terms that made it: the measure of its rounding. */
export interface Sample {
  readonly value: number;
  readonly size: number;
  /** The terms v_j y_j themselves, where there are several. */
  readonly terms?: Float64Array;
}

export type Slope = Smooth | Kink | { readonly kind: "unusable" };

export interface Smooth {
  readonly kind: "smooth";
  readonly derivative: number;
  readonly error: number;
}

export interface Kink {
  readonly kind: "kink";
  /** Between these lies every gradient that takes one side or the other, or a mean, term by term. */
  readonly low: number;
  readonly high: number;
  readonly error: number;
}

/** Offsets at which φ is needed, in units of the largest step. */
export const rungs = [1, -1, 0.5, -0.5, 0.25, -0.25] as const;

export const epsilon = 2 ** -52;
const roundingFactor = 8;

type Three = readonly [number, number, number];

/** @param samples - φ at {@link rungs} times `step`, in that order. */
export function slopeFrom(center: Sample, samples: readonly Sample[], step: number): Slope {
  const all = [center, ...samples];
  if (!all.every(({ value, size }) => Number.isFinite(value) && Number.isFinite(size))) return { kind: "unusable" };
  const widths: Three = [step, step / 2, step / 4];
  const after = widths.map((_, rung) => samples[2 * rung]!.value) as unknown as Three;
  const before = widths.map((_, rung) => samples[2 * rung + 1]!.value) as unknown as Three;
  const rounding = (roundingFactor * epsilon * Math.max(...all.map(({ size }) => size))) / widths[2];
  const central = widths.map((width, rung) => (after[rung]! - before[rung]!) / (2 * width)) as unknown as Three;
  const { limit, error } = extrapolated(central, 4);
  const bends = widths.map(
    (width, rung) => Math.abs(after[rung]! - 2 * center.value + before[rung]!) / width,
  ) as unknown as Three;
  const visible = Math.max(...bends) > 16 * rounding && Math.max(...bends) > 1e-6 * Math.abs(limit);
  // For a smooth φ each is half the one before; a kink inside the first rung but not the last shows too.
  const halves =
    Math.abs(2 * bends[1] - bends[0]) <= 0.5 * bends[0] && Math.abs(4 * bends[2] - bends[0]) <= 0.5 * bends[0];
  // Rounding may come from inside the function, where large numbers cancel: then neighbours jump, and the error says so.
  if (!visible || halves) return { kind: "smooth", derivative: limit, error: error + rounding };
  return kinkFrom(center, samples, widths, rounding);
}

/**
 * The slopes on either side, term by term: an input that is second of a tie in one window and first in another has the
 * gradient of the second term alone, which need not lie between the slopes of the sum.
 */
function kinkFrom(center: Sample, samples: readonly Sample[], widths: Three, rounding: number): Kink {
  const termsOf = ({ value, terms }: Sample): Float64Array => terms ?? Float64Array.of(value);
  const middle = termsOf(center);
  const sides = samples.map(termsOf);
  let [low, high, error] = [0, 0, rounding];
  for (let term = 0; term < middle.length; term++) {
    const slopes = (side: 0 | 1): Three =>
      widths.map(
        (width, rung) => ((1 - 2 * side) * (sides[2 * rung + side]![term]! - middle[term]!)) / width,
      ) as unknown as Three;
    const [right, left] = [extrapolated(slopes(0), 2), extrapolated(slopes(1), 2)];
    low += Math.min(left.limit, right.limit);
    high += Math.max(left.limit, right.limit);
    error += left.error + right.error;
  }
  return { kind: "kink", low, high, error };
}

/** Three values whose error falls by `factor`, then by its square or double, each time the step is halved. */
function extrapolated([first, second, third]: Three, factor: 2 | 4): { limit: number; error: number } {
  const once = [(factor * second - first) / (factor - 1), (factor * third - second) / (factor - 1)] as const;
  const next = factor === 4 ? 16 : 4;
  return { limit: (next * once[1] - once[0]) / (next - 1), error: Math.abs(once[1] - once[0]) };
}

/** The step for one coordinate: about 2⁻⁹ of its size, a power of two, so that x ± step is exact. */
export function stepFor(coordinate: number): number {
  return 2 ** (Math.floor(Math.log2(Math.max(1, Math.abs(coordinate)))) - 9);
}

/**
 * Steps to try where the usual one did not settle the matter: larger where rounding was in the way, smaller where a kink
 * or the edge of the domain was; the smallest is small beside the coordinate itself.
 */
export function furtherSteps(coordinate: number): number[] {
  const usual = stepFor(coordinate);
  const steps = [8 * usual, usual / 8, usual / 64, usual / 512];
  const own = coordinate === 0 ? usual : 2 ** (Math.floor(Math.log2(Math.abs(coordinate))) - 6);
  return own < usual / 1024 && own > 2 ** -40 ? [...steps, own] : steps;
}
