import { ShapeError, type Tensor } from "#tensor";

export interface LossOptions {
  readonly reduction?: "mean" | "sum" | "none";
}

function ε(ŷ: Tensor, y: Tensor): Tensor {
  if (ŷ.shape.join() !== y.shape.join()) throw new ShapeError("ŷ and y must have the same shape");
  return ŷ.sub(y);
}

// L = (1/N) Σ_n ‖ŷ_n − y_n‖²
export function mse(ŷ: Tensor, y: Tensor, { reduction = "mean" }: LossOptions = {}): Tensor {
  const ε2 = ε(ŷ, y).square();
  if (reduction === "none") return ε2;
  const Σ = ε2.sum();
  return reduction === "sum" ? Σ : Σ.div(ŷ.shape[0] ?? 1);
}

// ∂L/∂ŷ = (2/N) (ŷ − y)
export function mseBackward(ŷ: Tensor, y: Tensor, gradOutput: Tensor, { reduction = "mean" }: LossOptions = {}): Tensor {
  const d = ε(ŷ, y).mul(2).mul(gradOutput);
  return reduction === "mean" ? d.div(ŷ.shape[0] ?? 1) : d;
}
