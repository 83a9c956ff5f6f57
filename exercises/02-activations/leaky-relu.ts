import { NotStarted, type Tensor } from "#tensor";

export interface LeakyReluOptions {
  /** Slope a where x is not positive, in [0, 1); 0.01 when left out. */
  readonly negativeSlope?: number;
}

/**
 * Leaky rectified linear unit: a ReLU that lets a little of the negative side through.
 *
 * `leakyRelu(x) = x where x > 0, a x elsewhere`
 *
 * @param x - any shape, real.
 * @param options.negativeSlope - the slope a; 0.01 when left out.
 * @returns the shape of `x`.
 */
export function leakyRelu(x: Tensor, { negativeSlope = 0.01 }: LeakyReluOptions = {}): Tensor {
  throw new NotStarted();
}

/**
 * Gradient of a loss with respect to the input of {@link leakyRelu}. At x = 0, where there is no slope, a is taken.
 *
 * @param x - the input that the forward pass was given.
 * @param gradOutput - shape of `x`, the gradient dL/dy with respect to the output.
 * @param options.negativeSlope - as in the forward pass.
 * @returns dL/dx, the shape of `x`.
 */
export function leakyReluBackward(
  x: Tensor,
  gradOutput: Tensor,
  { negativeSlope = 0.01 }: LeakyReluOptions = {},
): Tensor {
  throw new NotStarted();
}
