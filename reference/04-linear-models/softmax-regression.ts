import { tensor, zeros, type Tensor } from "#tensor";
import { softmax } from "#reference/02-activations/softmax.ts";
import { expectClassIds } from "#reference/03-losses/expectations.ts";
import { sparseCrossEntropy, sparseCrossEntropyBackward } from "#reference/03-losses/sparse-cross-entropy.ts";

/** One row of weights and one bias for each class. */
export interface SoftmaxModel {
  /** `[C, D]`. */
  readonly weight: Tensor;
  /** `[C]`. */
  readonly bias: Tensor;
}

export interface SoftmaxGradients {
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
 * The probability of each class: a linear score for each, and a softmax over them.
 *
 * `p_nc = e^{z_nc} / Σ_k e^{z_nk}` with `z_nc = w_c · x_n + b_c`
 *
 * With two classes this is logistic regression: only the difference of the scores counts.
 *
 * @param input - `[N, D]`, examples x_n.
 * @param weight - `[C, D]`, w_c in row c.
 * @param bias - `[C]`.
 * @returns `[N, C]`, rows that sum to 1.
 * @example predictProbabilities(tensor([[1]]), tensor([[Math.log(3)], [0]]), tensor([0, 0])) // => [[0.75, 0.25]]
 * @see Bishop, Pattern recognition and machine learning (2006), section 4.3.4.
 */
export function predictProbabilities(input: Tensor, weight: Tensor, bias: Tensor): Tensor {
  return softmax(scoresOf(input, weight, bias));
}

/**
 * The average negative logarithm of the probability that the model gives to the true labels.
 *
 * `L = −(1/N) Σ_n log p_n[y_n] = (1/N) Σ_n ( log Σ_k e^{z_nk} − z_n[y_n] )`
 *
 * The second form never takes the logarithm of a probability that was rounded to 0.
 *
 * @param input - `[N, D]`.
 * @param weight - `[C, D]`.
 * @param bias - `[C]`.
 * @param labels - `[N]` y, integers in [0, C).
 * @returns `[]` loss in nats, at least 0.
 * @throws ShapeError - when `labels` is not `[N]`.
 * @throws RangeError - when a label is not an integer in [0, C).
 * @example softmaxLoss(tensor([[1], [2]]), tensor([[0], [0]]), tensor([0, 0]), tensor([0, 1])) // => Math.log(2)
 */
export function softmaxLoss(input: Tensor, weight: Tensor, bias: Tensor, labels: Tensor): Tensor {
  const scores = scoresOf(input, weight, bias);
  expectClassIds("softmaxLoss", labels, scores);
  return sparseCrossEntropy(scores, labels);
}

/**
 * Gradients of {@link softmaxLoss}: each example pulls at every class by what its probability is off.
 *
 * `dL/dw_c = (1/N) Σ_n (p_nc − 1[y_n = c]) x_n`, `dL/db_c = (1/N) Σ_n (p_nc − 1[y_n = c])`
 *
 * Over the classes they sum to 0: what one class gains, the others lose.
 *
 * @param input - as in the forward pass, like the next three.
 * @param gradOutput - `[]`, the gradient with respect to the loss: 1 when nothing follows it.
 * @returns gradients of the shapes of `weight` and `bias`.
 * @example
 * const [weight, bias] = [tensor([[0], [0]]), tensor([0, 0])];
 * softmaxLossBackward(tensor([[2], [4]]), weight, bias, tensor([0, 1]), tensor(1)).gradWeight // => [[0.5], [-0.5]]
 */
export function softmaxLossBackward(
  input: Tensor,
  weight: Tensor,
  bias: Tensor,
  labels: Tensor,
  gradOutput: Tensor,
): SoftmaxGradients {
  const gradScores = sparseCrossEntropyBackward(scoresOf(input, weight, bias), labels, gradOutput); // [N, C]
  return { gradWeight: gradScores.T.matmul(input), gradBias: gradScores.sum(0) };
}

/**
 * Fits the model to examples by gradient descent on {@link softmaxLoss}, all examples in every step.
 *
 * `w ← w − η dL/dw`, `b ← b − η dL/db`, both at once, from w = 0 and b = 0
 *
 * The loss is convex, so zeros are as good a start as any: without a hidden layer there is no symmetry to break. A vector
 * added to all rows of the weight changes nothing; from zeros, the rows keep the sum 0.
 *
 * @param input - `[N, D]`.
 * @param labels - `[N]`, integers in [0, C).
 * @param classes - C, also where some classes do not occur.
 * @returns the model after the last step.
 * @throws ShapeError - when `labels` is not `[N]`.
 * @throws RangeError - when a label is not an integer in [0, C).
 * @example fit(tensor([[2], [4]]), tensor([0, 1]), 2, { steps: 1 }).weight // => [[-0.05], [0.05]]
 */
export function fit(
  input: Tensor,
  labels: Tensor,
  classes: number,
  { learningRate = 0.1, steps = 100 }: FitOptions = {},
): SoftmaxModel {
  let [weight, bias] = [zeros([classes, input.shape[1]!]), zeros([classes])];
  expectClassIds("fit", labels, scoresOf(input, weight, bias));
  for (let step = 0; step < steps; step++) {
    const { gradWeight, gradBias } = softmaxLossBackward(input, weight, bias, labels, tensor(1));
    weight = weight.sub(gradWeight.mul(learningRate));
    bias = bias.sub(gradBias.mul(learningRate));
  }
  return { weight, bias };
}

/** `[N, D]`, `[C, D]` -> `[N, C]` */
function scoresOf(input: Tensor, weight: Tensor, bias: Tensor): Tensor {
  return input.matmul(weight.T).add(bias);
}
