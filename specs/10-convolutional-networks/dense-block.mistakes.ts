import { concatenate, zeros, type Tensor } from "#tensor";
import { batchNorm, batchNormBackward } from "#reference/09-initialisation-and-regularisation/batch-norm.ts";
import { conv2d, conv2dBackward } from "#reference/10-convolutional-networks/conv2d.ts";
import { denseBlock, denseBlockBackward } from "#reference/10-convolutional-networks/dense-block.ts";
import type { DenseLayer } from "#reference/10-convolutional-networks/dense-block.ts";
import { mistakes } from "#graders/spec/authoring.ts";

type Module = typeof import("#reference/10-convolutional-networks/dense-block.ts");

const convolve = (x: Tensor, { weight }: DenseLayer): Tensor =>
  conv2d(x, weight, zeros([weight.shape[0]!]), { padding: 1 });
const normalise = (x: Tensor, { gamma, beta }: DenseLayer): Tensor => batchNorm(x, gamma, beta);
const relu = (x: Tensor): Tensor => x.maximum(0);

/** A block whose layers, or the way they are put together, are others. */
const blockWith =
  (
    layerOf: (features: Tensor, layer: DenseLayer) => Tensor,
    join: (features: Tensor, output: Tensor) => Tensor = (features, output) => concatenate([features, output], 1),
  ): Module["denseBlock"] =>
  (input, layers) => {
    denseBlock(input, layers);
    return layers.reduce((features, layer) => join(features, layerOf(features, layer)), input);
  };

const usual = (features: Tensor, layer: DenseLayer): Tensor => convolve(relu(normalise(features, layer)), layer);

/** The channels in another order behind the last layer. */
const reordered =
  (order: (sizes: readonly Tensor[]) => readonly Tensor[]): Module["denseBlock"] =>
  (input, layers) => {
    const right = denseBlock(input, layers);
    let channel = input.shape[1]!;
    const parts = [right.slice(null, [0, channel])];
    for (const { weight } of layers) parts.push(right.slice(null, [channel, (channel += weight.shape[0]!)]));
    return concatenate([...order(parts)], 1);
  };

/** Where a backward pass departs from the right one. */
interface Slips {
  readonly gate?: (gradient: Tensor, activated: Tensor) => Tensor;
  readonly normalised?: (x: Tensor, gamma: Tensor, gradient: Tensor) => Tensor;
  readonly gather?: (gradOld: Tensor, gradInput: Tensor) => Tensor;
  readonly keepsOutput?: boolean;
}

const backwardWith =
  (slips: Slips): Module["denseBlockBackward"] =>
  (input, layers, gradOutput) => {
    const inputs = layers.map((_, index) => denseBlock(input, layers.slice(0, index)));
    let gradFeatures = gradOutput;
    const gradLayers: DenseLayer[] = [];
    for (const [index, { gamma, beta, weight }] of [...layers.entries()].toReversed()) {
      const x = inputs[index]!;
      const channels = x.shape[1]!;
      const activated = relu(batchNorm(x, gamma, beta));
      const from = slips.keepsOutput ? gradOutput : gradFeatures;
      const gradNew = from.slice(null, [channels, channels + weight.shape[0]!]);
      const conv = conv2dBackward(activated, weight, zeros([weight.shape[0]!]), gradNew, { padding: 1 });
      const gated = slips.gate?.(conv.gradInput, activated) ?? conv.gradInput.mul(activated.greater(0));
      const norm = batchNormBackward(x, gamma, beta, gated);
      const gradInput = slips.normalised?.(x, gamma, gated) ?? norm.gradInput;
      const gradOld = gradFeatures.slice(null, [0, channels]);
      gradFeatures = slips.gather?.(gradOld, gradInput) ?? gradOld.add(gradInput);
      gradLayers.unshift({ gamma: norm.gradGamma, beta: norm.gradBeta, weight: conv.gradWeight });
    }
    return { gradInput: gradFeatures, gradLayers };
  };

export default mistakes<Module>({
  "new channels alone": {
    looksLike: "Only what the last layer gave comes out; the channels before it are missing.",
    reread: "y = [x₀; x₁; …; x_L]",
    denseBlock: (input, layers) => {
      const right = denseBlock(input, layers);
      const last = layers.at(-1);
      return last ? right.slice(null, [right.shape[1]! - last.weight.shape[0]!, right.shape[1]!]) : right;
    },
  },
  "input left out": {
    looksLike: "The channels of the input are missing from the output.",
    reread: "y = [x₀; x₁; …; x_L], where x₀ is the input",
    denseBlock: (input, layers) => {
      const right = denseBlock(input, layers);
      return layers.length === 0 ? right : right.slice(null, [input.shape[1]!, right.shape[1]!]);
    },
  },
  "new channels in front": {
    looksLike: "What the layers gave stands before the input, the last layer first.",
    reread: "y = [x₀; x₁; …; x_L]",
    denseBlock: reordered((parts) => parts.toReversed()),
  },
  "input behind the layers": {
    looksLike: "The channels of the input stand behind those of the layers.",
    reread: "y = [x₀; x₁; …; x_L]",
    denseBlock: reordered(([input, ...outputs]) => [...outputs, input!]),
  },
  "convolution first": {
    looksLike:
      "A layer is convolution and then ReLU, as elsewhere; its scales and shifts are not used before the convolution.",
    reread: "H_ℓ(x) = W_ℓ ⋆ ReLU(BN_ℓ(x)): from right to left",
    denseBlock: blockWith((features, layer) => relu(convolve(normalise(features, layer), layer))),
  },
  "no ReLU": {
    looksLike: "Between normalisation and convolution there is no ReLU.",
    reread: "H_ℓ(x) = W_ℓ ⋆ ReLU(BN_ℓ(x))",
    denseBlock: blockWith((features, layer) => convolve(normalise(features, layer), layer)),
  },
  "ReLU before the normalisation": {
    looksLike: "ReLU comes before the normalisation.",
    reread: "H_ℓ(x) = W_ℓ ⋆ ReLU(BN_ℓ(x)): normalisation, then ReLU",
    denseBlock: blockWith((features, layer) => convolve(normalise(relu(features), layer), layer)),
  },
  "ReLU behind the convolution as well": {
    looksLike: "The convolution is followed by a ReLU of its own: nothing negative is put behind the input.",
    reread: "H_ℓ(x) = W_ℓ ⋆ ReLU(BN_ℓ(x)): the convolution comes last",
    denseBlock: blockWith((features, layer) => relu(usual(features, layer))),
  },
  "normalisation left out": {
    looksLike: "The layers see the channels as they are, without normalisation.",
    reread: "H_ℓ(x) = W_ℓ ⋆ ReLU(BN_ℓ(x))",
    denseBlock: blockWith((features, layer) => convolve(relu(features), layer)),
  },
  "each image normalised by itself": {
    looksLike: "Mean and variance are those of each image, not of the batch.",
    reread: "the normalisation is by the batch",
    denseBlock: blockWith((features, layer) => {
      const images = Array.from({ length: features.shape[0]! }, (_, n) => features.slice([n, n + 1]));
      return convolve(relu(concatenate(images.map((image) => normalise(image, layer)))), layer);
    }),
  },
  "added like a residual": {
    looksLike:
      "Where the number of channels allows it, a layer's output is added to what is there instead of put behind it.",
    reread: "y = [x₀; x₁; …; x_L]: channels one behind the other",
    denseBlock: blockWith(usual, (features, output) =>
      concatenate([features, features.shape[1] === output.shape[1] ? features.add(output) : output], 1),
    ),
  },
  "layers without channels to fit": {
    looksLike: "A layer made for fewer channels than it gets is used on the last of them.",
    reread: "throws ShapeError when a layer is made for more or fewer channels than it gets",
    denseBlock: (input, layers) => {
      let features = input;
      for (const layer of layers) {
        const [have, wants] = [features.shape[1]!, layer.gamma.size];
        const seen = wants < have ? features.slice(null, [have - wants, have]) : features;
        features = concatenate([features, usual(seen, layer)], 1);
      }
      return features;
    },
  },
  "old channels overwritten": {
    looksLike:
      "What comes back through a layer replaces the gradient of its channels; the share of the output is lost.",
    reread: "dL/d[x₀; …; x_{ℓ−1}] ← itself + (dH_ℓ/dx)ᵀ dL/dx_ℓ",
    denseBlockBackward: backwardWith({ gather: (_, gradInput) => gradInput }),
  },
  "nothing through the layers": {
    looksLike: "The input gets its own channels of gradOutput, and nothing through the layers.",
    reread: "dL/d[x₀; …; x_{ℓ−1}] ← itself + (dH_ℓ/dx)ᵀ dL/dx_ℓ",
    denseBlockBackward: backwardWith({ gather: (gradOld) => gradOld }),
  },
  "layers hear the output alone": {
    looksLike: "Each layer gets its channels of gradOutput, without what the layers behind it send back.",
    reread: "dL/dx_ℓ is the last G channels of what has come together so far",
    denseBlockBackward: backwardWith({ keepsOutput: true }),
  },
  "ReLU forgotten on the way back": {
    looksLike: "The gradient goes back where ReLU let nothing through, too.",
    reread: "H_ℓ(x) = W_ℓ ⋆ ReLU(BN_ℓ(x))",
    denseBlockBackward: backwardWith({ gate: (gradient) => gradient }),
  },
  "statistics held fixed": {
    looksLike: "The gradients of the normalisations don't go through mean and variance of the batch.",
    reread: "BN normalises by the batch: an input moves the mean and the variance, too",
    denseBlockBackward: backwardWith({
      normalised: (x, gamma, gradient) => {
        const root = x.variance([0, 2, 3], { keepDims: true }).add(1e-5).sqrt();
        return gradient.mul(gamma.reshape([-1, 1, 1])).div(root);
      },
    }),
  },
  "gradients of the layers in reverse": {
    looksLike: "The gradients of the layers come back in the order in which they are found, the last layer first.",
    reread: "gradLayers: one entry for each layer, in the order of the layers",
    denseBlockBackward: (...args) => {
      const right = denseBlockBackward(...args);
      return { ...right, gradLayers: right.gradLayers.toReversed() };
    },
  },
  "average over the batch": {
    looksLike: "The gradients of the parameters are averaged over the images instead of summed.",
    reread: "a mean belongs in the loss, if anywhere",
    denseBlockBackward: (input, layers, gradOutput) => {
      const right = denseBlockBackward(input, layers, gradOutput);
      const averaged = right.gradLayers.map(({ gamma, beta, weight }) => ({
        gamma: gamma.div(input.shape[0]!),
        beta: beta.div(input.shape[0]!),
        weight: weight.div(input.shape[0]!),
      }));
      return { ...right, gradLayers: averaged };
    },
  },
});
