import type { Tensor } from "#tensor";
import { direction, distance } from "#reference/03-losses/distance.ts";
import { expectSameShape } from "#reference/03-losses/expectations.ts";
import { reduce, reduceBackward, type LossOptions } from "#reference/03-losses/reduction.ts";

export interface TripletOptions extends LossOptions {
  /** How much further away the negative must be than the positive, above 0; 1 when left out. */
  readonly margin?: number;
}

export interface TripletGradients {
  readonly gradAnchor: Tensor;
  readonly gradPositive: Tensor;
  readonly gradNegative: Tensor;
}

/**
 * Triplet loss: an anchor should be nearer to an example of its own kind than to one of another, by a margin.
 *
 * `ℓ_n = max(0, ‖a_n − p_n‖ − ‖a_n − q_n‖ + m)`
 * `L = (1/N) Σ_n ℓ_n`
 *
 * The distances are Euclidean and not squared.
 *
 * @param anchor - a, `[N, D]` embeddings.
 * @param positive - p, `[N, D]`, of the anchor's kind.
 * @param negative - q, `[N, D]`, of another kind.
 * @param options.margin - m, above 0.
 * @param options.reduction - "mean" over the N triplets, their "sum", or "none" of both.
 * @returns `[]`, or `[N]` for "none"; at least 0.
 * @throws ShapeError - when the shapes differ.
 * @throws RangeError - when `margin` is not above 0.
 * @example triplet(tensor([[0, 0]]), tensor([[3, 4]]), tensor([[0, 2]])) // => 4
 * @see Balntas et al., Learning local feature descriptors with triplets and shallow convolutional neural networks
 *   (2016); Schroff, Kalenichenko & Philbin, FaceNet (2015), which squares the distances; PyTorch, TripletMarginLoss.
 */
export function triplet(
  anchor: Tensor,
  positive: Tensor,
  negative: Tensor,
  { margin = 1, reduction = "mean" }: TripletOptions = {},
): Tensor {
  expectSameShape("triplet", { anchor, positive, negative });
  if (!(margin > 0)) {
    throw new RangeError(
      `triplet: margin is ${margin}, expected a number above 0. Without it, equal points are a solution.`,
    );
  }
  return reduce(excess(anchor, positive, negative, margin).maximum(0), reduction);
}

/**
 * Gradients with respect to all three points of each triplet that has a loss.
 *
 * With the unit vectors u = (a − p) / ‖a − p‖ and v = (a − q) / ‖a − q‖, where ℓ_n > 0:
 *
 * `∂ℓ_n/∂a = u − v`, `∂ℓ_n/∂p = −u`, `∂ℓ_n/∂q = v`
 *
 * Two points that coincide have no direction: u or v is 0 there, and they don't move each other.
 *
 * @param anchor - as in the forward pass.
 * @param positive - as in the forward pass.
 * @param negative - as in the forward pass.
 * @param gradOutput - shape of the loss, the gradient with respect to it.
 * @param options - as in the forward pass.
 * @returns `[N, D]` each; zeros for triplets without a loss.
 * @example
 * const [anchor, positive, negative] = [tensor([[0, 0]]), tensor([[3, 4]]), tensor([[0, 2]])];
 * tripletBackward(anchor, positive, negative, tensor(1)).gradAnchor // => [[-0.6, 0.2]]
 */
export function tripletBackward(
  anchor: Tensor,
  positive: Tensor,
  negative: Tensor,
  gradOutput: Tensor,
  { margin = 1, reduction = "mean" }: TripletOptions = {},
): TripletGradients {
  const pays = excess(anchor, positive, negative, margin).greater(0);
  const gradDistance = reduceBackward(gradOutput, reduction, pays.shape).mul(pays).expandDims(1); // [N, 1]
  const fromPositive = direction(anchor, positive).mul(gradDistance);
  const fromNegative = direction(anchor, negative).mul(gradDistance);
  return {
    gradAnchor: fromPositive.sub(fromNegative),
    gradPositive: fromPositive.neg(),
    gradNegative: fromNegative,
  };
}

/** `‖a − p‖ − ‖a − q‖ + m`, `[N]` */
function excess(anchor: Tensor, positive: Tensor, negative: Tensor, margin: number): Tensor {
  return distance(anchor, positive).sub(distance(anchor, negative)).add(margin);
}
