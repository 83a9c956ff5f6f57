import { NotStarted, type Tensor } from "#tensor";

/**
 * One number for each channel: the mean over all its places.
 *
 * `y[n, c] = 1/(H W) Σ_i Σ_j x[n, c, i, j]`
 *
 * @param input - `[N, C, H, W]` x.
 * @returns `[N, C]`.
 * @throws ShapeError - when `input` has other axes.
 */
export function globalAveragePool(input: Tensor): Tensor {
  throw new NotStarted();
}

/**
 * Gradient of a loss with respect to the input of {@link globalAveragePool}.
 *
 * @param input - as in the forward pass.
 * @param gradOutput - `[N, C]` dL/dy.
 * @returns dL/dx, `[N, C, H, W]`.
 * @throws ShapeError - when `input` has other axes, or `gradOutput` is not `[N, C]`.
 */
export function globalAveragePoolBackward(input: Tensor, gradOutput: Tensor): Tensor {
  throw new NotStarted();
}

/**
 * Where in the image each class of a linear layer behind {@link globalAveragePool} finds its evidence.
 *
 * `M[n, k, i, j] = Σ_c w[k, c] x[n, c, i, j]`
 *
 * @param input - `[N, C, H, W]` x.
 * @param weight - `[K, C]` w, of the linear layer.
 * @returns `[N, K, H, W]`.
 * @throws ShapeError - when `input` has other axes, or `weight` is not `[K, C]`.
 */
export function classActivationMaps(input: Tensor, weight: Tensor): Tensor {
  throw new NotStarted();
}
