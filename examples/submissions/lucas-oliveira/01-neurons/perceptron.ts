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

// returns 1 if the neuron fires, else 0
function predict(p: Perceptron, x: Tensor): number {
  let z = p.bias.item();
  let sum = 0;
  for (let i = 0; i < x.size; i++) {
    sum += p.weight.at(i) * x.at(i);
  }
  z = sum + z;
  if (z > 0) {
    return 1;
  }
  return 0;
}

export function perceptronStep(
  perceptron: Perceptron,
  input: Tensor,
  target: Tensor,
  { learningRate = 1 }: PerceptronOptions = {},
): Perceptron {
  const t = target.item();
  if (t != 0 && t != 1) {
    throw new RangeError("target must be 0 or 1");
  }
  const y = predict(perceptron, input);
  if (t == y) {
    return perceptron; // nothing to learn
  }
  const change = learningRate * (t - y);
  return { weight: perceptron.weight.add(input.mul(change)), bias: perceptron.bias.add(change) };
}

export function trainPerceptron(
  inputs: Tensor,
  targets: Tensor,
  { learningRate = 1, maxEpochs = 100 }: TrainingOptions = {},
): Training {
  if (targets.rank != 1 || inputs.shape[0] != targets.shape[0]) {
    throw new ShapeError("number of inputs and targets must match");
  }
  let p: Perceptron = { weight: zeros([inputs.shape[1]!]), bias: tensor(0) };
  let mistakes = 0;
  for (let epoch = 1; epoch <= maxEpochs; epoch++) {
    let errorFree = true;
    for (let i = 0; i < targets.size; i++) {
      const before = p;
      p = perceptronStep(p, inputs.slice(i), targets.slice(i), { learningRate });
      if (p != before) {
        mistakes++;
        errorFree = false;
      }
    }
    if (errorFree) {
      return { weight: p.weight, bias: p.bias, converged: true, epochs: epoch, mistakes };
    }
  }
  return { weight: p.weight, bias: p.bias, converged: false, epochs: maxEpochs, mistakes };
}

export function mistakeBound({ weight, bias }: Perceptron, inputs: Tensor, targets: Tensor): Tensor {
  if (targets.rank != 1 || inputs.shape[0] != targets.shape[0]) {
    throw new ShapeError("number of inputs and targets must match");
  }
  const b = bias.item();
  let length = b * b;
  for (let d = 0; d < weight.size; d++) {
    length += weight.at(d) * weight.at(d);
  }
  length = Math.sqrt(length);
  let R = 0;
  let gamma = Infinity;
  for (let i = 0; i < targets.size; i++) {
    const t = targets.at(i);
    if (t != 0 && t != 1) {
      throw new RangeError("target must be 0 or 1");
    }
    let norm = 1;
    let z = b;
    for (let d = 0; d < weight.size; d++) {
      norm += inputs.at(i, d) * inputs.at(i, d);
      z += weight.at(d) * inputs.at(i, d);
    }
    R = Math.max(R, Math.sqrt(norm));
    gamma = Math.min(gamma, (t == 1 ? z : -z) / length);
  }
  if (gamma <= 0) {
    throw new RangeError("this perceptron makes errors");
  }
  return tensor((R / gamma) * (R / gamma));
}
