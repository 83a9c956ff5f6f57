import { NotStarted, type Tensor } from "#tensor";

/** The points where `weight · x + bias = 0`: weight `[D]`, bias `[]`. */
export interface Hyperplane {
  readonly weight: Tensor;
  readonly bias: Tensor;
}

/**
 * Whether a threshold unit is right on every point, that is, whether its weights lie in the cone of solutions.
 *
 * `w·x_p + b > 0` for each point of class 1, `w·x_p + b ≤ 0` for each of class 0
 *
 * @param hyperplane - weight w `[D]` and bias b `[]`.
 * @param points - `[P, D]`.
 * @param labels - `[P]` classes, 0 or 1.
 * @throws ShapeError - when there is not one label for each point.
 * @throws RangeError - when a label is neither 0 nor 1.
 */
export function isSolution(hyperplane: Hyperplane, points: Tensor, labels: Tensor): boolean {
  throw new NotStarted();
}

/**
 * A hyperplane with the points of class 1 on one side and those of class 0 on the other, where there is one.
 *
 * Any will do for which {@link isSolution} is true. The checks ask for at most a dozen points with small whole
 * coordinates.
 *
 * @param points - `[P, D]`.
 * @param labels - `[P]` classes, 0 or 1.
 * @returns weight `[D]` and bias `[]`, or undefined when the classes are not separable.
 * @throws ShapeError - when there is not one label for each point.
 * @throws RangeError - when a label is neither 0 nor 1.
 */
export function separatingHyperplane(points: Tensor, labels: Tensor): Hyperplane | undefined {
  throw new NotStarted();
}
