import { full, ones, tensor, type Tensor } from "#tensor";
import type { Hyperplane } from "#reference/01-neurons/separability.ts";

type Separability = typeof import("#reference/01-neurons/separability.ts");

/** The verdict alone: the hyperplane that proves it may be any. */
export function separable({ separatingHyperplane }: Separability, points: Tensor, labels: Tensor): boolean {
  return separatingHyperplane(points, labels) !== undefined;
}

/**
 * On which side of the student's hyperplane other points `[Q, D]` lie; −1 everywhere when there is none. A hyperplane may touch
 * points of class 0, and rounding must not lift what lies between them over it.
 */
export function sides({ separatingHyperplane }: Separability, points: Tensor, labels: Tensor, others: Tensor): Tensor {
  const hyperplane: Hyperplane | undefined = separatingHyperplane(points, labels);
  if (hyperplane === undefined) return full([others.shape[0]!], -1);
  const { weight, bias } = hyperplane;
  const terms = others.abs().matmul(weight.abs()).add(bias.abs());
  return others.matmul(weight).add(bias).greater(terms.mul(1e-9));
}

/** Whether weight and bias, given as one vector `[D + 1]`, lie in the cone of solutions. */
export function inCone({ isSolution }: Separability, vector: Tensor, points: Tensor, labels: Tensor): boolean {
  return isSolution({ weight: vector.slice([0, -1]), bias: vector.slice(-1) }, points, labels);
}

/** Whether any hyperplane separates the classes, or whether the one where the coordinates add up to −1 does. */
export function judged(
  { isSolution, separatingHyperplane }: Separability,
  by: "isSolution" | "separatingHyperplane",
  points: Tensor,
  labels: Tensor,
): boolean {
  if (by === "separatingHyperplane") return separatingHyperplane(points, labels) !== undefined;
  return isSolution({ weight: ones([points.shape[1]!]), bias: tensor(1) }, points, labels);
}
