import type { Tensor } from "#tensor";

/**
 * The all-or-nothing activation: a unit fires, or it does not.
 *
 * `threshold(z) = 1 where z > 0, else 0`
 *
 * At z = 0 it stays silent. The slope is 0 wherever there is one, so nothing can be learned by following gradients.
 *
 * @param z - any shape, net inputs.
 * @returns the shape of `z`, entries 0 or 1.
 * @example threshold(tensor([-2, 0, 0.5])) // => [0, 0, 1]
 * @see McCulloch & Pitts, A logical calculus of the ideas immanent in nervous activity (1943).
 */
export function threshold(z: Tensor): Tensor {
  return z.greater(0);
}

/**
 * A binary threshold unit: fires where the weighted sum of its inputs exceeds −b.
 *
 * `y = 1 where w·x + b > 0, else 0`
 *
 * "Fires above the threshold θ" is the same with b = −θ.
 *
 * @param input - `[N, D]` one example in each row.
 * @param weight - `[D]` w.
 * @param bias - `[]` b, minus the threshold.
 * @returns `[N]` entries 0 or 1.
 * @throws ShapeError - when the rows of `input` are not as long as `weight`.
 * @example thresholdUnit(tensor([[1, 1], [1, 0]]), tensor([1, 1]), tensor(-1)) // => [1, 0]
 * @see Minsky & Papert, Perceptrons (1969), chapter 0.
 */
export function thresholdUnit(input: Tensor, weight: Tensor, bias: Tensor): Tensor {
  return threshold(input.matmul(weight).add(bias));
}

/**
 * How far each example is from the unit's decision boundary, the hyperplane w·x + b = 0.
 *
 * `distance = (w·x + b) / ‖w‖`
 *
 * Positive on the side where the unit fires, negative on the other. The weight stands at a right angle to the boundary;
 * the bias only shifts it.
 *
 * @param input - `[N, D]`.
 * @param weight - `[D]` w, not all 0.
 * @param bias - `[]` b.
 * @returns `[N]` distances, in the unit of `input`.
 * @throws RangeError - when every weight is 0: then there is no boundary.
 * @throws ShapeError - when the rows of `input` are not as long as `weight`.
 * @example distanceToBoundary(tensor([[3, 4], [0, 0]]), tensor([3, 4]), tensor(-5)) // => [4, -1]
 * @see Bishop, Pattern Recognition and Machine Learning (2006), section 4.1.1, equation 4.7.
 */
export function distanceToBoundary(input: Tensor, weight: Tensor, bias: Tensor): Tensor {
  const length = weight.square().sum().sqrt();
  if (length.item() === 0) {
    throw new RangeError(
      `distanceToBoundary: all ${weight.size} entries of weight are 0, expected at least one other. ` +
        `A unit without weights has no boundary.`,
    );
  }
  return input.matmul(weight).add(bias).div(length);
}
