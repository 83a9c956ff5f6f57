import { NotStarted, type Tensor } from "#tensor";

/** What a layer y = W x + b has learned. */
export interface Layer {
  /** `[out, in]`, W. */
  readonly weight: Tensor;
  /** `[out]`, b. */
  readonly bias: Tensor;
}

/**
 * Linear activation, the identity: what comes in goes out.
 *
 * `linear(x) = x`
 *
 * @param x - any shape, real.
 * @returns the values of `x` in its shape.
 */
export function linear(x: Tensor): Tensor {
  throw new NotStarted();
}

/**
 * Gradient of a loss with respect to the input of {@link linear}.
 *
 * @param x - the input that the forward pass was given.
 * @param gradOutput - shape of `x`, the gradient dL/dy with respect to the output.
 * @returns dL/dx, the shape of `x`.
 */
export function linearBackward(x: Tensor, gradOutput: Tensor): Tensor {
  throw new NotStarted();
}

/**
 * The one layer that two layers with linear activations amount to: without another activation, depth adds nothing.
 *
 * `W₂ (W₁ x + b₁) + b₂ = W x + b` for every x
 *
 * @param first - W₁ `[H, D]` and b₁ `[H]`, the layer that meets the input.
 * @param second - W₂ `[K, H]` and b₂ `[K]`, the layer after it.
 * @returns W `[K, D]` and b `[K]`.
 * @throws ShapeError - when the second layer does not take as many numbers as the first gives.
 */
export function mergeLayers(first: Layer, second: Layer): Layer {
  throw new NotStarted();
}
