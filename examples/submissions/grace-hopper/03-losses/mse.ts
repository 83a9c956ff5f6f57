import { Tensor } from "#tensor";
import { eachPair, single } from "../lib/buffers.ts";

export interface LossOptions {
  readonly reduction?: "mean" | "sum" | "none";
}

export function mse(predictions: Tensor, targets: Tensor, { reduction = "mean" }: LossOptions = {}): Tensor {
  const losses = eachPair(predictions, targets, (p, t) => (p - t) * (p - t)); // refuses shapes that differ
  if (reduction === "none") return losses;
  let total = 0;
  for (let i = 0; i < losses.size; i++) total += losses.data[i]!;
  return single(reduction === "mean" ? total / losses.size : total);
}

export function mseBackward(
  predictions: Tensor,
  targets: Tensor,
  gradOutput: Tensor,
  { reduction = "mean" }: LossOptions = {},
): Tensor {
  const slopes = eachPair(predictions, targets, (p, t) => 2 * (p - t));
  const count = slopes.size;
  for (let i = 0; i < count; i++) {
    const upstream = reduction === "none" ? gradOutput.data[i]! : gradOutput.data[0]!;
    slopes.data[i]! *= reduction === "mean" ? upstream / count : upstream;
  }
  return slopes;
}
