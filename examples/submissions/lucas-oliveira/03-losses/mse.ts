import { ShapeError, tensor, zeros, type Tensor } from "#tensor";

export interface LossOptions {
  readonly reduction?: "mean" | "sum" | "none";
}

function sameShape(a: Tensor, b: Tensor): boolean {
  if (a.rank != b.rank) return false;
  for (let i = 0; i < a.rank; i++) {
    if (a.shape[i] != b.shape[i]) return false;
  }
  return true;
}

export function mse(predictions: Tensor, targets: Tensor, { reduction = "mean" }: LossOptions = {}): Tensor {
  if (!sameShape(predictions, targets)) {
    throw new ShapeError("predictions and targets must have the same shape");
  }
  const losses = zeros(predictions.shape);
  let sum = 0;
  for (let i = 0; i < predictions.size; i++) {
    const error = predictions.data[i]! - targets.data[i]!;
    losses.data[i] = error * error;
    sum += error * error;
  }
  if (reduction == "none") {
    return losses;
  } else if (reduction == "sum") {
    return tensor(sum);
  } else {
    return tensor(sum / predictions.size);
  }
}

export function mseBackward(
  predictions: Tensor,
  targets: Tensor,
  gradOutput: Tensor,
  { reduction = "mean" }: LossOptions = {},
): Tensor {
  const grad = zeros(predictions.shape);
  for (let i = 0; i < predictions.size; i++) {
    grad.data[i] = 2 * (predictions.data[i]! - targets.data[i]!);
    if (reduction == "none") {
      grad.data[i] = grad.data[i]! * gradOutput.data[i]!;
    } else if (reduction == "sum") {
      grad.data[i] = grad.data[i]! * gradOutput.item();
    } else {
      grad.data[i] = (grad.data[i]! * gradOutput.item()) / predictions.size;
    }
  }
  return grad;
}
