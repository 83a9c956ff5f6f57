import { ShapeError, zeros, type Tensor } from "#tensor";

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

/*
 * The bias is the weight of an input that is always 1. So every function here first puts that 1 at the end of each
 * example and works with one vector of D + 1 weights.
 */
const withOne = (x: Tensor): Tensor => x.pad([...x.shape.slice(1).map(() => [0, 0] as const), [0, 1]], 1);
const joined = ({ weight, bias }: Perceptron): Tensor => weight.pad([[0, 1]], bias.item());
const parted = (weights: Tensor): Perceptron => ({ weight: weights.slice([0, -1]), bias: weights.slice(-1) });

/** t − y: 1, 0 or −1. */
const error = (weights: Tensor, example: Tensor, target: number): number =>
  target - example.matmul(weights).greater(0).item();

export function perceptronStep(
  perceptron: Perceptron,
  input: Tensor,
  target: Tensor,
  { learningRate = 1 }: PerceptronOptions = {},
): Perceptron {
  mustBeBinary(target);
  const [weights, example] = [joined(perceptron), withOne(input)];
  return parted(weights.add(example.mul(learningRate * error(weights, example, target.item()))));
}

export function trainPerceptron(
  inputs: Tensor,
  targets: Tensor,
  { learningRate = 1, maxEpochs = 100 }: TrainingOptions = {},
): Training {
  mustBeBinary(targets, inputs);
  const examples = withOne(inputs);
  let weights = zeros([examples.shape[1]!]);
  let mistakes = 0;
  let epochs = 0;
  let converged = false;
  while (!converged && epochs < maxEpochs) {
    epochs++;
    converged = true;
    targets.data.forEach((target, p) => {
      const example = examples.slice(p);
      const off = error(weights, example, target);
      if (off === 0) return;
      weights = weights.add(example.mul(learningRate * off));
      mistakes++;
      converged = false;
    });
  }
  return { ...parted(weights), converged, epochs, mistakes };
}

/** Novikoff's (R / γ)². */
export function mistakeBound(perceptron: Perceptron, inputs: Tensor, targets: Tensor): Tensor {
  mustBeBinary(targets, inputs);
  const [weights, examples] = [joined(perceptron), withOne(inputs)];
  const sides = targets.mul(2).sub(1);
  const margin = examples.matmul(weights).mul(sides).min();
  if (!(margin.item() > 0)) throw new RangeError(`the worst example has the margin ${margin.item()}: this perceptron separates nothing`);
  const squares = examples.square().sum(1).max();
  return squares.mul(weights.square().sum()).div(margin.square());
}

function mustBeBinary(targets: Tensor, inputs?: Tensor): void {
  if (inputs && (targets.rank !== 1 || targets.size !== inputs.shape[0])) {
    throw new ShapeError(`[${inputs.shape}] inputs want [${inputs.shape[0]}] targets, not [${targets.shape}]`);
  }
  const stray = targets.data.find((target) => target !== 0 && target !== 1);
  if (stray !== undefined) throw new RangeError(`a target is 0 or 1, not ${stray}`);
}
