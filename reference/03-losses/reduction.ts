import type { Shape, Tensor } from "#tensor";

/** What becomes of the losses of the items: their mean, their sum, or each of them as it is. */
export type Reduction = "mean" | "sum" | "none";

export interface LossOptions {
  /** "mean" when left out. */
  readonly reduction?: Reduction;
}

/**
 * The loss of a batch from the losses of its items.
 *
 * @param losses - any shape, one loss for each item.
 * @returns `[]`, or the shape of `losses` for "none".
 * @example reduce(tensor([1, 2, 6]), "mean") // => 3
 */
export function reduce(losses: Tensor, reduction: Reduction): Tensor {
  if (reduction === "none") return losses;
  return reduction === "mean" ? losses.mean() : losses.sum();
}

/**
 * What reaches each item of the gradient of the batch: the reverse of {@link reduce}.
 *
 * A mean over n items hands 1/n of it to each, a sum all of it, and without a reduction each item has its own.
 *
 * @param gradOutput - `[]`, or `shape` for "none".
 * @param shape - of the items' losses.
 * @returns `shape`
 * @example reduceBackward(tensor(6), "mean", [3]) // => [2, 2, 2]
 */
export function reduceBackward(gradOutput: Tensor, reduction: Reduction, shape: Shape): Tensor {
  const gradItems = gradOutput.broadcastTo(shape);
  return reduction === "mean" ? gradItems.div(gradItems.size) : gradItems;
}
