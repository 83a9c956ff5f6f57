// Katherine J., week 3
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

function fires(perceptron: Perceptron, input: Tensor): number {
  const net = input.mul(perceptron.weight).sum().item() + perceptron.bias.item();
  return net > 0 ? 1 : 0; // silent at exactly 0
}

function check(target: number): void {
  if (target !== 0 && target !== 1) throw new RangeError(`target is ${target}, must be 0 or 1`);
}

export function perceptronStep(
  perceptron: Perceptron,
  input: Tensor,
  target: Tensor,
  { learningRate = 1 }: PerceptronOptions = {},
): Perceptron {
  check(target.item());
  const delta = learningRate * (target.item() - fires(perceptron, input));
  return {
    weight: perceptron.weight.add(input.mul(delta)),
    bias: perceptron.bias.add(delta),
  };
}

export function trainPerceptron(
  inputs: Tensor,
  targets: Tensor,
  { learningRate = 1, maxEpochs = 100 }: TrainingOptions = {},
): Training {
  if (targets.shape.length !== 1 || targets.size !== inputs.shape[0]) {
    throw new ShapeError("one target for each input, please");
  }
  targets.data.forEach(check);
  let unit: Perceptron = { weight: zeros([inputs.shape[1]!]), bias: tensor(0) };
  let mistakes = 0;
  let epochs = 0;
  while (epochs < maxEpochs) {
    epochs += 1;
    let clean = true;
    for (let p = 0; p < targets.size; p += 1) {
      const example = inputs.slice(p);
      const wanted = targets.slice(p);
      if (fires(unit, example) !== wanted.item()) {
        unit = perceptronStep(unit, example, wanted, { learningRate });
        mistakes += 1;
        clean = false;
      }
    }
    if (clean) {
      return { ...unit, converged: true, epochs, mistakes };
    }
  }
  return { ...unit, converged: false, epochs, mistakes };
}

export function mistakeBound({ weight, bias }: Perceptron, inputs: Tensor, targets: Tensor): Tensor {
  if (targets.shape.length !== 1 || targets.size !== inputs.shape[0]) {
    throw new ShapeError("one target for each input, please");
  }
  targets.data.forEach(check);
  const norm = Math.sqrt(weight.square().sum().item() + bias.item() ** 2);
  let gamma = Number.POSITIVE_INFINITY;
  let R = 0;
  for (let p = 0; p < targets.size; p += 1) {
    const x = inputs.slice(p);
    const z = x.mul(weight).sum().item() + bias.item();
    const sign = targets.data[p] === 1 ? 1 : -1;
    gamma = Math.min(gamma, (sign * z) / norm);
    R = Math.max(R, Math.sqrt(x.square().sum().item() + 1));
  }
  if (gamma <= 0) throw new RangeError("this perceptron does not separate the examples, there is no bound");
  return tensor((R / gamma) ** 2);
}
