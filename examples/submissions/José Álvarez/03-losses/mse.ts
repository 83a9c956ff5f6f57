import { ShapeError, type Tensor } from "#tensor";

export interface LossOptions {
  readonly reduction?: "mean" | "sum" | "none";
}

export function mse(predictions: any, targets: any, { reduction = "mean" }: LossOptions = {}): Tensor {
  if (predictions.shape.join() !== targets.shape.join()) throw new ShapeError("formas distintas");
  const errores = predictions.sub(targets).square();
  if (reduction === "none") return errores;
  if (reduction === "sum") return errores.sum();
  return errores.sum().div(errores.length); // promedio
}

export function mseBackward(predictions: any, targets: any, gradOutput: Tensor, { reduction = "mean" }: LossOptions = {}): Tensor {
  const n = reduction === "mean" ? predictions.length : 1;
  return predictions.sub(targets).mul(2 / n).mul(gradOutput);
}
