import { ShapeError, type Tensor } from "#tensor";

export interface LossOptions {
  readonly reduction?: "mean" | "sum" | "none";
}

/** Half the squared error, so that the derivative is simply the error. */
export function mse(predictions: Tensor, targets: Tensor, { reduction = "mean" }: LossOptions = {}): Tensor {
  if (predictions.shape.join() !== targets.shape.join()) {
    throw new ShapeError(`predictions have shape [${predictions.shape.join()}], targets [${targets.shape.join()}]`);
  }
  const halves = predictions.sub(targets).square().div(2);
  if (reduction === "mean") return halves.mean();
  if (reduction === "sum") return halves.sum();
  return halves;
}

/** prediction - target */
export function mseBackward(
  predictions: Tensor,
  targets: Tensor,
  gradOutput: Tensor,
  { reduction = "mean" }: LossOptions = {},
): Tensor {
  const error = predictions.sub(targets).mul(gradOutput);
  return reduction === "mean" ? error.div(predictions.size) : error;
}
