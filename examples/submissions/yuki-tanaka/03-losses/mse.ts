import { ShapeError, type Tensor } from "#tensor";

export interface LossOptions {
  readonly reduction?: "mean" | "sum" | "none";
}

export function mse(p: Tensor, t: Tensor, { reduction = "mean" }: LossOptions = {}): Tensor {
  if (String(p.shape) !== String(t.shape)) throw new ShapeError(`${p.shape} / ${t.shape}`);
  const e = p.sub(t).square();
  return { mean: () => e.mean(), sum: () => e.sum(), none: () => e }[reduction]();
}

export function mseBackward(p: Tensor, t: Tensor, g: Tensor, { reduction = "mean" }: LossOptions = {}): Tensor {
  return p.sub(t).mul(2).mul(g).div(reduction === "mean" ? p.size : 1);
}
