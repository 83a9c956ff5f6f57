import { where, type Tensor } from "#tensor";

export interface LeakyReluOptions {
  /** Slope a where x is not positive, in [0, 1); 0.01 when left out. */
  readonly negativeSlope?: number;
}

/**
 * Leaky rectified linear unit: a ReLU that lets a little of the negative side through.
 *
 * `leakyRelu(x) = x where x > 0, a x elsewhere`
 *
 * The slope a is small but not 0, so a unit that is negative for every example still learns.
 *
 * @param x - any shape, real.
 * @param options.negativeSlope - the slope a; 0.01 when left out.
 * @returns the shape of `x`.
 * @example leakyRelu(tensor([-2, 0, 3])) // => [-0.02, 0, 3]
 * @see Maas, Hannun & Ng, Rectifier nonlinearities improve neural network acoustic models (2013), equation 2.
 */
export function leakyRelu(x: Tensor, { negativeSlope = 0.01 }: LeakyReluOptions = {}): Tensor {
  return where(x.greater(0), x, x.mul(negativeSlope));
}

/**
 * Gradient of a loss with respect to the input of {@link leakyRelu}.
 *
 * `dL/dx = dL/dy · (1 where x > 0, a elsewhere)`
 *
 * At x = 0 there is no slope; a is taken there, as in PyTorch.
 *
 * @param x - the input that the forward pass was given.
 * @param gradOutput - shape of `x`, the gradient dL/dy with respect to the output.
 * @param options.negativeSlope - as in the forward pass.
 * @returns dL/dx, the shape of `x`.
 * @example leakyReluBackward(tensor([-2, 3]), tensor([8, 5]), { negativeSlope: 0.25 }) // => [2, 5]
 */
export function leakyReluBackward(
  x: Tensor,
  gradOutput: Tensor,
  { negativeSlope = 0.01 }: LeakyReluOptions = {},
): Tensor {
  return where(x.greater(0), gradOutput, gradOutput.mul(negativeSlope));
}
