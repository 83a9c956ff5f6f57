/**
 * The error function of one number, to a relative error of 1e-15.
 *
 * `erf(x) = 2/√π ∫₀ˣ exp(−t²) dt`
 *
 * It is odd. Up to 2.5 a power series gives it, whose terms are all positive, so nothing cancels; beyond, where the
 * series grows long, a continued fraction gives what is missing to 1.
 *
 * @param x - any number.
 * @returns a number in [−1, 1].
 * @example erf(1) // => 0.8427007929497149
 * @example erf(-3) // => -0.9999779095030014
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
