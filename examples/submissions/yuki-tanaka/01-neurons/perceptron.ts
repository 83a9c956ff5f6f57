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

const guard = (X: Tensor, t: Tensor) => {
  if (String(t.shape) !== String(X.shape[0])) throw new ShapeError("targets");
  [...t.data].forEach(bit);
};
const bit = (t: number) => {
  if (t !== 0 && t !== 1) throw new RangeError(`target ${t}`);
};
const error = (p: Perceptron, x: Tensor, t: Tensor) => t.sub(p.weight.matmul(x).add(p.bias).greater(0)).item();

export function perceptronStep(p: Perceptron, x: Tensor, t: Tensor, { learningRate = 1 }: PerceptronOptions = {}): Perceptron {
  bit(t.item());
  const e = learningRate * error(p, x, t);
  return { weight: p.weight.add(x.mul(e)), bias: p.bias.add(e) };
}

// recursion over epochs
export function trainPerceptron(X: Tensor, t: Tensor, { learningRate = 1, maxEpochs = 100 }: TrainingOptions = {}): Training {
  guard(X, t);
  const pass = (start: Perceptron): [Perceptron, number] =>
    [...t.data.keys()].reduce<[Perceptron, number]>(
      ([p, wrong], i) => [perceptronStep(p, X.slice(i), t.slice(i), { learningRate }), wrong + Math.abs(error(p, X.slice(i), t.slice(i)))],
      [start, 0],
    );
  const go = (p: Perceptron, epochs: number, mistakes: number): Training => {
    if (epochs === maxEpochs) return { ...p, converged: false, epochs, mistakes };
    const [next, wrong] = pass(p);
    return wrong === 0 ? { ...next, converged: true, epochs: epochs + 1, mistakes } : go(next, epochs + 1, mistakes + wrong);
  };
  return go({ weight: zeros([X.shape[1]!]), bias: tensor(0) }, 0, 0);
}

export function mistakeBound({ weight, bias }: Perceptron, X: Tensor, t: Tensor): Tensor {
  guard(X, t);
  const signed = X.matmul(weight).add(bias).mul(t.mul(2).sub(1));
  if (signed.min().item() <= 0) throw new RangeError("not separated");
  const R2 = X.square().sum(1).add(1).max();
  return R2.mul(weight.square().sum().add(bias.square())).div(signed.min().square());
}
