import { ShapeError, tensor, type Tensor, zeros } from "#tensor";

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

/**
 * The rule from the lecture: an example is wrong when t * z <= 0, and then w changes by lambda * t * x.
 * (Slide 14.)
 */
function isWrong({ weight, bias }: Perceptron, input: Tensor, target: number): boolean {
  const z = weight.mul(input).sum().add(bias).item();
  return target * z <= 0;
}

export function perceptronStep(
  perceptron: Perceptron,
  input: Tensor,
  target: Tensor,
  { learningRate = 1 }: PerceptronOptions = {},
): Perceptron {
  const t = target.item();
  if (t !== 0 && t !== 1) throw new RangeError(`target must be 0 or 1, but is ${t}`);
  if (!isWrong(perceptron, input, t)) return perceptron;
  return {
    weight: perceptron.weight.add(input.mul(learningRate * t)),
    bias: perceptron.bias.add(learningRate * t),
  };
}

export function trainPerceptron(
  inputs: Tensor,
  targets: Tensor,
  { learningRate = 1, maxEpochs = 100 }: TrainingOptions = {},
): Training {
  if (targets.rank !== 1 || targets.size !== inputs.shape[0]) throw new ShapeError("one target for each input");
  let current: Perceptron = { weight: zeros([inputs.shape[1]!]), bias: tensor(0) };
  let mistakes = 0;
  for (let epoch = 1; epoch <= maxEpochs; epoch++) {
    let errors = 0;
    for (let p = 0; p < targets.size; p++) {
      if (!isWrong(current, inputs.slice(p), targets.at(p))) continue;
      current = perceptronStep(current, inputs.slice(p), targets.slice(p), { learningRate });
      errors++;
    }
    mistakes += errors;
    if (errors === 0) return { ...current, converged: true, epochs: epoch, mistakes };
  }
  return { ...current, converged: false, epochs: maxEpochs, mistakes };
}

/** (R / gamma) squared. */
export function mistakeBound({ weight, bias }: Perceptron, inputs: Tensor, targets: Tensor): Tensor {
  if (targets.rank !== 1 || targets.size !== inputs.shape[0]) throw new ShapeError("one target for each input");
  if (targets.data.some((t) => t !== 0 && t !== 1)) throw new RangeError("targets must be 0 or 1");
  const length = weight.square().sum().add(bias.square()).sqrt();
  const distances = inputs.matmul(weight).add(bias).div(length);
  const margin = distances.mul(targets.mul(2).sub(1)).min();
  if (margin.item() <= 0) throw new RangeError("the perceptron does not separate the two classes");
  const radius = inputs.square().sum(1).add(1).sqrt().max();
  return radius.div(margin).square();
}
