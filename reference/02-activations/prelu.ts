import { ShapeError, where, type Tensor } from "#tensor";

/**
 * Parametric ReLU: a leaky ReLU whose negative slope is learned, one for all channels or one for each.
 *
 * `prelu(x) = x where x > 0, a x elsewhere`
 *
 * @param input - x, any shape; with a slope per channel `[N, C, ...]`, channels along axis 1.
 * @param slope - a, shape `[]` or `[1]` when it is shared, else `[C]`.
 * @returns the shape of `input`.
 * @throws ShapeError - when `slope` is none of these.
 * @example prelu(tensor([[-2, -2], [3, -4]]), tensor([0.5, 0.25])) // => [[-1, -0.5], [3, -1]]
 * @see He, Zhang, Ren & Sun, Delving deep into rectifiers (2015), section 2.1.
 */
export function prelu(input: Tensor, slope: Tensor): Tensor {
  return where(input.greater(0), input, input.mul(alongChannels(slope, input)));
}

/**
 * Gradients of a loss with respect to input and slope of {@link prelu}.
 *
 * `dL/dx = dL/dy · (1 where x > 0, a elsewhere)`
 * `dL/da = Σ dL/dy · (0 where x > 0, x elsewhere)`, over all entries that share the slope
 *
 * At x = 0 there is no slope in x; a is taken there, as in PyTorch.
 *
 * @param input - x, as in the forward pass.
 * @param slope - a, as in the forward pass.
 * @param gradOutput - shape of `input`, the gradient dL/dy with respect to the output.
 * @returns `gradInput` in the shape of `input`, `gradSlope` in the shape of `slope`.
 * @throws ShapeError - as in the forward pass.
 * @example
 * const { gradSlope } = preluBackward(tensor([[-2, -2], [3, -4]]), tensor([0.5, 0.25]), tensor([[1, 1], [1, 10]]));
 * gradSlope // => [-2, -42]
 */
export function preluBackward(
  input: Tensor,
  slope: Tensor,
  gradOutput: Tensor,
): { gradInput: Tensor; gradSlope: Tensor } {
  const positive = input.greater(0);
  const gradInput = where(positive, gradOutput, gradOutput.mul(alongChannels(slope, input)));
  const shares = where(positive, 0, gradOutput.mul(input));
  const gradSlope = slope.size === 1 ? shares.sum() : shares.sum(axesBesidesChannels(input));
  return { gradInput, gradSlope: gradSlope.reshape(slope.shape) };
}

/** The slopes in a shape that broadcasts against the input: `[C]` -> `[1, C, 1, ...]`. */
function alongChannels(slope: Tensor, input: Tensor): Tensor {
  if (slope.size === 1 && slope.rank <= 1) return slope.reshape([]);
  if (slope.rank !== 1 || slope.size !== input.shape[1]) {
    throw new ShapeError(
      `prelu: slope is [${slope.shape.join(", ")}], input [${input.shape.join(", ")}], expected [], [1] or [C]. ` +
        "Give one slope for all entries, or one for each channel along axis 1.",
    );
  }
  return slope.reshape(input.shape.map((size, axis) => (axis === 1 ? size : 1)));
}

function axesBesidesChannels(input: Tensor): number[] {
  return input.shape.map((_, axis) => axis).filter((axis) => axis !== 1);
}
