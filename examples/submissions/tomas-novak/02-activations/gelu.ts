import type { Tensor } from "#tensor";

export interface GeluOptions {
  readonly approximate?: "none" | "tanh";
}

const α = Math.sqrt(2 / Math.PI);
const β = 0.044715;

const φ = (x: number): number => Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);

/**
 * Φ(x). Near 0: ½ + φ(x) Σ x^{2n+1} / (2n+1)!!.  In the tail: Laplace's continued fraction for Mills' ratio,
 * (1 − Φ(x))/φ(x) = 1/(x + 1/(x + 2/(x + 3/(x + …)))).
 */
function Φ(x: number): number {
  if (Math.abs(x) < 3.5) {
    let a = x;
    let S = x;
    for (let n = 3; n < 200; n += 2) S += a *= (x * x) / n;
    return 0.5 + φ(x) * S;
  }
  const ξ = Math.abs(x);
  let f = ξ;
  for (let n = 120; n > 0; n--) f = ξ + n / f;
  return x > 0 ? 1 - φ(ξ) / f : φ(ξ) / f;
}

const τ = (x: number): number => Math.tanh(α * (x + β * x ** 3));

export function gelu(x: Tensor, { approximate }: GeluOptions = {}): Tensor {
  return approximate === "tanh" ? x.map((v) => 0.5 * v * (1 + τ(v))) : x.map((v) => v * Φ(v));
}

export function geluBackward(x: Tensor, gradOutput: Tensor, { approximate }: GeluOptions = {}): Tensor {
  const d = approximate === "tanh"
    ? x.map((v) => 0.5 * (1 + τ(v)) + 0.5 * v * (1 - τ(v) ** 2) * α * (1 + 3 * β * v * v))
    : x.map((v) => Φ(v) + v * φ(v));
  return d.mul(gradOutput);
}
