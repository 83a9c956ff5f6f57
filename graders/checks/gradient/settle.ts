/**
 * From measurements of one slope at several steps to one slope, and from that to a judgement.
 *
 * A single ladder can be wrong about its own error: rounding inside a function makes neighbours agree by chance once in
 * thirty times. So what one ladder calls wrong is measured again at other steps, and where these differ by more than
 * their errors allow, all errors are taken to be too small by that much.
 */
import { epsilon, type Kink, type Slope, type Smooth } from "./ladder.ts";

export interface Measurement {
  readonly slope: Slope;
  readonly step: number;
}

/**
 * pass: the gradient is this slope. between: at a kink, and between the slopes on either side: a right answer there.
 * fail: it is not. inconclusive: this measurement can't tell.
 */
export type Judgement = "pass" | "between" | "fail" | "inconclusive";

export interface Surroundings {
  /** Size of the gradient around it: a slope whose error isn't small beside that certifies nothing. */
  readonly gradient: number;
  /**
   * Size of inputs times weights. Rounding inside the function can be as large as that even where its output is 0, so no
   * gap that small makes a gradient wrong.
   */
  readonly inputs: number;
}

const relative = 1e-6;
const trusted = 1e-5;

/** Is `analytic` the slope that was measured, at whatever steps? */
export function judge(
  analytic: number,
  measurements: readonly Measurement[],
  { gradient, inputs }: Surroundings,
): Judgement {
  const best = settled(measurements);
  if (best === undefined) return "inconclusive";
  if (!Number.isFinite(analytic)) return "fail";
  const hidden = (4 * epsilon * inputs) / best.step;
  if (best.slope.kind === "kink") {
    const { low, high, error } = best.slope;
    const slack = 20 * (error + hidden) + 10 * relative * Math.max(Math.abs(low), Math.abs(high), gradient);
    const outside = Math.max(low - analytic, analytic - high);
    return outside > slack ? "fail" : error <= trusted * Math.max(high - low, gradient) ? "between" : "inconclusive";
  }
  const { derivative, error } = best.slope;
  const gap = Math.abs(analytic - derivative);
  const larger = Math.max(Math.abs(analytic), Math.abs(derivative));
  if (gap <= relative * larger + 10 * error)
    return error <= trusted * Math.max(larger, gradient) ? "pass" : "inconclusive";
  return gap > 20 * (error + hidden) && gap > 10 * relative * larger ? "fail" : "inconclusive";
}

/** The most exact measurement, with the error that all of them together suggest. */
export function settled(
  measurements: readonly Measurement[],
): { readonly slope: Smooth | Kink; readonly step: number } | undefined {
  const smooth = measurements.flatMap(({ slope, step }) => (slope.kind === "smooth" ? [{ slope, step }] : []));
  if (smooth.length === 0) {
    // A kink that is still there at the smallest step lies at the point itself.
    const finest = measurements.reduce<Measurement | undefined>(
      (least, one) => (one.slope.kind === "unusable" || (least && least.step <= one.step) ? least : one),
      undefined,
    );
    return finest && measurements.length > 1 ? (finest as { slope: Kink; step: number }) : undefined;
  }
  const best = smooth.reduce((least, one) => (one.slope.error < least.slope.error ? one : least));
  const error = Math.max(...smooth.map(({ slope }) => errorBeside(best.slope, slope)));
  return { slope: { ...best.slope, error }, step: best.step };
}

/** The error of `best`, raised by the factor by which the two disagree more than their errors allow. */
function errorBeside(best: Smooth, other: Smooth): number {
  const gap = Math.abs(best.derivative - other.derivative);
  const allowed = best.error + other.error;
  return gap <= allowed ? best.error : allowed === 0 ? gap : best.error * (gap / allowed);
}
