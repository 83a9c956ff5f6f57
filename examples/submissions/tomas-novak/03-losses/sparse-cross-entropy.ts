import { arange, ShapeError, type Tensor } from "#tensor";

export interface SparseCrossEntropyOptions {
  readonly reduction?: "mean" | "sum" | "none";
  readonly ignoreIndex?: number;
  readonly labelSmoothing?: number;
}

// log Σ_c e^{z_c}
function Λ(z: Tensor): Tensor {
  const μ = z.max(-1, { keepDims: true });
  return z.sub(μ).exp().sum(-1, { keepDims: true }).log().add(μ);
}

// τ_nc = (1 − ε) δ_{c, y_n} + ε/C,   χ_n = 1 if n counts
function τχ(z: Tensor, y: Tensor, { ignoreIndex = -100, labelSmoothing: ε = 0 }: SparseCrossEntropyOptions): [Tensor, Tensor] {
  const C = z.shape[1]!;
  if (y.shape.length !== 1 || y.shape[0] !== z.shape[0]) throw new ShapeError("y ∈ ℤ^N");
  if (!(0 <= ε && ε <= 1)) throw new RangeError("ε ∈ [0, 1]");
  for (const k of y.data) if (k !== ignoreIndex && (k % 1 !== 0 || k < 0 || k >= C)) throw new RangeError(`y_n = ${k} ∉ {0, …, ${C - 1}}`);
  const δ = y.expandDims(1).equal(arange(C));
  return [δ.mul(1 - ε).add(ε / C), y.notEqual(ignoreIndex)];
}

export function sparseCrossEntropy(z: Tensor, y: Tensor, options: SparseCrossEntropyOptions = {}): Tensor {
  const [τ, χ] = τχ(z, y, options);
  const ℓ = τ.mul(Λ(z).sub(z)).sum(-1).mul(χ);
  if (options.reduction === "none") return ℓ;
  return options.reduction === "sum" ? ℓ.sum() : ℓ.mean(); // (1/N) Σ_n ℓ_n
}

// ∂ℓ_n/∂z_nc = p_nc − τ_nc
export function sparseCrossEntropyBackward(z: Tensor, y: Tensor, gradOutput: Tensor, options: SparseCrossEntropyOptions = {}): Tensor {
  const [τ, χ] = τχ(z, y, options);
  const p = z.sub(Λ(z)).exp();
  const N = (options.reduction ?? "mean") === "mean" ? y.size : 1;
  return p.sub(τ).mul(χ.mul(gradOutput).div(N).expandDims(-1));
}
