import type { Tensor } from "#tensor";
import { erf } from "#reference/02-activations/erf.ts";

export interface GeluOptions {
  /** `"none"` (when left out) for the definition, `"tanh"` for its approximation by a tanh. */
  readonly approximate?: "none" | "tanh";
}

/**
 * Gaussian error linear unit: x, weighted by the chance that a standard normal number lies below it.
 *
 * `gelu(x) = x Φ(x)` with `Φ(x) = ½ (1 + erf(x / √2))`
 * `approximate: "tanh"`: `Φ(x) ≈ ½ (1 + tanh u(x))` with `u(x) = √(2/π) (x + 0.044715 x³)`
 *
 * @param x - any shape, real.
 * @param options.approximate - which of the two; they differ by less than 0.0005.
 * @returns the shape of `x`, above −0.18.
 * @example gelu(tensor([0, 1])) // => [0, 0.8413447460685429]
 * @see Hendrycks & Gimpel, Gaussian error linear units (2016), section 2.
 */
export function gelu(x: Tensor, { approximate = "none" }: GeluOptions = {}): Tensor {
  return x.mul(approximate === "tanh" ? approximateChance(x) : chanceBelow(x));
}

/**
 * Gradient of a loss with respect to the input of {@link gelu}.
 *
 * `dL/dx = dL/dy · (Φ(x) + x Φ'(x))` with `Φ'(x) = exp(−x²/2) / √(2π)`
 * `approximate: "tanh"`: `Φ'(x) ≈ ½ (1 − tanh² u) u'` with `u'(x) = √(2/π) (1 + 3 · 0.044715 x²)`
 *
 * @param x - the input that the forward pass was given.
 * @param gradOutput - shape of `x`, the gradient dL/dy with respect to the output.
 * @param options.approximate - as in the forward pass.
 * @returns dL/dx, the shape of `x`.
 * @example geluBackward(tensor([0, 1]), tensor([4, 1])) // => [2, 1.0833154705876864]
 */
export function geluBackward(x: Tensor, gradOutput: Tensor, { approximate = "none" }: GeluOptions = {}): Tensor {
  const [chance, density] =
    approximate === "tanh" ? [approximateChance(x), approximateDensity(x)] : [chanceBelow(x), densityAt(x)];
  return gradOutput.mul(chance.add(x.mul(density)));
}

/** Φ */
function chanceBelow(x: Tensor): Tensor {
  return x.map((value) => (1 + erf(value / Math.SQRT2)) / 2);
}

/** Φ', the density of the standard normal distribution */
function densityAt(x: Tensor): Tensor {
  return x
    .square()
    .div(-2)
    .exp()
    .div(Math.sqrt(2 * Math.PI));
}

const steepness = Math.sqrt(2 / Math.PI);

function approximateChance(x: Tensor): Tensor {
  return approximateInner(x).tanh().add(1).div(2);
}

function approximateDensity(x: Tensor): Tensor {
  const innerSlope = x
    .square()
    .mul(3 * 0.044715)
    .add(1)
    .mul(steepness);
  return approximateInner(x).tanh().square().neg().add(1).mul(innerSlope).div(2);
}

/** u */
function approximateInner(x: Tensor): Tensor {
  return x.pow(3).mul(0.044715).add(x).mul(steepness);
}
