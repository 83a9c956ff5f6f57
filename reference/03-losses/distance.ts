import { where, type Tensor } from "#tensor";

/**
 * Euclidean distance of each row of `a` from the same row of `b`.
 *
 * `d_n = √Σ_i (a_ni − b_ni)²`
 *
 * @param a - `[N, D]`
 * @param b - `[N, D]`
 * @returns `[N]`
 * @example distance(tensor([[0, 0]]), tensor([[3, 4]])) // => [5]
 */
export function distance(a: Tensor, b: Tensor): Tensor {
  return a.sub(b).square().sum(1).sqrt();
}

/**
 * The derivative of {@link distance} with respect to `a`: the unit vector that points from `b` to `a`.
 *
 * `∂d/∂a = (a − b) / d`, and 0 where a = b
 *
 * There the distance has a kink and no direction is better than another; 0 is one of its subgradients.
 *
 * @returns `[N, D]`
 * @example direction(tensor([[3, 4], [1, 1]]), tensor([[0, 0], [1, 1]])) // => [[0.6, 0.8], [0, 0]]
 */
export function direction(a: Tensor, b: Tensor): Tensor {
  const length = distance(a, b).expandDims(1);
  return where(length.greater(0), a.sub(b).div(length), 0);
}
