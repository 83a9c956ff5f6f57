import { ShapeError, tensor, zeros, type Tensor } from "#tensor";
import { sigmoid } from "#reference/02-activations/sigmoid.ts";

/** One weight for each feature, and a bias. */
export interface LogisticModel {
  /** `[D]`. */
  readonly weight: Tensor;
  /** `[]`. */
  readonly bias: Tensor;
}

export interface LogisticGradients {
  readonly gradWeight: Tensor;
  readonly gradBias: Tensor;
}

export interface FitOptions {
  /** Step size η, 0.1 when left out. */
  readonly learningRate?: number;
  /** How many steps to take, 100 when left out. */
  readonly steps?: number;
}

/**
 * The probability that the label is 1: a linear score, bent into (0, 1).
 *
 * `p_n = σ(z_n)` with `z_n = w · x_n + b` and `σ(z) = 1 / (1 + e^{−z})`
 *
 * @param input - `[N, D]`, examples x_n.
 * @param weight - `[D]` w.
 * @param bias - `[]` b.
 * @returns `[N]`, each in [0, 1].
 * @example predictProbability(tensor([[0], [1]]), tensor([Math.log(3)]), tensor(0)) // => [0.5, 0.75]
 * @see Bishop, Pattern recognition and machine learning (2006), section 4.3.2.
 */
export function predictProbability(input: Tensor, weight: Tensor, bias: Tensor): Tensor {
  return sigmoid(logits(input, weight, bias));
}

/**
 * The average negative logarithm of the probability that the model gives to the true labels.
 *
 * `L = −(1/N) Σ_n [ y_n log p_n + (1 − y_n) log(1 − p_n) ] = (1/N) Σ_n [ max(z_n, 0) − y_n z_n + log(1 + e^{−|z_n|}) ]`
 *
 * The second form neither overflows nor takes the logarithm of a probability that was rounded to 0.
 *
 * @param input - `[N, D]`.
 * @param weight - `[D]`.
 * @param bias - `[]`.
 * @param labels - `[N]` y, each 0 or 1.
 * @returns `[]` loss in nats, at least 0.
 * @throws ShapeError - when `labels` is not `[N]`.
 * @throws RangeError - when a label is neither 0 nor 1.
 * @example logisticLoss(tensor([[1], [2]]), tensor([0]), tensor(0), tensor([0, 1])) // => 0.6931471805599453
 */
export function logisticLoss(input: Tensor, weight: Tensor, bias: Tensor, labels: Tensor): Tensor {
  checkLabels("logisticLoss", input, labels);
  const z = logits(input, weight, bias);
  return z.maximum(0).sub(labels.mul(z)).add(z.abs().neg().exp().map(Math.log1p)).mean();
}

/**
 * Gradients of {@link logisticLoss}: each example pulls by what its prediction is off.
 *
 * `dL/dw = (1/N) Σ_n (p_n − y_n) x_n`, `dL/db = (1/N) Σ_n (p_n − y_n)`
 *
 * @param input - as in the forward pass, like the next three.
 * @param gradOutput - `[]`, the gradient with respect to the loss: 1 when nothing follows it.
 * @example
 * logisticLossBackward(tensor([[2], [4]]), tensor([0]), tensor(0), tensor([0, 1]), tensor(1)).gradWeight // => [-0.5]
 */
export function logisticLossBackward(
  input: Tensor,
  weight: Tensor,
  bias: Tensor,
  labels: Tensor,
  gradOutput: Tensor,
): LogisticGradients {
  const errors = predictProbability(input, weight, bias).sub(labels); // [N]
  const gradScores = errors.mul(gradOutput).div(labels.size);
  return { gradWeight: gradScores.matmul(input), gradBias: gradScores.sum() };
}

/**
 * Fits the model to examples by gradient descent on {@link logisticLoss}, all examples in every step.
 *
 * `w ← w − η dL/dw`, `b ← b − η dL/db`, both at once, from w = 0 and b = 0
 *
 * The loss is convex, so there is one valley to find. Where a line separates the classes it has no bottom: the weights
 * grow with every step.
 *
 * @param input - `[N, D]`.
 * @param labels - `[N]`, each 0 or 1.
 * @returns the model after the last step.
 * @throws ShapeError - when `labels` is not `[N]`.
 * @throws RangeError - when a label is neither 0 nor 1.
 * @example fit(tensor([[2], [4]]), tensor([0, 1]), { steps: 1 }).weight // => [0.05]
 */
export function fit(
  input: Tensor,
  labels: Tensor,
  { learningRate = 0.1, steps = 100 }: FitOptions = {},
): LogisticModel {
  checkLabels("fit", input, labels);
  let weight = zeros([input.shape[1]!]);
  let bias = tensor(0);
  for (let step = 0; step < steps; step++) {
    const { gradWeight, gradBias } = logisticLossBackward(input, weight, bias, labels, tensor(1));
    weight = weight.sub(gradWeight.mul(learningRate));
    bias = bias.sub(gradBias.mul(learningRate));
  }
  return { weight, bias };
}

function logits(input: Tensor, weight: Tensor, bias: Tensor): Tensor {
  return input.matmul(weight).add(bias);
}

function checkLabels(caller: string, input: Tensor, labels: Tensor): void {
  const examples = input.shape[0];
  if (labels.rank !== 1 || labels.size !== examples) {
    throw new ShapeError(
      `${caller}: labels is [${labels.shape.join(", ")}], expected [${examples}], one label for each row of input. ` +
        "A column of labels would broadcast: flatten it.",
    );
  }
  const wrong = labels.data.findIndex((label) => label !== 0 && label !== 1);
  if (wrong !== -1) {
    throw new RangeError(
      `${caller}: labels[${wrong}] is ${labels.data[wrong]}, expected 0 or 1. ` +
        "Turn labels of −1 and 1 into (y + 1) / 2.",
    );
  }
}
