import { type Tensor } from "#tensor";

type Options = { reduction?: "mean" | "sum" | "none" };

export function mse(predictions: Tensor, targets: Tensor, { reduction = "mean" }: Options = {}): Tensor {
  const loss = predictions.sub(targets).square();
  if (reduction === "mean") return loss.mean();
  if (reduction === "sum") return loss.sum();
  return loss;
}

export function mseBackward(predictions: Tensor, targets: Tensor, gradOutput: Tensor, { reduction = "mean" }: Options = {}): Tensor {
  const grad = targets.sub(predictions).mul(2).mul(gradOutput);
  return reduction === "mean" ? grad.div(grad.size) : grad;
}
