import { NotStarted, type Random, type Tensor } from "#tensor";

/** The parameters of a small network for grey images `[N, 1, H, W]`; pooling leaves P = (H − 2)(W − 2)/4 places. */
export interface CnnParameters {
  /** `[F, 1, 3, 3]`, F filters. */
  readonly convWeight: Tensor;
  /** `[F]`. */
  readonly convBias: Tensor;
  /** `[C, F·P]`, from the pooled maps, one after the other, to the classes. */
  readonly linearWeight: Tensor;
  /** `[C]`. */
  readonly linearBias: Tensor;
}

export interface CnnGradients {
  readonly gradParameters: CnnParameters;
}

/**
 * A convolutional network with one layer of each kind: convolution, ReLU, max pooling, linear.
 *
 * `a = max(0, x ⋆ K + k)`, `m = the largest of each 2 × 2 block of a`, `z = flatten(m) Wᵀ + b`
 *
 * The convolution is a cross-correlation without padding: `(x ⋆ K)_ij = Σ_uv K_uv x_{i+u, j+v}`.
 *
 * @param images - `[N, 1, H, W]`, H and W even.
 * @param parameters - K, k, W and b.
 * @returns `[N, C]`, logits z.
 * @throws ShapeError - when `images` is not `[N, 1, H, W]` with even H and W.
 */
export function cnn(images: Tensor, parameters: CnnParameters): Tensor {
  throw new NotStarted();
}

/**
 * Gradients of a loss with respect to the parameters of {@link cnn}.
 *
 * @param images - `[N, 1, H, W]`.
 * @param parameters - as in the forward pass.
 * @param gradOutput - `[N, C]`, dL/dz.
 */
export function cnnBackward(images: Tensor, parameters: CnnParameters, gradOutput: Tensor): CnnGradients {
  throw new NotStarted();
}

/**
 * Learns to tell classes of images apart. How is up to you: the number of filters, how the weights start, the loss, the
 * optimiser, the size of the batches and when to stop.
 *
 * @param images - `[N, 1, H, W]`, H and W even: 8 images of 8 × 8, or 400 of 12 × 12.
 * @param labels - `[N]`, class ids, integers from 0 up; the largest says how many classes there are.
 * @param random - the source of all chance.
 * @returns parameters with which {@link cnn} classifies images like these. It takes 5 seconds at most.
 */
export function trainCnn(images: Tensor, labels: Tensor, random: Random): CnnParameters {
  throw new NotStarted();
}
