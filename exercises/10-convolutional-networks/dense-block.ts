import { NotStarted, type Tensor } from "#tensor";

/** One layer of a block; it gets C_ℓ channels and gives G more. */
export interface DenseLayer {
  /** `[C_ℓ]`, scales of the normalisation. */
  readonly gamma: Tensor;
  /** `[C_ℓ]`, shifts. */
  readonly beta: Tensor;
  /** `[G, C_ℓ, 3, 3]`. */
  readonly weight: Tensor;
}

export interface DenseGradients {
  readonly gradInput: Tensor;
  /** One entry for each layer, in the order of the layers. */
  readonly gradLayers: readonly DenseLayer[];
}

/**
 * A block in which every layer sees what all layers before it gave.
 *
 * `x_ℓ = H_ℓ([x₀; x₁; …; x_{ℓ−1}])`, `y = [x₀; x₁; …; x_L]`, channels one behind the other
 * `H_ℓ(x) = W_ℓ ⋆ ReLU(BN_ℓ(x))`
 *
 * x₀ is the input. With G channels from each layer, layer ℓ gets C_ℓ = C + (ℓ − 1) G of them, and C + L G come out. The
 * convolution has padding 1 and no bias; the normalisation is by the batch, as in training, with ε = 1e-5.
 *
 * @param input - `[N, C, H, W]` x₀, with at least two values in each channel.
 * @param layers - parameters of the layers; of no layers, the block is the identity.
 * @returns `[N, C + L G, H, W]`.
 * @throws ShapeError - when a layer is made for more or fewer channels than it gets, or its kernels are not 3 × 3.
 */
export function denseBlock(input: Tensor, layers: readonly DenseLayer[]): Tensor {
  throw new NotStarted();
}

/**
 * Gradients of a loss with respect to input and parameters of {@link denseBlock}.
 *
 * @param input - as in the forward pass, and so is `layers`.
 * @param gradOutput - `[N, C + L G, H, W]`, dL/dy.
 * @returns gradients of the shapes of `input` and of each layer's parameters.
 */
export function denseBlockBackward(input: Tensor, layers: readonly DenseLayer[], gradOutput: Tensor): DenseGradients {
  throw new NotStarted();
}
