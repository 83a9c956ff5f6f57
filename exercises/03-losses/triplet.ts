import { NotStarted, type Tensor } from "#tensor";

export interface TripletOptions {
  /** "mean" when left out. */
  readonly reduction?: "mean" | "sum" | "none";
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
 */
export function triplet(
  anchor: Tensor,
  positive: Tensor,
  negative: Tensor,
  { margin = 1, reduction = "mean" }: TripletOptions = {},
): Tensor {
  throw new NotStarted();
}

/**
 * Gradients with respect to all three points of each triplet that has a loss.
 *
 * Two points that coincide have no direction from one to the other: they don't move each other.
 *
 * @param anchor - as in the forward pass.
 * @param positive - as in the forward pass.
 * @param negative - as in the forward pass.
 * @param gradOutput - shape of the loss, the gradient with respect to it.
 * @param options - as in the forward pass.
 * @returns `[N, D]` each; zeros for triplets without a loss.
 */
export function tripletBackward(
  anchor: Tensor,
  positive: Tensor,
  negative: Tensor,
  gradOutput: Tensor,
  { margin = 1, reduction = "mean" }: TripletOptions = {},
): TripletGradients {
  throw new NotStarted();
}
