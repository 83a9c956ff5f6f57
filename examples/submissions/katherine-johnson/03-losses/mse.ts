// Katherine J., week 3
import { ShapeError, type Tensor } from "#tensor";

export interface LossOptions {
  readonly reduction?: "mean" | "sum" | "none";
}

export function mse(predictions: Tensor, targets: Tensor, { reduction = "mean" }: LossOptions = {}): Tensor {
  // [3, 1] - [3] would broadcast to [3, 3] without a word, so compare the shapes first
  if (predictions.shape.join("x") !== targets.shape.join("x")) {
    throw new ShapeError(`mse: predictions ${predictions.shape.join("x")}, targets ${targets.shape.join("x")}`);
  }
  const squaredErrors = predictions.sub(targets).square();
  switch (reduction) {
    case "mean":
      return squaredErrors.mean();
    case "sum":
      return squaredErrors.sum();
    case "none":
      return squaredErrors;
  }
}

export function mseBackward(
  predictions: Tensor,
  targets: Tensor,
  gradOutput: Tensor,
  { reduction = "mean" }: LossOptions = {},
): Tensor {
  const n = reduction === "mean" ? predictions.size : 1;
  return predictions.sub(targets).mul(2 / n).mul(gradOutput);
}
