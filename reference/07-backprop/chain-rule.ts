import { ShapeError, type Tensor } from "#tensor";

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
 * @example nested(tensor([1])) // => [1.6094379124341003]
 */
export function nested(x: Tensor): Tensor {
  return x.mul(3).sub(1).square().add(1).log();
}

/**
 * Gradient of a loss with respect to x of {@link nested}: the slopes of the links, multiplied.
 *
 * `dy/dx = dy/dv · dv/du · du/dx = 1/v · 2u · 3`
 *
 * Each slope is taken where its own function was evaluated: 1/v at v, 2u at u.
 *
 * @param x - as in the forward pass.
 * @param gradOutput - shape of `x`, dL/dy.
 * @returns dL/dx, the shape of `x`.
 * @example nestedBackward(tensor([1]), tensor([10])) // => [24]
 * @see Goodfellow, Bengio & Courville, Deep Learning (2016), section 6.5.2.
 */
export function nestedBackward(x: Tensor, gradOutput: Tensor): Tensor {
  const u = x.mul(3).sub(1);
  const v = u.square().add(1);
  return gradOutput.div(v).mul(u.mul(2)).mul(3);
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
 * @example forked(tensor([2]), tensor([1])) // => [2]
 */
export function forked(x: Tensor, y: Tensor): Tensor {
  expectSameShape("forked", { x, y });
  const a = x.mul(y);
  return a.mul(x.sub(a).exp());
}

/**
 * Gradients of a loss with respect to both arguments of {@link forked}: a sum over the ways that lead to each.
 *
 * `dz/db = a e^b`
 * `dz/da = e^b + dz/db · (−1)`, directly and through b
 * `dz/dx = dz/db · 1 + dz/da · y`, `dz/dy = dz/da · x`
 *
 * From the end to the beginning, so that each gradient is whole before it is used.
 *
 * @param x - as in the forward pass, like `y`.
 * @param gradOutput - shape of `x`, dL/dz.
 * @returns dL/dx and dL/dy.
 * @throws ShapeError - when the shapes of `x` and `y` differ.
 * @example forkedBackward(tensor([2]), tensor([1]), tensor([10])) // => { gradX: [10], gradY: [-20] }
 */
export function forkedBackward(x: Tensor, y: Tensor, gradOutput: Tensor): ForkedGradients {
  expectSameShape("forkedBackward", { x, y });
  const a = x.mul(y);
  const power = x.sub(a).exp();
  const gradB = gradOutput.mul(a).mul(power);
  const gradA = gradOutput.mul(power).sub(gradB);
  return { gradX: gradB.add(gradA.mul(y)), gradY: gradA.mul(x) };
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
 * @example neuronLoss(tensor([1, 2]), tensor([2, -1]), tensor(0), tensor(3)) // => 4.5
 */
export function neuronLoss(input: Tensor, weight: Tensor, bias: Tensor, target: Tensor): Tensor {
  return activationOf("neuronLoss", input, weight, bias).sub(target).square().div(2);
}

/**
 * Gradients with respect to all four arguments of {@link neuronLoss}.
 *
 * `dL/da = a − t`, `dL/dz = dL/da · (1 − a²)`
 * `dL/dw = dL/dz · x`, `dL/dx = dL/dz · w`, `dL/db = dL/dz`, `dL/dt = −dL/da`
 *
 * dL/dz is worked out once and used three times: that is all that backpropagation saves.
 *
 * @param input - as in the forward pass, like the next three.
 * @param gradOutput - `[]`, the gradient with respect to L: 1 when nothing follows it.
 * @throws ShapeError - when `weight` is not of the length of `input`.
 * @example neuronLossBackward(tensor([1, 2]), tensor([2, -1]), tensor(0), tensor(3), tensor(1)).gradWeight // => [-3, -6]
 * @see Rumelhart, Hinton & Williams, Learning representations by back-propagating errors (1986), equations 4 to 7.
 */
export function neuronLossBackward(
  input: Tensor,
  weight: Tensor,
  bias: Tensor,
  target: Tensor,
  gradOutput: Tensor,
): NeuronLossGradients {
  const a = activationOf("neuronLossBackward", input, weight, bias);
  const gradA = gradOutput.mul(a.sub(target));
  const gradZ = gradA.sub(gradA.mul(a.square()));
  return { gradInput: weight.mul(gradZ), gradWeight: input.mul(gradZ), gradBias: gradZ, gradTarget: gradA.neg() };
}

function activationOf(caller: string, input: Tensor, weight: Tensor, bias: Tensor): Tensor {
  expectSameShape(caller, { input, weight });
  return input.matmul(weight).add(bias).tanh();
}

function expectSameShape(caller: string, named: { readonly [argument: string]: Tensor }): void {
  const [[first, left], [second, right]] = Object.entries(named) as [[string, Tensor], [string, Tensor]];
  if (left.shape.join() === right.shape.join()) return;
  throw new ShapeError(
    `${caller}: ${second} is [${right.shape.join(", ")}], expected the shape of ${first}, [${left.shape.join(", ")}].`,
  );
}
