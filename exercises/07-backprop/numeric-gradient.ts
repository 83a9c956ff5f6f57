import { NotStarted, type Random, type Tensor } from "#tensor";

export type ScalarFunction = (x: Tensor) => number;

export interface StepOptions {
  /** Step size for entries of size 1 and less; larger ones are moved in proportion. */
  readonly step?: number;
}

export interface SideSlopes {
  readonly left: Tensor;
  readonly right: Tensor;
}

/** A function of tensors, and its backward pass: dL/dx from x and dL/dy. */
export interface Differentiable {
  readonly forward: (x: Tensor) => Tensor;
  readonly backward: (x: Tensor, gradOutput: Tensor) => Tensor;
}

export interface CheckOptions {
  /** How large a relative error is allowed, 1e-6 when left out. */
  readonly tolerance?: number;
}

export interface GradientReport {
  /** Whether no entry is wrong. */
  readonly passed: boolean;
  /** The shape of x, 1 at entries of the gradient that are wrong. */
  readonly wrong: Tensor;
}

/**
 * The gradient, measured: each entry is moved a little to both sides.
 *
 * `d_i = (f(x + h_i e_i) − f(x − h_i e_i)) / (2 h_i)` with `h_i = step · max(1, |x_i|)`
 *
 * The quotient is off by about h² f‴/6, since both sides err by the same amount of f″; from one side alone it would be h f″/2. Rounding
 * adds ε |f| / h, which grows as h shrinks: the sum is smallest near h = ∛ε ≈ 2⁻¹⁷.
 *
 * @param f - asked twice for each entry, with a tensor of the shape of `x`.
 * @param x - any shape.
 * @param options.step - 2⁻¹⁷ when left out.
 * @returns d, the shape of `x`.
 * @throws RangeError - when `step` is not a finite number above 0.
 * @see Press et al., Numerical Recipes (2007), section 5.7.
 */
export function centralDifferences(f: ScalarFunction, x: Tensor, { step = 2 ** -17 }: StepOptions = {}): Tensor {
  throw new NotStarted();
}

/**
 * The slopes on both sides of x, for each entry. At a kink they differ.
 *
 * `left_i = (f(x) − f(x − h_i e_i)) / h_i`, `right_i = (f(x + h_i e_i) − f(x)) / h_i`
 *
 * @param f - asked with tensors of the shape of `x`.
 * @param x - any shape.
 * @param options.step - 2⁻¹⁷ when left out; h_i as for {@link centralDifferences}.
 * @returns two tensors of the shape of `x`.
 * @throws RangeError - when `step` is not a finite number above 0.
 */
export function sideSlopes(f: ScalarFunction, x: Tensor, { step = 2 ** -17 }: StepOptions = {}): SideSlopes {
  throw new NotStarted();
}

/**
 * Where f has a kink, as a ReLU has at 0 and a maximum at a tie.
 *
 * `B_i(h) = |right_i − left_i|`; a kink is where `B_i(h/2) > ¾ B_i(h)` and `B_i(h) > 64 ε |f(x)| / h_i` with ε = 2⁻⁵²
 *
 * Where f is smooth, B is about h |f″|: half the step, half the difference. At a kink the difference stays. The second condition
 * leaves out what is only rounding.
 *
 * @param f - asked with tensors of the shape of `x`.
 * @param x - any shape.
 * @param options.step - h, 2⁻¹⁰ when left out: longer than for a slope, so that rounding is small beside B.
 * @returns the shape of `x`, 1 at kinks and 0 elsewhere.
 * @throws RangeError - when `step` is not a finite number above 0.
 */
export function findKinks(f: ScalarFunction, x: Tensor, { step = 2 ** -10 }: StepOptions = {}): Tensor {
  throw new NotStarted();
}

/**
 * How far apart two gradients are, beside their own size, entry by entry.
 *
 * `r_i = |a_i − d_i| / max(|a_i|, |d_i|)`, and 0 where both are 0
 *
 * 1e-7 is agreement, 1e-2 a mistake: an absolute difference of 1e-4 may be either. One number for all entries, such as
 * ‖a − d‖ / (‖a‖ + ‖d‖), would hide a small bias behind a large weight.
 *
 * @param actual - a, any shape.
 * @param measured - d, the shape of `actual`.
 * @returns r, that shape, in [0, 2].
 * @throws ShapeError - when the shapes differ.
 * @see Stanford CS231n, Neural networks part 3: gradient checks.
 */
export function relativeErrors(actual: Tensor, measured: Tensor): Tensor {
  throw new NotStarted();
}

/**
 * Whether a backward pass gives the gradient of its forward pass.
 *
 * `φ(x) = Σ v ∘ f(x)` with v standard normal; its gradient should be `a = backward(x, v)`, and is measured as d
 *
 * Entry i is right when `|a_i − d_i| ≤ τ max(|a_i|, |d_i|) + ρ` with `ρ = 2⁻³² Σ |v ∘ f(x)|`, eight roundings divided by the
 * step. NaN is never right. At a kink there is no one slope: there everything is right between the side slopes, and no further
 * outside than a thousandth of their difference or, if that is more, τ max(|a_i|, |d_i|) + ρ.
 *
 * v must not be all ones: the outputs of a softmax sum to 1, so the gradient of their sum is 0, and so is twice that gradient.
 *
 * @param layer - the forward and the backward pass.
 * @param x - any shape; not so near a kink that a step of 2⁻¹⁷ crosses it.
 * @param random - where v is drawn from.
 * @param options.tolerance - τ.
 * @throws ShapeError - when the gradient has not the shape of `x`.
 */
export function checkGradient(
  { forward, backward }: Differentiable,
  x: Tensor,
  random: Random,
  { tolerance = 1e-6 }: CheckOptions = {},
): GradientReport {
  throw new NotStarted();
}
