import { concatenate, zeros, type Tensor } from "#tensor";
import { batchNorm, batchNormBackward } from "#reference/09-initialisation-and-regularisation/batch-norm.ts";
import { conv2d, conv2dBackward } from "#reference/10-convolutional-networks/conv2d.ts";

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
 * @example
 * const layer = { gamma: tensor([1]), beta: tensor([5]), weight: ones([1, 1, 3, 3]) };
 * denseBlock(tensor([[[[1, 3, 2, 2]]]]), [layer]).slice(0, 1, 0, 3) // => 10
 * @see Huang, Liu, van der Maaten & Weinberger, Densely connected convolutional networks (2016), section 3.
 */
export function denseBlock(input: Tensor, layers: readonly DenseLayer[]): Tensor {
  return forward(input, layers).features;
}

/**
 * Gradients of a loss with respect to input and parameters of {@link denseBlock}.
 *
 * From the last layer to the first: dL/dx_ℓ is the last G channels of what has come together so far, goes back through
 * H_ℓ, and is added to the channels before:
 * `dL/d[x₀; …; x_{ℓ−1}] ← dL/d[x₀; …; x_{ℓ−1}] + (dH_ℓ/dx)ᵀ dL/dx_ℓ`
 *
 * So x_ℓ receives from y and from every layer behind it, the input from all of them.
 *
 * @param input - as in the forward pass, and so is `layers`.
 * @param gradOutput - `[N, C + L G, H, W]`, dL/dy.
 * @returns gradients of the shapes of `input` and of each layer's parameters.
 */
export function denseBlockBackward(input: Tensor, layers: readonly DenseLayer[], gradOutput: Tensor): DenseGradients {
  let gradFeatures = gradOutput;
  const gradLayers = forward(input, layers)
    .passes.toReversed()
    .map((pass) => {
      const channels = pass.input.shape[1]!;
      const gradNew = gradFeatures.slice(null, [channels, channels + pass.weight.shape[0]!]);
      const { gradInput, gradGamma, gradBeta, gradWeight } = normReluConvBackward(pass, gradNew);
      gradFeatures = gradFeatures.slice(null, [0, channels]).add(gradInput);
      return { gamma: gradGamma, beta: gradBeta, weight: gradWeight };
    });
  return { gradInput: gradFeatures, gradLayers: gradLayers.toReversed() };
}

function forward(input: Tensor, layers: readonly DenseLayer[]) {
  let features = input; // [N, C + ℓ G, H, W] behind layer ℓ
  const passes = layers.map((layer) => {
    const pass = normReluConv(features, layer);
    features = concatenate([features, pass.output], 1);
    return pass;
  });
  return { features, passes };
}

const options = { padding: 1 };

function normReluConv(input: Tensor, { gamma, beta, weight }: DenseLayer) {
  const activated = batchNorm(input, gamma, beta).maximum(0);
  const bias = zeros([weight.shape[0]!]);
  return { input, gamma, beta, weight, bias, activated, output: conv2d(activated, weight, bias, options) };
}

function normReluConvBackward(pass: ReturnType<typeof normReluConv>, gradOutput: Tensor) {
  const { input, gamma, beta, weight, bias, activated } = pass;
  const { gradInput: gradActivated, gradWeight } = conv2dBackward(activated, weight, bias, gradOutput, options);
  const gradNormalised = gradActivated.mul(activated.greater(0));
  return { ...batchNormBackward(input, gamma, beta, gradNormalised), gradWeight };
}
