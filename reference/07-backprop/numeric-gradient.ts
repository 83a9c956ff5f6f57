import { ShapeError, where, type Random, type Tensor } from "#tensor";

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
 * @example centralDifferences((x) => x.pow(3).sum().item(), tensor([2, 10]), { step: 0.5 }) // => [13, 325]
 * @see Press et al., Numerical Recipes (2007), section 5.7.
 */
export function centralDifferences(f: ScalarFunction, x: Tensor, { step = 2 ** -17 }: StepOptions = {}): Tensor {
  const sizes = stepsAt("centralDifferences", x, step);
  return x.map((_, i) => {
    const h = sizes.data[i]!;
    return (f(moved(x, i, h)) - f(moved(x, i, -h))) / (2 * h);
  });
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
 * @example sideSlopes((x) => x.abs().sum().item(), tensor([0, 3])) // => { left: [-1, 1], right: [1, 1] }
 */
export function sideSlopes(f: ScalarFunction, x: Tensor, { step = 2 ** -17 }: StepOptions = {}): SideSlopes {
  const sizes = stepsAt("sideSlopes", x, step);
  const here = f(x);
  const slopeTo = (side: 1 | -1): Tensor =>
    x.map((_, i) => {
      const h = side * sizes.data[i]!;
      return (f(moved(x, i, h)) - here) / h;
    });
  return { left: slopeTo(-1), right: slopeTo(1) };
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
 * @example findKinks((x) => x.maximum(0).sum().item(), tensor([-1, 0, 2])) // => [0, 1, 0]
 */
export function findKinks(f: ScalarFunction, x: Tensor, { step = 2 ** -10 }: StepOptions = {}): Tensor {
  const rounding = stepsAt("findKinks", x, step)
    .pow(-1)
    .mul(2 ** -46 * Math.abs(f(x)));
  const [bend, nearer] = [step, step / 2].map((h) => {
    const { left, right } = sideSlopes(f, x, { step: h });
    return right.sub(left).abs();
  }) as [Tensor, Tensor];
  return nearer.greater(bend.mul(0.75)).mul(bend.greater(rounding));
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
 * @example relativeErrors(tensor([2, 0, -1]), tensor([1, 0, 1])) // => [0.5, 0, 2]
 * @see Stanford CS231n, Neural networks part 3: gradient checks.
 */
export function relativeErrors(actual: Tensor, measured: Tensor): Tensor {
  expectShape("relativeErrors: measured", measured, actual);
  const larger = largerOf(actual, measured);
  return actual
    .sub(measured)
    .abs()
    .div(where(larger, larger, 1));
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
 * @example
 * const square = { forward: (x) => x.square(), backward: (x, gradOutput) => gradOutput.mul(x).mul(2) };
 * checkGradient(square, tensor([1, -3]), new Random(1)) // => { passed: true, wrong: [0, 0] }
 */
export function checkGradient(
  { forward, backward }: Differentiable,
  x: Tensor,
  random: Random,
  { tolerance = 1e-6 }: CheckOptions = {},
): GradientReport {
  const output = forward(x);
  const gradOutput = random.normal(output.shape);
  const loss = (point: Tensor): number => forward(point).mul(gradOutput).sum().item();
  const gradient = backward(x, gradOutput);
  expectShape("checkGradient: backward(x, gradOutput)", gradient, x);
  const slopes = centralDifferences(loss, x);
  const { left, right } = sideSlopes(loss, x);
  const rounding = output
    .mul(gradOutput)
    .abs()
    .sum()
    .mul(2 ** -32);
  const allowed = largerOf(gradient, slopes).mul(tolerance).add(rounding);
  const outside = left
    .minimum(right)
    .sub(gradient)
    .maximum(gradient.sub(left.maximum(right)));
  const fitsKink = outside.lessEqual(right.sub(left).abs().mul(1e-3).maximum(allowed));
  const fitsSlope = gradient.sub(slopes).abs().lessEqual(allowed);
  const wrong = where(findKinks(loss, x), fitsKink, fitsSlope).equal(0);
  return { passed: wrong.max().item() === 0, wrong };
}

function largerOf(a: Tensor, b: Tensor): Tensor {
  return a.abs().maximum(b.abs());
}

/** x with one entry moved. */
function moved(x: Tensor, index: number, by: number): Tensor {
  return x.map((value, i) => (i === index ? value + by : value));
}

function stepsAt(caller: string, x: Tensor, step: number): Tensor {
  if (!(step > 0 && step < Infinity))
    throw new RangeError(`${caller}: options.step is ${step}, expected a finite number above 0.`);
  return x.abs().maximum(1).mul(step);
}

function expectShape(what: string, { shape }: Tensor, like: Tensor): void {
  if (shape.join() !== like.shape.join())
    throw new ShapeError(
      `${what} is [${shape.join(", ")}], expected [${like.shape.join(", ")}]. A gradient has the shape of its input.`,
    );
}
