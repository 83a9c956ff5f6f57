/**
 * One directional derivative from a ladder of central differences, with an estimate of its own error.
 *
 * φ(t) is known at ±h, ±h/2, ±h/4 and at 0. Richardson extrapolation removes the h² and h⁴ terms; the error is what
 * the values before the last step disagree by, plus rounding. A kink shows in the second difference divided by h, which
 * halves with h for a smooth φ and does not for one with a corner.
 *
 * See Press et al., Numerical Recipes (3rd ed., 2007), section 5.7, and Dennis & Schnabel (1983), section 5.6.
 */

/** φ at a point, and the sum of the sizes of the terms that made it: the measure of its rounding. */
export interface Sample {
  readonly value: number;
  readonly size: number;
}

export interface Slope {
  readonly kind: "smooth" | "kink" | "unusable";
  readonly derivative: number;
  readonly error: number;
}

/** Offsets at which φ is needed, in units of the largest step. */
export const rungs = [1, -1, 0.5, -0.5, 0.25, -0.25] as const;

const epsilon = 2 ** -52;
const roundingFactor = 8;

/** @param samples - φ at {@link rungs} times `step`, in that order. */
export function slopeFrom(center: Sample, samples: readonly Sample[], step: number): Slope {
  const all = [center, ...samples];
  if (!all.every(({ value, size }) => Number.isFinite(value) && Number.isFinite(size)))
    return { kind: "unusable", derivative: NaN, error: Infinity };
  const φ = samples.map(({ value }) => value);
  const [h, half, quarter] = [step, step / 2, step / 4];
  const central = [(φ[0]! - φ[1]!) / (2 * h), (φ[2]! - φ[3]!) / (2 * half), (φ[4]! - φ[5]!) / (2 * quarter)] as const;
  const once = [(4 * central[1] - central[0]) / 3, (4 * central[2] - central[1]) / 3] as const;
  const twice = (16 * once[1] - once[0]) / 15;
  const rounding = (roundingFactor * epsilon * Math.max(...all.map(({ size }) => size))) / quarter;
  // Rounding may come from inside the function, where large numbers cancel: then neighbours jump, and this says so.
  const error = Math.abs(once[1] - once[0]) + rounding;
  const bend = (rung: number, width: number): number => Math.abs(φ[rung]! - 2 * center.value + φ[rung + 1]!) / width;
  const bends = [bend(0, h), bend(2, half), bend(4, quarter)] as const;
  const visible = Math.max(...bends) > 16 * rounding && Math.max(...bends) > 1e-6 * Math.abs(twice);
  // For a smooth φ each is half the one before; a kink inside the first rung but not the last shows too.
  const halves =
    Math.abs(2 * bends[1] - bends[0]) <= 0.5 * bends[0] && Math.abs(4 * bends[2] - bends[0]) <= 0.5 * bends[0];
  const kink = visible && !halves;
  return { kind: kink ? "kink" : "smooth", derivative: twice, error };
}

export type Judgement = "pass" | "fail" | "inconclusive";

const relative = 1e-6;

/**
 * Is `analytic` the slope? `scale` is the size of the gradient around it: a slope whose error isn't small beside that
 * certifies nothing.
 */
export function judgeSlope(analytic: number, slope: Slope, scale: number): Judgement {
  if (!Number.isFinite(analytic)) return slope.kind === "unusable" ? "inconclusive" : "fail";
  if (slope.kind !== "smooth") return "inconclusive";
  const gap = Math.abs(analytic - slope.derivative);
  const larger = Math.max(Math.abs(analytic), Math.abs(slope.derivative));
  if (gap <= relative * larger + 10 * slope.error)
    return slope.error <= 1e-4 * Math.max(larger, scale) ? "pass" : "inconclusive";
  return gap > 20 * slope.error && gap > 10 * relative * larger ? "fail" : "inconclusive";
}

/** The step for one coordinate: about 2⁻⁹ of its size, a power of two, so that x ± step is exact. */
export function stepFor(coordinate: number): number {
  return 2 ** (Math.floor(Math.log2(Math.max(1, Math.abs(coordinate)))) - 9);
}
