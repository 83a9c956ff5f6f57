import { zeros, type Tensor } from "#tensor";

export interface GeluOptions {
  readonly approximate?: "none" | "tanh";
}

// Step 1: the probability that a normal number is below v
function phi(v: number, approximate: string): number {
  if (approximate == "tanh") {
    return 0.5 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (v + 0.044715 * v * v * v)));
  }
  return 0.5 * (1 + erf(v / Math.sqrt(2)));
}

// Step 2: its derivative (the bell curve)
function bell(v: number, approximate: string): number {
  if (approximate == "tanh") {
    const t = Math.tanh(Math.sqrt(2 / Math.PI) * (v + 0.044715 * v * v * v));
    return 0.5 * (1 - t * t) * Math.sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * v * v);
  }
  return Math.exp((-v * v) / 2) / Math.sqrt(2 * Math.PI);
}

// Step 3: put together
export function gelu(x: Tensor, { approximate = "none" }: GeluOptions = {}): Tensor {
  const out = zeros(x.shape);
  for (let i = 0; i < x.size; i++) {
    out.data[i] = x.data[i]! * phi(x.data[i]!, approximate);
  }
  return out;
}

export function geluBackward(x: Tensor, gradOutput: Tensor, { approximate = "none" }: GeluOptions = {}): Tensor {
  const out = zeros(x.shape);
  for (let i = 0; i < x.size; i++) {
    // product rule
    out.data[i] = gradOutput.data[i]! * (phi(x.data[i]!, approximate) + x.data[i]! * bell(x.data[i]!, approximate));
  }
  return out;
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
