/**
 * How far rounding to float32 can take an answer, in the terms of Higham, Accuracy and Stability of Numerical Algorithms (2nd ed., 2002),
 * chapters 2 to 4; and what WebGPU promises of its functions (WGSL, section 15.7.4.1, accuracy of concrete floating point expressions).
 */

/** u = 2⁻²⁴, the largest relative error of rounding to float32 once. */
export const unit = 2 ** -24;

/** γ_n = n u / (1 − n u): n roundings one after the other (Higham, lemma 3.1). */
export function gamma(roundings: number): number {
  return (roundings * unit) / (1 - roundings * unit);
}

/** Results below the smallest normal number may become 0 on a device (WGSL, 15.7.2). */
export const smallest = 2 ** -126;

/** Roundings that a division costs: WGSL allows 2.5 units in the last place, each of two roundings at most. */
export const division = 5;

/** For exp(x): 3 + 2 |x| units in the last place. */
export function exponential(x: number): number {
  return 2 * (3 + 2 * Math.abs(x));
}

/** For sqrt(x): as for 1 / inverseSqrt(x), a division after 2 units in the last place. */
export const squareRoot = division + 4;

/** Products of two rounding errors, which sums of them leave out, are far below this part of the sum. */
export const secondOrder = 1.01;
