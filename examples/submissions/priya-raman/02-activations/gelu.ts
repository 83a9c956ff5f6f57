import type { Tensor } from "#tensor";

export type GeluOptions = { readonly approximate?: "none" | "tanh" };

const k = Math.sqrt(2 / Math.PI);
const cdf = (x: Tensor) => x.div(Math.SQRT2).map(erf).add(1).div(2); // scipy.stats.norm.cdf
const pdf = (x: Tensor) => x.square().div(-2).exp().mul(k / 2); // scipy.stats.norm.pdf
const t = (x: Tensor) => x.add(x.pow(3).mul(0.044715)).mul(k).tanh();

export const gelu = (x: Tensor, { approximate = "none" }: GeluOptions = {}): Tensor =>
  approximate === "none" ? x.mul(cdf(x)) : x.mul(t(x).add(1)).mul(0.5);

export const geluBackward = (x: Tensor, gradOutput: Tensor, { approximate = "none" }: GeluOptions = {}): Tensor => {
  if (approximate === "none") return gradOutput.mul(cdf(x).add(x.mul(pdf(x))));
  const inner = x.square().mul(3 * 0.044715).add(1).mul(k);
  const sech2 = t(x).square().neg().add(1);
  return gradOutput.mul(t(x).add(1).mul(0.5).add(x.mul(sech2).mul(inner).mul(0.5)));
};

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
