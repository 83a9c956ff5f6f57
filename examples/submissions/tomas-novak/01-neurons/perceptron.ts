import { ShapeError, tensor, zeros, type Tensor } from "#tensor";

export interface PerceptronOptions {
  readonly learningRate?: number;
}
export interface TrainingOptions extends PerceptronOptions {
  readonly maxEpochs?: number;
}
export interface Perceptron {
  readonly weight: Tensor;
  readonly bias: Tensor;
}
export interface Training extends Perceptron {
  readonly converged: boolean;
  readonly epochs: number;
  readonly mistakes: number;
}

const Θ = (z: number): number => Number(z > 0); // Heaviside, Θ(0) = 0
const z = ({ weight: w, bias: b }: Perceptron, x: Tensor): number => w.matmul(x).item() + b.item();

function assertTargets(t: Tensor): void {
  for (const τ of t.data) if (τ !== 0 && τ !== 1) throw new RangeError(`t ∈ {0, 1}, t = ${τ}`);
}

export function perceptronStep(p: Perceptron, x: Tensor, t: Tensor, { learningRate: λ = 1 }: PerceptronOptions = {}): Perceptron {
  assertTargets(t);
  const Δ = λ * (t.item() - Θ(z(p, x)));
  return { weight: p.weight.add(x.mul(Δ)), bias: p.bias.add(Δ) };
}

export function trainPerceptron(X: Tensor, t: Tensor, { learningRate = 1, maxEpochs = 100 }: TrainingOptions = {}): Training {
  if (t.shape.length !== 1 || t.shape[0] !== X.shape[0]) throw new ShapeError("X ∈ ℝ^{P×D}, t ∈ {0,1}^P");
  assertTargets(t);
  const P = t.size;
  let p: Perceptron = { weight: zeros([X.shape[1]!]), bias: tensor(0) };
  let mistakes = 0;
  let e = 0;
  let errors = P;
  while (errors > 0 && e < maxEpochs) {
    errors = 0;
    e += 1;
    for (let i = 0; i < P; i++) {
      const x = X.slice(i);
      if (Θ(z(p, x)) === t.data[i]) continue;
      p = perceptronStep(p, x, t.slice(i), { learningRate });
      errors += 1;
    }
    mistakes += errors;
  }
  return { ...p, converged: errors === 0, epochs: e, mistakes };
}

/** Theorem (Novikoff). ∃ (w, b) with margin γ > 0  ⟹  #mistakes ≤ R²/γ². */
export function mistakeBound(p: Perceptron, X: Tensor, t: Tensor): Tensor {
  if (t.shape.length !== 1 || t.shape[0] !== X.shape[0]) throw new ShapeError("X ∈ ℝ^{P×D}, t ∈ {0,1}^P");
  assertTargets(t);
  const { weight: w, bias: b } = p;
  const norm2 = w.matmul(w).item() + b.item() ** 2;
  const ε = t.mul(2).sub(1); // ±1
  const γ = X.matmul(w).add(b).mul(ε).min().item() / Math.sqrt(norm2);
  if (γ <= 0) throw new RangeError(`γ = ${γ} ≤ 0: (w, b) does not separate`);
  const R2 = X.square().sum(1).max().item() + 1;
  return tensor(R2 / γ ** 2);
}
