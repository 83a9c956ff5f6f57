import { NotStarted, type Tensor } from "#tensor";

/** Gradients with respect to both arguments of {@link forked}. */
export interface ForkedGradients {
  readonly gradX: Tensor;
  readonly gradY: Tensor;
}

/** Gradients with respect to all that {@link neuronLoss} depends on. */
export interface NeuronLossGradients {
  readonly gradInput: Tensor;
  readonly gradWeight: Tensor;
  readonly gradBias: Tensor;
  readonly gradTarget: Tensor;
}

/**
 * A chain: each function is fed by the one before it.
 *
 * `y = log v` with `v = 1 + u²`, `u = 3x − 1`, entry by entry
 *
 * @param x - any shape.
 * @returns the shape of `x`.
 */
export function nested(x: Tensor): Tensor {
  throw new NotStarted();
}

/**
 * Gradient of a loss with respect to x of {@link nested}.
 *
 * @param x - as in the forward pass.
 * @param gradOutput - shape of `x`, dL/dy.
 * @returns dL/dx, the shape of `x`.
 */
export function nestedBackward(x: Tensor, gradOutput: Tensor): Tensor {
  throw new NotStarted();
}

/**
 * A function in which the ways part and meet again: x is used twice, and so is a.
 *
 * `z = a · e^b` with `a = x y`, `b = x − a`, entry by entry
 *
 * @param x - any shape.
 * @param y - the shape of `x`.
 * @returns the shape of `x`.
 * @throws ShapeError - when the shapes of `x` and `y` differ.
 */
export function forked(x: Tensor, y: Tensor): Tensor {
  throw new NotStarted();
}

/**
 * Gradients of a loss with respect to both arguments of {@link forked}.
 *
 * @param x - as in the forward pass, like `y`.
 * @param gradOutput - shape of `x`, dL/dz.
 * @returns dL/dx and dL/dy.
 * @throws ShapeError - when the shapes of `x` and `y` differ.
 */
export function forkedBackward(x: Tensor, y: Tensor, gradOutput: Tensor): ForkedGradients {
  throw new NotStarted();
}

/**
 * The error of one neuron on one example: where every network's backward pass begins.
 *
 * `L = ½ (a − t)²` with `a = tanh z`, `z = w · x + b`
 *
 * @param input - `[D]` x.
 * @param weight - `[D]` w.
 * @param bias - `[]` b.
 * @param target - `[]` t, what the neuron should have given.
 * @returns `[]`, at least 0.
 * @throws ShapeError - when `weight` is not of the length of `input`.
 */
export function neuronLoss(input: Tensor, weight: Tensor, bias: Tensor, target: Tensor): Tensor {
  throw new NotStarted();
}

/**
 * Gradients with respect to all four arguments of {@link neuronLoss}.
 *
 * @param input - as in the forward pass, like the next three.
 * @param gradOutput - `[]`, the gradient with respect to L: 1 when nothing follows it.
 * @throws ShapeError - when `weight` is not of the length of `input`.
 */
export function neuronLossBackward(
  input: Tensor,
  weight: Tensor,
  bias: Tensor,
  target: Tensor,
  gradOutput: Tensor,
): NeuronLossGradients {
  throw new NotStarted();
}
