import { ShapeError, type Tensor } from "#tensor";

export interface LossOptions {
  readonly reduction?: "mean" | "sum" | "none";
}

/** How much of the loss one entry makes up. */
const share = (errors: Tensor, reduction: LossOptions["reduction"]): number => (reduction === "mean" ? 1 / errors.size : 1);

export function mse(predictions: Tensor, targets: Tensor, { reduction = "mean" }: LossOptions = {}): Tensor {
  const errors = difference(predictions, targets);
  const losses = errors.square();
  return reduction === "none" ? losses : losses.sum().mul(share(errors, reduction));
}

export function mseBackward(
  predictions: Tensor,
  targets: Tensor,
  gradOutput: Tensor,
  { reduction = "mean" }: LossOptions = {},
): Tensor {
  const errors = difference(predictions, targets);
  return errors.mul(gradOutput).mul(2 * share(errors, reduction));
}

function difference(predictions: Tensor, targets: Tensor): Tensor {
  if (`${predictions.shape}` !== `${targets.shape}`) {
    throw new ShapeError(`mse: predictions are [${predictions.shape}] and targets [${targets.shape}]; each prediction has one target`);
  }
  return predictions.sub(targets);
}
