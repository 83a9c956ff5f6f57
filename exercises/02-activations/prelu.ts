import { NotStarted, type Tensor } from "#tensor";

/**
 * Parametric ReLU: a leaky ReLU whose negative slope is learned, one for all channels or one for each.
 *
 * `prelu(x) = x where x > 0, a x elsewhere`
 *
 * @param input - x, any shape; with a slope per channel `[N, C, ...]`, channels along axis 1.
 * @param slope - a, shape `[]` or `[1]` when it is shared, else `[C]`.
 * @returns the shape of `input`.
 * @throws ShapeError - when `slope` is none of these.
 */
export function prelu(input: Tensor, slope: Tensor): Tensor {
  throw new NotStarted();
}

/**
 * Gradients of a loss with respect to input and slope of {@link prelu}. At x = 0, where there is no slope in x, a is
 * taken.
 *
 * @param input - x, as in the forward pass.
 * @param slope - a, as in the forward pass.
 * @param gradOutput - shape of `input`, the gradient dL/dy with respect to the output.
 * @returns `gradInput` in the shape of `input`, `gradSlope` in the shape of `slope`.
 * @throws ShapeError - as in the forward pass.
 */
export function preluBackward(
  input: Tensor,
  slope: Tensor,
  gradOutput: Tensor,
): { gradInput: Tensor; gradSlope: Tensor } {
  throw new NotStarted();
}
