import type { Tensor } from "#tensor";
import { gamma, smallest } from "./rounding.ts";

/**
 * `|error| ≤ γ_K |A| |B|` in whatever order the K products are added (Higham, 3.5): each product is rounded once and then passes through K − 1
 * additions at most.
 */
export function matmul(a: Tensor, b: Tensor): Tensor {
  const depth = a.shape[1]!;
  return a
    .abs()
    .matmul(b.abs())
    .mul(gamma(depth))
    .add(depth * smallest);
}
