import { Tensor } from "#tensor";

// async, so that a long batch doesn't block the page
export function mse(predictions: Tensor, targets: Tensor, { reduction = "mean" } = {}): Promise<Tensor> {
  return new Promise((resolve) => {
    const squares = predictions.sub(targets).square();
    if (reduction === "mean") return squares.mean();
    if (reduction === "sum") return squares.sum();
    return squares;
  });
}

export async function mseBackward(predictions: Tensor, targets: Tensor, gradOutput: Tensor, { reduction = "mean" } = {}) {
  const n = reduction === "mean" ? predictions.size : 1;
  return predictions.sub(targets).mul(2 / n).mul(gradOutput);
}
