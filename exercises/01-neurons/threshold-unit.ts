import { NotStarted, type Tensor } from "#tensor";

/**
 * The all-or-nothing activation: a unit fires, or it does not.
 *
 * `threshold(z) = 1 where z > 0, else 0`
 *
 * @param z - any shape, net inputs.
 * @returns the shape of `z`, entries 0 or 1.
 */
export function threshold(z: Tensor): Tensor {
  throw new NotStarted();
}

/**
 * A binary threshold unit: {@link threshold} of the weighted sum of its inputs plus a bias.
 *
 * @param input - `[N, D]` one example in each row.
 * @param weight - `[D]` w.
 * @param bias - `[]` b, minus the threshold.
 * @returns `[N]` entries 0 or 1.
 * @throws ShapeError - when the rows of `input` are not as long as `weight`.
 */
export function thresholdUnit(input: Tensor, weight: Tensor, bias: Tensor): Tensor {
  throw new NotStarted();
}

/**
 * How far each example is from the unit's decision boundary, the hyperplane w·x + b = 0: positive on the side where the
 * unit fires, negative on the other.
 *
 * @param input - `[N, D]`.
 * @param weight - `[D]` w, not all 0.
 * @param bias - `[]` b.
 * @returns `[N]` distances, in the unit of `input`.
 * @throws RangeError - when every weight is 0: then there is no boundary.
 * @throws ShapeError - when the rows of `input` are not as long as `weight`.
 */
export function distanceToBoundary(input: Tensor, weight: Tensor, bias: Tensor): Tensor {
  throw new NotStarted();
}
