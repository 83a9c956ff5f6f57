/**
 * Cronbach's α of the exercises: how far their points go together.
 *
 * `α = k/(k−1) · (1 − Σ s²_i / s²_X)`, and `s²_X` is the sum of all covariances. For items worth 0 or 1 it is KR-20.
 * What could not be decided is left out pair by pair: each covariance is taken over the submissions that have both.
 *
 * L. J. Cronbach, Coefficient alpha and the internal structure of tests, Psychometrika 16 (1951).
 */
import { pairsOf } from "./correlation.ts";

export interface Reliability {
  readonly alpha: number;
  /** Standard error of measurement, in points: s_X √(1 − α). */
  readonly standardError: number;
  /** α without each of the items; undefined where too little is left. */
  readonly without: readonly (number | undefined)[];
}

export interface ScoredItem {
  readonly points: number;
  readonly shares: Float64Array;
}

/** Undefined where it has no meaning: for fewer than two items, or where the points do not vary. */
export function reliabilityOf(items: readonly ScoredItem[]): Reliability | undefined {
  const scores = items.map(({ points, shares }) => shares.map((share) => share * points));
  const variances = scores.map((own) => pairsOf(own, own).covariance);
  const withOthers = scores.map(() => 0);
  for (const [at, one] of scores.entries())
    for (let other = at + 1; other < scores.length; other += 1) {
      const { covariance } = pairsOf(one, scores[other]!);
      withOthers[at]! += covariance;
      withOthers[other]! += covariance;
    }
  const ofItems = sum(variances);
  const ofTotal = ofItems + sum(withOthers);
  const alpha = alphaOf(items.length, ofItems, ofTotal);
  if (alpha === undefined) return undefined;
  return {
    alpha,
    standardError: Math.sqrt(ofTotal * Math.max(0, 1 - alpha)),
    without: variances.map((own, at) => alphaOf(items.length - 1, ofItems - own, ofTotal - own - 2 * withOthers[at]!)),
  };
}

function alphaOf(count: number, ofItems: number, ofTotal: number): number | undefined {
  return count < 2 || ofTotal <= 1e-12 ? undefined : (count / (count - 1)) * (1 - ofItems / ofTotal);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
