import { ShapeError, type Tensor } from "#tensor";

export type LossOptions = { readonly reduction?: "mean" | "sum" | "none" };

const diff = (a: Tensor, b: Tensor) => {
  if (a.shape.join() !== b.shape.join()) throw new ShapeError(`operands could not be compared: (${a.shape}) (${b.shape})`);
  return a.sub(b);
};

const reduce = { mean: (x: Tensor) => x.mean(), sum: (x: Tensor) => x.sum(), none: (x: Tensor) => x };

export const mse = (yhat: Tensor, y: Tensor, { reduction = "mean" }: LossOptions = {}): Tensor => reduce[reduction](diff(yhat, y).square());

export const mseBackward = (yhat: Tensor, y: Tensor, gradOutput: Tensor, { reduction = "mean" }: LossOptions = {}): Tensor =>
  diff(yhat, y).mul(reduction === "mean" ? 2 / y.size : 2).mul(gradOutput);
