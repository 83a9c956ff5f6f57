import { ShapeError, tensor, zeros, type Tensor } from "#tensor";

export type PerceptronOptions = { readonly learningRate?: number };
export type TrainingOptions = PerceptronOptions & { readonly maxEpochs?: number };
export type Perceptron = { readonly weight: Tensor; readonly bias: Tensor };
export type Training = Perceptron & { readonly converged: boolean; readonly epochs: number; readonly mistakes: number };

const isBinary = (t: Tensor) => t.mul(t.sub(1)).abs().max().item() === 0;
const ok = (X: Tensor, t: Tensor) => {
  if (t.rank !== 1 || t.size !== X.shape[0]) throw new ShapeError("len(X) != len(t)");
  if (!isBinary(t)) throw new RangeError("t must be 0/1");
};
const predict = ({ weight, bias }: Perceptron, x: Tensor) => x.matmul(weight).add(bias).greater(0);

export const perceptronStep = (p: Perceptron, x: Tensor, t: Tensor, { learningRate: lr = 1 }: PerceptronOptions = {}): Perceptron => {
  if (!isBinary(t)) throw new RangeError("t must be 0/1");
  const err = t.sub(predict(p, x)).mul(lr);
  return { weight: p.weight.add(x.mul(err)), bias: p.bias.add(err) };
};

export const trainPerceptron = (X: Tensor, t: Tensor, { learningRate = 1, maxEpochs = 100 }: TrainingOptions = {}): Training => {
  ok(X, t);
  let p: Perceptron = { weight: zeros([X.shape[1]!]), bias: tensor(0) };
  let mistakes = 0;
  for (const epoch of Array.from({ length: maxEpochs }, (_, i) => i + 1)) {
    let wrong = 0;
    for (const i of t.data.keys()) {
      wrong += predict(p, X.slice(i)).notEqual(t.slice(i)).item();
      p = perceptronStep(p, X.slice(i), t.slice(i), { learningRate });
    }
    mistakes += wrong;
    if (wrong === 0) return { ...p, converged: true, epochs: epoch, mistakes };
  }
  return { ...p, converged: false, epochs: maxEpochs, mistakes };
};

export const mistakeBound = ({ weight, bias }: Perceptron, X: Tensor, t: Tensor): Tensor => {
  ok(X, t);
  const norm = weight.square().sum().add(bias.square()).sqrt();
  const gamma = X.matmul(weight).add(bias).mul(t.mul(2).sub(1)).min().div(norm);
  if (gamma.item() <= 0) throw new RangeError("not separating");
  const R = X.square().sum(1).add(1).max().sqrt();
  return R.div(gamma).square();
};
