import { NotStarted, type Tensor } from "#tensor";

export interface ContrastiveOptions {
  /** "mean" when left out. */
  readonly reduction?: "mean" | "sum" | "none";
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
 */
export function contrastive(
  first: Tensor,
  second: Tensor,
  labels: Tensor,
  { margin = 1, reduction = "mean" }: ContrastiveOptions = {},
): Tensor {
  throw new NotStarted();
}

/**
 * Gradients with respect to both points of each pair.
 *
 * Two points that coincide have no direction from one to the other: they don't move each other.
 *
 * @param first - as in the forward pass.
 * @param second - as in the forward pass.
 * @param labels - as in the forward pass.
 * @param gradOutput - shape of the loss, the gradient with respect to it.
 * @param options - as in the forward pass.
 * @returns `[N, D]` each.
 */
export function contrastiveBackward(
  first: Tensor,
  second: Tensor,
  labels: Tensor,
  gradOutput: Tensor,
  { margin = 1, reduction = "mean" }: ContrastiveOptions = {},
): ContrastiveGradients {
  throw new NotStarted();
}
