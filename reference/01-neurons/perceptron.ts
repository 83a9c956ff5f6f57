import { concatenate, ones, ShapeError, tensor, zeros, type Tensor } from "#tensor";
import { distanceToBoundary, thresholdUnit } from "./threshold-unit.ts";

export interface PerceptronOptions {
  /** Size λ of a correction, 1 when left out. */
  readonly learningRate?: number;
}

export interface TrainingOptions extends PerceptronOptions {
  /** Passes over the data after which training gives up, 100 when left out. */
  readonly maxEpochs?: number;
}

/** A threshold unit that fires where `weight · x + bias > 0`. */
export interface Perceptron {
  /** `[D]` */
  readonly weight: Tensor;
  /** `[]` */
  readonly bias: Tensor;
}

export interface Training extends Perceptron {
  /** Whether the last epoch was free of errors. */
  readonly converged: boolean;
  /** Passes over the data, the last one included. */
  readonly epochs: number;
  /** Corrections over all epochs. */
  readonly mistakes: number;
}

/**
 * The perceptron rule for one example: nothing changes while the answer is right.
 *
 * `Δw = λ (t − y) x`, `Δb = λ (t − y)` with y = 1 where w·x + b > 0, else 0
 *
 * A unit that stayed silent and should have fired moves its weight towards the input, one that fired in vain moves
 * away. The bias is the weight of an input that is always 1.
 *
 * @param perceptron - weight w `[D]` and bias b `[]` before.
 * @param input - `[D]` the example x.
 * @param target - `[]` what the unit should answer, t: 0 or 1.
 * @param options.learningRate - λ.
 * @returns weight and bias after.
 * @throws RangeError - when the target is neither 0 nor 1.
 * @example
 * const silent = { weight: tensor([0, 0]), bias: tensor(0) };
 * perceptronStep(silent, tensor([2, -1]), tensor(1)) // => { weight: [2, -1], bias: 1 }
 * @see Rosenblatt, Principles of Neurodynamics (1962), chapter 5. Minsky & Papert, Perceptrons (1969), section 11.1.
 */
export function perceptronStep(
  perceptron: Perceptron,
  input: Tensor,
  target: Tensor,
  { learningRate = 1 }: PerceptronOptions = {},
): Perceptron {
  requireTargets("perceptronStep", target);
  const change = target.sub(answer(perceptron, input)).mul(learningRate);
  return { weight: perceptron.weight.add(input.mul(change)), bias: perceptron.bias.add(change) };
}

/**
 * Perceptron learning: from zero weights, example after example in the given order, until an epoch passes without an
 * error.
 *
 * Where a hyperplane separates the two classes this must happen, see {@link mistakeBound}. Where none does it cannot,
 * and the epochs run out: `converged` is false and the weights are merely the last ones.
 *
 * @param inputs - `[P, D]` one example in each row.
 * @param targets - `[P]` 0 or 1.
 * @param options.learningRate - λ. From zero weights it scales all weights alike and changes no decision.
 * @param options.maxEpochs - passes after which training gives up.
 * @returns weight `[D]`, bias `[]`, and how training went.
 * @throws ShapeError - when there is not one target for each input.
 * @throws RangeError - when a target is neither 0 nor 1.
 * @example
 * const { weight, bias, epochs } = trainPerceptron(tensor([[0, 1], [1, 0]]), tensor([0, 1]));
 * [weight, bias, epochs] // => [[1, -1], 0, 3]
 * @see Rosenblatt, The perceptron: a probabilistic model for information storage and organization in the brain (1958).
 */
export function trainPerceptron(
  inputs: Tensor,
  targets: Tensor,
  { learningRate = 1, maxEpochs = 100 }: TrainingOptions = {},
): Training {
  requireTargets("trainPerceptron", targets, inputs);
  let perceptron: Perceptron = { weight: zeros([inputs.shape[1]!]), bias: tensor(0) };
  let mistakes = 0;
  for (let epoch = 1; epoch <= maxEpochs; epoch++) {
    const mistakesBefore = mistakes;
    for (let p = 0; p < targets.size; p++) {
      const [input, target] = [inputs.slice(p), targets.slice(p)];
      if (answer(perceptron, input).item() === target.item()) continue;
      perceptron = perceptronStep(perceptron, input, target, { learningRate });
      mistakes++;
    }
    if (mistakes === mistakesBefore) return { ...perceptron, converged: true, epochs: epoch, mistakes };
  }
  return { ...perceptron, converged: false, epochs: maxEpochs, mistakes };
}

/**
 * How many corrections training can take at most, seen from any one perceptron that is right on every example.
 *
 * `mistakes ≤ (R / γ)²` with `R = max_p ‖(x_p, 1)‖` and `γ = min_p ±(w·x_p + b) / ‖(w, b)‖`, + for target 1, − for 0
 *
 * The bias counts as one more weight, with input 1. With λ = 1 each correction takes the learner at least γ further in the
 * direction of (w, b), yet adds at most R² to the square of its length: m γ ≤ √m R after m of them. The order of the
 * examples, their number and D play no part.
 *
 * @param perceptron - weight `[D]` and bias `[]` with w·x + b above 0 for targets 1 and below 0 for targets 0.
 * @param inputs - `[P, D]`.
 * @param targets - `[P]` 0 or 1.
 * @returns `[]` the bound.
 * @throws RangeError - when the perceptron errs on an example or has one on its boundary, or a target is not 0 or 1.
 * @throws ShapeError - when there is not one target for each input.
 * @example mistakeBound({ weight: tensor([1]), bias: tensor(0) }, tensor([[3], [-1]]), tensor([1, 0])) // => 10
 * @see Novikoff, On convergence proofs on perceptrons (1962).
 */
export function mistakeBound({ weight, bias }: Perceptron, inputs: Tensor, targets: Tensor): Tensor {
  requireTargets("mistakeBound", targets, inputs);
  const extended = concatenate([inputs, ones([targets.size, 1])], 1); // (x, 1) in each row
  const distances = distanceToBoundary(extended, concatenate([weight, bias.reshape([1])]), tensor(0));
  const margin = distances.mul(targets.mul(2).sub(1)).min();
  if (margin.item() <= 0) {
    throw new RangeError(
      `mistakeBound: the margin of the perceptron is ${margin.item()}, expected above 0. ` +
        `Give one that puts every input on its side of the boundary.`,
    );
  }
  const radius = extended.square().sum(1).max().sqrt();
  return radius.div(margin).square();
}

/** What the unit says to one input `[D]`: `[]`, 0 or 1. */
function answer({ weight, bias }: Perceptron, input: Tensor): Tensor {
  return thresholdUnit(input.expandDims(0), weight, bias).reshape([]);
}

function requireTargets(caller: string, targets: Tensor, inputs?: Tensor): void {
  if (inputs && targets.shape.join() !== String(inputs.shape[0])) {
    throw new ShapeError(
      `${caller}: targets has shape [${targets.shape.join(", ")}], expected [${inputs.shape[0]}]. ` +
        `There is one for each row of inputs.`,
    );
  }
  const wrong = targets.data.findIndex((target) => target !== 0 && target !== 1);
  if (wrong < 0) return;
  throw new RangeError(
    `${caller}: targets[${wrong}] is ${targets.data[wrong]}, expected 0 or 1. The classes are not −1 and 1 here.`,
  );
}
