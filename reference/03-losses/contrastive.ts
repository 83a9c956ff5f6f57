import { ShapeError, where, type Tensor } from "#tensor";
import { direction, distance } from "#reference/03-losses/distance.ts";
import { expectEither, expectSameShape } from "#reference/03-losses/expectations.ts";
import { reduce, reduceBackward, type LossOptions } from "#reference/03-losses/reduction.ts";

export interface ContrastiveOptions extends LossOptions {
  /** How far apart dissimilar points must be, above 0; 1 when left out. */
  readonly margin?: number;
}

export interface ContrastiveGradients {
  readonly gradFirst: Tensor;
  readonly gradSecond: Tensor;
}

/**
 * Contrastive loss: similar pairs should lie together, dissimilar ones at least a margin apart.
 *
 * `ℓ_n = ½ d_n²` where y_n = 0, and `½ max(0, m − d_n)²` where y_n = 1, with d_n = ‖a_n − b_n‖
 * `L = (1/N) Σ_n ℓ_n`
 *
 * The labels are those of the paper: 0 is a similar pair and 1 a dissimilar one. Many libraries have it the other way.
 *
 * @param first - a, `[N, D]` embeddings.
 * @param second - b, `[N, D]`, the other point of each pair.
 * @param labels - y, `[N]`: 0 for a similar pair, 1 for a dissimilar one.
 * @param options.margin - m, above 0.
 * @param options.reduction - "mean" over the N pairs, their "sum", or "none" of both.
 * @returns `[]`, or `[N]` for "none"; at least 0.
 * @throws ShapeError - when the shapes of the points differ, or `labels` is not `[N]`.
 * @throws RangeError - when a label is neither 0 nor 1, or `margin` is not above 0.
 * @example contrastive(tensor([[0, 0]]), tensor([[3, 4]]), tensor([0])) // => 12.5
 * @example contrastive(tensor([[0, 0]]), tensor([[3, 4]]), tensor([1]), { margin: 7 }) // => 2
 * @see Hadsell, Chopra & LeCun, Dimensionality reduction by learning an invariant mapping (2006), equation 4.
 */
export function contrastive(
  first: Tensor,
  second: Tensor,
  labels: Tensor,
  { margin = 1, reduction = "mean" }: ContrastiveOptions = {},
): Tensor {
  expectPairs(first, second, labels);
  if (!(margin > 0)) {
    throw new RangeError(
      `contrastive: margin is ${margin}, expected a number above 0. Without it, nothing drives points apart.`,
    );
  }
  const apart = distance(first, second);
  const missing = apart.neg().add(margin).maximum(0);
  return reduce(where(labels, missing, apart).square().div(2), reduction);
}

/**
 * Gradients with respect to both points of each pair; they are opposite.
 *
 * With the unit vector u = (a − b) / d that points from b to a:
 *
 * `∂ℓ_n/∂a = d u = a − b` where y_n = 0, and `−max(0, m − d) u` where y_n = 1; `∂ℓ_n/∂b = −∂ℓ_n/∂a`
 *
 * Two points that coincide have no direction: u is 0 there, so a dissimilar pair at distance 0 is not driven apart.
 *
 * @param first - as in the forward pass.
 * @param second - as in the forward pass.
 * @param labels - as in the forward pass.
 * @param gradOutput - shape of the loss, the gradient with respect to it.
 * @param options - as in the forward pass.
 * @returns `[N, D]` each.
 * @example contrastiveBackward(tensor([[3, 4]]), tensor([[0, 0]]), tensor([0]), tensor(1)).gradFirst // => [[3, 4]]
 */
export function contrastiveBackward(
  first: Tensor,
  second: Tensor,
  labels: Tensor,
  gradOutput: Tensor,
  { margin = 1, reduction = "mean" }: ContrastiveOptions = {},
): ContrastiveGradients {
  const apart = distance(first, second);
  const missing = apart.neg().add(margin).maximum(0);
  const gradLosses = reduceBackward(gradOutput, reduction, labels.shape);
  const gradDistance = where(labels, missing.neg(), apart).mul(gradLosses); // [N]
  const gradFirst = direction(first, second).mul(gradDistance.expandDims(1));
  return { gradFirst, gradSecond: gradFirst.neg() };
}

function expectPairs(first: Tensor, second: Tensor, labels: Tensor): void {
  expectSameShape("contrastive", { first, second });
  if (labels.shape.join() !== String(first.shape[0])) {
    throw new ShapeError(
      `contrastive: labels is [${labels.shape.join(", ")}], expected [${first.shape[0]}], one label for each pair.`,
    );
  }
  expectEither("contrastive", labels, [0, 1], "0 is a similar pair, 1 a dissimilar one.");
}
