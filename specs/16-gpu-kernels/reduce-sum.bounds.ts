import type { Tensor } from "#tensor";
import { gamma } from "./rounding.ts";

/** The most additions that the exercise allows each number to pass through. */
const additions = 64;

/** `|error| ≤ γ₆₄ Σ |x_i|` (Higham, 4.2): each number is rounded once in each addition it passes through. */
export function reduceSum(x: Tensor): Tensor {
  return x.abs().sum().reshape([1]).mul(gamma(additions));
}
