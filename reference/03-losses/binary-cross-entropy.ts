import type { Tensor } from "#tensor";
import { sigmoid } from "#reference/02-activations/sigmoid.ts";
import { expectSameShape } from "#reference/03-losses/expectations.ts";
import { reduce, reduceBackward, type LossOptions } from "#reference/03-losses/reduction.ts";

/**
 * Binary cross-entropy of probabilities: how surprising the targets are to a model that says p.
 *
 * `L = −(1/n) Σ_i [ y_i log p_i + (1 − y_i) log(1 − p_i) ]` over all n entries
 *
 * A logarithm below −100 counts as −100, as in PyTorch: a model that is certain and wrong pays 100, not Infinity, and
 * 0 · log 0 is 0, not NaN.
 *
 * @param probabilities - p, any shape, in [0, 1].
 * @param targets - y, the shape of `probabilities`, in [0, 1]; 0 or 1 for hard labels.
 * @param options.reduction - "mean" over all entries, their "sum", or "none" of both.
 * @returns `[]`, or the shape of `probabilities` for "none"; nats, at least 0.
 * @throws ShapeError - when the shapes differ.
 * @throws RangeError - when a probability or a target lies outside [0, 1].
 * @example binaryCrossEntropy(tensor([0.5, 1]), tensor([0, 1]), { reduction: "sum" }) // => Math.log(2)
 * @see Bishop, Pattern recognition and machine learning (2006), equation 4.90; PyTorch, BCELoss.
 */
export function binaryCrossEntropy(
  probabilities: Tensor,
  targets: Tensor,
  { reduction = "mean" }: LossOptions = {},
): Tensor {
  expectSameShape("binaryCrossEntropy", { probabilities, targets });
  expectFractions("binaryCrossEntropy", { probabilities, targets });
  const ifOne = probabilities.log().maximum(-100);
  const ifZero = oneMinus(probabilities).log().maximum(-100);
  const logLikelihood = targets.mul(ifOne).add(oneMinus(targets).mul(ifZero));
  return reduce(logLikelihood.neg(), reduction);
}

/**
 * Gradient with respect to the probabilities.
 *
 * `∂L/∂p_i = (p_i − y_i) / (p_i (1 − p_i)) / n`; without the 1/n for "sum" and "none"
 *
 * The product p (1 − p) counts as 1e-12 where it is smaller, as in PyTorch: so a probability of exactly 0 or 1 gets a
 * gradient, of 0 where it is right and of about 10¹² where it is wrong.
 *
 * @param probabilities - as in the forward pass.
 * @param targets - as in the forward pass.
 * @param gradOutput - shape of the loss, the gradient with respect to it.
 * @param options.reduction - as in the forward pass.
 * @returns the shape of `probabilities`.
 * @example binaryCrossEntropyBackward(tensor([0.5, 0.8]), tensor([0, 1]), tensor(2)) // => [2, -1.25]
 */
export function binaryCrossEntropyBackward(
  probabilities: Tensor,
  targets: Tensor,
  gradOutput: Tensor,
  { reduction = "mean" }: LossOptions = {},
): Tensor {
  const gradItems = reduceBackward(gradOutput, reduction, probabilities.shape);
  const variance = probabilities.mul(oneMinus(probabilities)).maximum(1e-12);
  return probabilities.sub(targets).div(variance).mul(gradItems);
}

/**
 * Binary cross-entropy of logits: of p = sigmoid(z), computed without p.
 *
 * `L = (1/n) Σ_i [ max(z_i, 0) − z_i y_i + log(1 + exp(−|z_i|)) ]` over all n entries
 *
 * It is the same loss, rewritten so that nothing overflows and nothing rounds to log 0: exp gets no positive number,
 * and a logit of ±1000 costs 1000 where it is wrong.
 *
 * @param logits - z, any shape, real.
 * @param targets - y, the shape of `logits`, in [0, 1].
 * @param options.reduction - "mean" over all entries, their "sum", or "none" of both.
 * @returns `[]`, or the shape of `logits` for "none"; nats, at least 0.
 * @throws ShapeError - when the shapes differ.
 * @throws RangeError - when a target lies outside [0, 1].
 * @example binaryCrossEntropyWithLogits(tensor([1000]), tensor([0])) // => 1000
 * @see PyTorch, BCEWithLogitsLoss; TensorFlow, sigmoid_cross_entropy_with_logits, which derives the formula.
 */
export function binaryCrossEntropyWithLogits(
  logits: Tensor,
  targets: Tensor,
  { reduction = "mean" }: LossOptions = {},
): Tensor {
  expectSameShape("binaryCrossEntropyWithLogits", { logits, targets });
  expectFractions("binaryCrossEntropyWithLogits", { targets });
  const rest = logits.abs().neg().exp().map(Math.log1p);
  return reduce(logits.maximum(0).sub(logits.mul(targets)).add(rest), reduction);
}

/**
 * Gradient with respect to the logits: probability minus target, and nothing else.
 *
 * `∂L/∂z_i = (σ(z_i) − y_i) / n`; without the 1/n for "sum" and "none"
 *
 * The slope σ (1 − σ) of the sigmoid cancels the denominator of ∂L/∂p, so an output that is certain and wrong still
 * learns at full speed.
 *
 * @param logits - as in the forward pass.
 * @param targets - as in the forward pass.
 * @param gradOutput - shape of the loss, the gradient with respect to it.
 * @param options.reduction - as in the forward pass.
 * @returns the shape of `logits`.
 * @example binaryCrossEntropyWithLogitsBackward(tensor([0, 1000]), tensor([1, 0]), tensor(1)) // => [-0.25, 0.5]
 */
export function binaryCrossEntropyWithLogitsBackward(
  logits: Tensor,
  targets: Tensor,
  gradOutput: Tensor,
  { reduction = "mean" }: LossOptions = {},
): Tensor {
  const gradItems = reduceBackward(gradOutput, reduction, logits.shape);
  return sigmoid(logits).sub(targets).mul(gradItems);
}

function oneMinus(x: Tensor): Tensor {
  return x.neg().add(1);
}

function expectFractions(caller: string, named: { readonly [argument: string]: Tensor }): void {
  for (const [name, { data }] of Object.entries(named)) {
    const wrong = data.findIndex((value) => !(value >= 0 && value <= 1));
    if (wrong === -1) continue;
    throw new RangeError(
      `${caller}: ${name}[${wrong}] is ${data[wrong]}, expected a number in [0, 1]. ` +
        (name === "targets" ? "Map labels -1 and 1 to 0 and 1." : "Logits go to binaryCrossEntropyWithLogits."),
    );
  }
}
