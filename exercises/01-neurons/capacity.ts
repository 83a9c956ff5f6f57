import { NotStarted } from "#tensor";

/**
 * Cover's count: in how many ways a hyperplane through the origin can split P points in N dimensions into two classes.
 *
 * `C(P, N) = 2 Σ_{k<N} binom(P − 1, k)`, of 2ᴾ ways to label them
 *
 * The points are in general position: no N of them lie on one hyperplane through the origin. A bias is the weight of an
 * input that is always 1, so a unit with D inputs and a bias has N = D + 1.
 *
 * @param points - P, a whole number, at least 1.
 * @param dimensions - N, the number of weights that can be chosen, a whole number, at least 1.
 * @returns the count, exactly, up to 2⁵³.
 * @throws RangeError - when an argument is not such a number, or the count is above 2⁵³.
 */
export function separableDichotomies(points: number, dimensions: number): number {
  throw new NotStarted();
}

/**
 * The fraction of all labellings of P points in N dimensions that a hyperplane through the origin separates.
 *
 * Thousands of points and dimensions must not overflow.
 *
 * @param points - P, a whole number, at least 1.
 * @param dimensions - N, a whole number, at least 1.
 * @returns the fraction, in [0, 1].
 * @throws RangeError - when an argument is not such a number.
 */
export function separableFraction(points: number, dimensions: number): number {
  throw new NotStarted();
}
