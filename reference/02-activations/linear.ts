import type { Tensor } from "#tensor";

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
 * A network for regression ends in it, since there any real number may be the answer.
 *
 * @param x - any shape, real.
 * @returns the values of `x` in its shape.
 * @example linear(tensor([-2, 0, 3])) // => [-2, 0, 3]
 * @see Goodfellow, Bengio & Courville, Deep Learning (2016), section 6.2.2.1.
 */
export function linear(x: Tensor): Tensor {
  return x;
}

/**
 * Gradient of a loss with respect to the input of {@link linear}.
 *
 * `dL/dx = dL/dy · 1`
 *
 * @param x - the input that the forward pass was given; the slope is the same everywhere.
 * @param gradOutput - shape of `x`, the gradient dL/dy with respect to the output.
 * @returns dL/dx, the shape of `x`.
 * @example linearBackward(tensor([-2, 0, 3]), tensor([7, 1, 5])) // => [7, 1, 5]
 */
export function linearBackward(x: Tensor, gradOutput: Tensor): Tensor {
  return gradOutput;
}

/**
 * The one layer that two layers with linear activations amount to: without another activation, depth adds nothing.
 *
 * `W₂ (W₁ x + b₁) + b₂ = W x + b` with `W = W₂ W₁` and `b = W₂ b₁ + b₂`
 *
 * @param first - W₁ `[H, D]` and b₁ `[H]`, the layer that meets the input.
 * @param second - W₂ `[K, H]` and b₂ `[K]`, the layer after it.
 * @returns W `[K, D]` and b `[K]`.
 * @throws ShapeError - when the second layer does not take as many numbers as the first gives.
 * @example
 * const first = { weight: tensor([[2], [3]]), bias: tensor([1, 0]) };
 * mergeLayers(first, { weight: tensor([[10, 1]]), bias: tensor([5]) }) // => { weight: [[23]], bias: [15] }
 * @see Goodfellow, Bengio & Courville, Deep Learning (2016), section 6.1.
 */
export function mergeLayers(first: Layer, second: Layer): Layer {
  return {
    weight: second.weight.matmul(first.weight),
    bias: second.weight.matmul(first.bias).add(second.bias),
  };
}
