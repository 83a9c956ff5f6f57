import { ShapeError, Tensor } from "#tensor";

type Options = { readonly reduction?: "mean" | "sum" | "none" };

export const mse = (predictions: Tensor, targets: Tensor, { reduction = "mean" }: Options = {}): Tensor => {
  if (JSON.stringify(predictions.shape) !== JSON.stringify(targets.shape)) throw new ShapeError("shapes differ");
  const d = predictions.sub(targets);
  const losses = d.mul(d);
  return reduction === "none" ? losses : reduction === "sum" ? losses.sum() : losses.mean();
};

export const mseBackward = (predictions: Tensor, targets: Tensor, gradOutput: Tensor, { reduction = "mean" }: Options = {}): Tensor => {
  const d = predictions.sub(targets);
  return d.add(d).mul(gradOutput).div(reduction === "mean" ? d.size : 1);
};
