import type { Tensor } from "#tensor";
import { gamma, smallest } from "./rounding.ts";

/** A product and a sum, each rounded once: `|error| ≤ γ₂ |a x| + γ₁ |y|`. */
export function saxpy(a: number, x: Tensor, y: Tensor): Tensor {
  return x
    .mul(a)
    .abs()
    .mul(gamma(2))
    .add(y.abs().mul(gamma(1)))
    .add(smallest);
}
