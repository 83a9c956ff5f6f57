import { NotStarted, type Tensor } from "#tensor";

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
 */
export function gelu(x: Tensor, { approximate = "none" }: GeluOptions = {}): Tensor {
  throw new NotStarted();
}

/**
 * Gradient of a loss with respect to the input of {@link gelu}: of the definition, or of the approximation.
 *
 * @param x - the input that the forward pass was given.
 * @param gradOutput - shape of `x`, the gradient dL/dy with respect to the output.
 * @param options.approximate - as in the forward pass.
 * @returns dL/dx, the shape of `x`.
 */
export function geluBackward(x: Tensor, gradOutput: Tensor, { approximate = "none" }: GeluOptions = {}): Tensor {
  throw new NotStarted();
}

// Given: the error function, which JavaScript lacks. Nothing below needs a change.

/**
 * The error function of one number, to a relative error of 1e-15: `erf(x) = 2/√π ∫₀ˣ exp(−t²) dt`.
 *
 * Up to 2.5 a power series gives it; beyond, a continued fraction gives what is missing to 1.
 *
 * @see Abramowitz & Stegun, Handbook of mathematical functions (1964), 7.1.6 and 7.1.14.
 */
export function erf(x: number): number {
  const size = Math.abs(x);
  return Math.sign(x) * (size < 2.5 ? series(size) : 1 - missing(size));
}

/** `2/√π exp(−x²) Σ_n 2ⁿ x²ⁿ⁺¹ / (1 · 3 · 5 … (2n + 1))` */
function series(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; term > 1e-17 * sum; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** `exp(−x²) / √π · 1 / (x + ½ / (x + 1 / (x + 3⁄2 / (x + 2 / (x + …)))))`, from the inside out */
function missing(x: number): number {
  let denominator = x;
  for (let n = 60; n >= 1; n--) denominator = x + n / 2 / denominator;
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * denominator);
}
