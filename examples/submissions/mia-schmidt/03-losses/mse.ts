import { ShapeError, type Tensor } from "#tensor";

type Reduction = "mean" | "sum" | "none";

export interface LossOptions {
  readonly reduction?: Reduction;
}

function assertSameShape(predictions: Tensor, targets: Tensor): void {
  const same = predictions.rank === targets.rank && predictions.shape.every((size, axis) => size === targets.shape[axis]);
  if (!same) throw new ShapeError(`mse: [${predictions.shape}] passt nicht zu [${targets.shape}]`);
}

export function mse(predictions: Tensor, targets: Tensor, { reduction = "mean" }: LossOptions = {}): Tensor {
  assertSameShape(predictions, targets);
  const squares = predictions.sub(targets).square();
  const reducers: Record<Reduction, () => Tensor> = {
    mean: () => squares.mean(),
    sum: () => squares.sum(),
    none: () => squares,
  };
  return reducers[reduction]();
}

export function mseBackward(
  predictions: Tensor,
  targets: Tensor,
  gradOutput: Tensor,
  { reduction = "mean" }: LossOptions = {},
): Tensor {
  assertSameShape(predictions, targets);
  const factor = reduction === "mean" ? 2 / predictions.size : 2;
  return predictions.sub(targets).mul(gradOutput).mul(factor);
}
