import { ShapeError, tensor, zeros, type Random, type Tensor } from "#tensor";
import { mse, mseBackward } from "#reference/03-losses/mse.ts";
import { linear, linearBackward } from "#reference/07-backprop/linear-layer.ts";
import { Adam } from "#reference/08-optimisers/adam.ts";
import { conv2dIm2col, conv2dIm2colBackward } from "#reference/10-convolutional-networks/conv2d-im2col.ts";
import { transposedConv2d, transposedConv2dBackward } from "#reference/10-convolutional-networks/transposed-conv2d.ts";

/** From images of C channels, H rows and W columns, both even, to K numbers: h = H / 2, w = W / 2. */
export interface EncoderParameters {
  /** `[F, C, 4, 4]`, F filters that see every second place. */
  readonly convWeight: Tensor;
  /** `[F]`. */
  readonly convBias: Tensor;
  /** `[K, F, h, w]`, from all places of all maps to each number of the code. */
  readonly codeWeight: Tensor;
  /** `[K]`. */
  readonly codeBias: Tensor;
}

/** And back. */
export interface DecoderParameters {
  /** `[F, h, w, K]`, from the code to all places of all maps. */
  readonly mapWeight: Tensor;
  /** `[F, h, w]`. */
  readonly mapBias: Tensor;
  /** `[F, C, 4, 4]`, what a place of each map stamps onto the image. */
  readonly imageWeight: Tensor;
  /** `[C]`. */
  readonly imageBias: Tensor;
}

export interface AutoencoderParameters {
  readonly encoder: EncoderParameters;
  readonly decoder: DecoderParameters;
}

/** With kernels of 4 × 4, a convolution to half the height and width, and a transposed convolution to the double. */
const everySecond = { stride: 2, padding: 1 };

const training = { filters: 16, steps: 450, batchSize: 16, learningRate: 0.015 };

/**
 * The front half of an autoencoder: all that is kept of an image is a code of K numbers, the bottleneck.
 *
 * `m = max(0, x ⋆ C + c)` with stride 2 and padding 1, `z = A m + a`, all entries of m being one vector
 *
 * The code has no activation: its numbers may be of any size and sign.
 *
 * @param images - `[N, C, H, W]` x, H and W even.
 * @param encoder - C and c (`convWeight`, `convBias`), A and a (`codeWeight`, `codeBias`).
 * @returns `[N, K]` z.
 * @throws ShapeError - when the images are not twice as high and wide as `codeWeight`, or other parameters do not fit.
 * @example
 * const conv = { convWeight: ones([1, 1, 4, 4]), convBias: tensor([-1]) };
 * encode(ones([1, 1, 2, 2]), { ...conv, codeWeight: tensor([[[[2]]], [[[-1]]]]), codeBias: tensor([0, 9]) }) // => [[6, 6]]
 * @see Hinton & Salakhutdinov, Reducing the dimensionality of data with neural networks (2006).
 */
export function encode(images: Tensor, encoder: EncoderParameters): Tensor {
  return encoderPass(images, encoder).code;
}

/**
 * Gradients of a loss with respect to images and parameters of {@link encode}.
 *
 * `dL/dA = Σ_n dL/dz mᵀ`, `dL/da = Σ_n dL/dz`, `dL/dm = Aᵀ dL/dz`, cut off where m is 0, and on through the convolution
 *
 * @param images - as in the forward pass, and so is `encoder`.
 * @param gradOutput - `[N, K]`, dL/dz.
 * @returns gradients of the shapes of `images` and the parameters.
 */
export function encodeBackward(
  images: Tensor,
  encoder: EncoderParameters,
  gradOutput: Tensor,
): { gradImages: Tensor; gradEncoder: EncoderParameters } {
  return encoderGradients(images, encoder, encoderPass(images, encoder).maps, gradOutput);
}

/**
 * The back half: makes an image of a code.
 *
 * `m = max(0, B z + b)`, `x̂ = convT(m; D) + d` with stride 2 and padding 1
 *
 * The image has no activation either: a pixel may have any value.
 *
 * @param code - `[N, K]` z.
 * @param decoder - B and b (`mapWeight`, `mapBias`), D and d (`imageWeight`, `imageBias`).
 * @returns `[N, C, 2h, 2w]` x̂.
 * @throws ShapeError - when the code has not as many numbers as `mapWeight` takes, or other parameters do not fit.
 * @example
 * const map = { mapWeight: tensor([[[[2, -1]]]]), mapBias: tensor([[[1]]]) };
 * decode(tensor([[3, 4]]), { ...map, imageWeight: ones([1, 1, 4, 4]), imageBias: tensor([7]) }) // => [[[[10, 10], [10, 10]]]]
 * @see Zeiler et al., Deconvolutional networks (2010), for layers that go from maps to an image.
 */
export function decode(code: Tensor, decoder: DecoderParameters): Tensor {
  return decoderPass(code, decoder).images;
}

/**
 * Gradients of a loss with respect to code and parameters of {@link decode}.
 *
 * Back through the transposed convolution to dL/dm, cut off where m is 0; then
 * `dL/dB = Σ_n dL/dm zᵀ`, `dL/db = Σ_n dL/dm`, `dL/dz = Bᵀ dL/dm`
 *
 * @param code - as in the forward pass, and so is `decoder`.
 * @param gradOutput - `[N, C, 2h, 2w]`, dL/dx̂.
 * @returns gradients of the shapes of `code` and the parameters.
 */
export function decodeBackward(
  code: Tensor,
  decoder: DecoderParameters,
  gradOutput: Tensor,
): { gradCode: Tensor; gradDecoder: DecoderParameters } {
  return decoderGradients(code, decoder, decoderPass(code, decoder).maps, gradOutput);
}

/**
 * How far what comes out is from what went in. The images are their own targets; no label is needed.
 *
 * `L = mean (decode(encode(x)) − x)²` over all pixels of all images
 *
 * @param images - `[N, C, H, W]` x, H and W even.
 * @param parameters - of the encoder and the decoder.
 * @returns `[]`, at least 0.
 * @throws ShapeError - when images and parameters do not fit.
 * @example
 * const conv = { convWeight: zeros([1, 1, 4, 4]), convBias: tensor([0]), codeWeight: ones([1, 1, 1, 1]), codeBias: tensor([3]) };
 * const map = { mapWeight: ones([1, 1, 1, 1]), mapBias: tensor([[[1]]]), imageWeight: ones([1, 1, 4, 4]), imageBias: tensor([-2]) };
 * reconstructionLoss(tensor([[[[0, 2], [2, 2]]]]), { encoder: conv, decoder: map }) // => 1
 */
export function reconstructionLoss(images: Tensor, { encoder, decoder }: AutoencoderParameters): Tensor {
  return mse(decode(encode(images, encoder), decoder), images);
}

/**
 * Gradients of {@link reconstructionLoss} with respect to all parameters.
 *
 * `dL/dx̂ = 2 (x̂ − x) / n` for n pixels in all; what the decoder sends back to the code goes on into the encoder.
 *
 * @param images - as in the forward pass, and so is `parameters`.
 * @param gradOutput - `[]`, the gradient with respect to the loss.
 * @returns gradients of the shapes of the parameters.
 */
export function reconstructionLossBackward(
  images: Tensor,
  { encoder, decoder }: AutoencoderParameters,
  gradOutput: Tensor,
): { gradParameters: AutoencoderParameters } {
  const encoded = encoderPass(images, encoder);
  const decoded = decoderPass(encoded.code, decoder);
  const gradImages = mseBackward(decoded.images, images, gradOutput);
  const { gradCode, gradDecoder } = decoderGradients(encoded.code, decoder, decoded.maps, gradImages);
  const { gradEncoder } = encoderGradients(images, encoder, encoded.maps, gradCode);
  return { gradParameters: { encoder: gradEncoder, decoder: gradDecoder } };
}

/**
 * Learns to describe images like these by a few numbers.
 *
 * Adam on the reconstruction loss of small batches. The weights of a unit with n inputs start at random, with the variance 2/n where
 * ReLU has cut its inputs (He), and 1/n where it hasn't.
 *
 * @param images - `[N, C, H, W]`, H and W even.
 * @param codeSize - K, at least 1.
 * @param random - the source of all chance.
 * @returns parameters with which {@link encode} gives codes of K numbers, and {@link decode} the images again.
 * @see Goodfellow, Bengio & Courville, Deep Learning (2016), section 14.1, undercomplete autoencoders.
 */
export function trainAutoencoder(images: Tensor, codeSize: number, random: Random): AutoencoderParameters {
  const { filters, steps, batchSize, learningRate } = training;
  const [count, channels, height, width] = images.shape as readonly [number, number, number, number];
  const maps = [filters, height / 2, width / 2];
  const weights = (shape: readonly number[], variance: number) => random.normal(shape, 0, Math.sqrt(variance));
  let parameters: AutoencoderParameters = {
    encoder: {
      convWeight: weights([filters, channels, 4, 4], 1 / (16 * channels)),
      convBias: zeros([filters]),
      codeWeight: weights([codeSize, ...maps], 8 / (filters * height * width)),
      codeBias: zeros([codeSize]),
    },
    decoder: {
      mapWeight: weights([...maps, codeSize], 1 / codeSize),
      mapBias: zeros(maps),
      imageWeight: weights([filters, channels, 4, 4], 2 / (4 * filters)), // 4 places of each map reach a pixel
      imageBias: zeros([channels]),
    },
  };
  const optimiser = new Adam({ learningRate });
  for (let step = 0; step < steps; step++) {
    const shown = images.gather(random.permutation(count).slice(0, batchSize));
    const { gradParameters } = reconstructionLossBackward(shown, parameters, tensor(1));
    parameters = fromList(optimiser.step(toList(parameters), toList(gradParameters)));
  }
  return parameters;
}

function encoderPass(images: Tensor, { convWeight, convBias, codeWeight, codeBias }: EncoderParameters) {
  const [codeSize, , h, w] = codeWeight.shape as readonly [number, number, number, number];
  if (images.shape[2] !== 2 * h || images.shape[3] !== 2 * w) {
    throw new ShapeError(
      `encode: images is [${images.shape.join(", ")}], expected [N, C, ${2 * h}, ${2 * w}], twice as high and wide as the ` +
        `maps that codeWeight [${codeWeight.shape.join(", ")}] reads. Crop or pad the images.`,
    );
  }
  const maps = conv2dIm2col(images, convWeight, convBias, everySecond).maximum(0); // [N, F, h, w]
  const code = linear(flattened(maps), codeWeight.reshape([codeSize, -1]), codeBias);
  return { maps, code };
}

function encoderGradients(images: Tensor, encoder: EncoderParameters, maps: Tensor, gradCode: Tensor) {
  const { convWeight, convBias, codeWeight, codeBias } = encoder;
  const code = linearBackward(flattened(maps), codeWeight.reshape([codeBias.size, -1]), codeBias, gradCode);
  const gradMaps = code.gradInput.reshape(maps.shape).mul(maps.greater(0));
  const conv = conv2dIm2colBackward(images, convWeight, convBias, gradMaps, everySecond);
  const gradEncoder = {
    convWeight: conv.gradWeight,
    convBias: conv.gradBias,
    codeWeight: code.gradWeight.reshape(codeWeight.shape),
    codeBias: code.gradBias,
  };
  return { gradImages: conv.gradInput, gradEncoder };
}

function decoderPass(code: Tensor, { mapWeight, mapBias, imageWeight, imageBias }: DecoderParameters) {
  const codeSize = mapWeight.shape[3]!;
  if (code.shape[1] !== codeSize) {
    throw new ShapeError(
      `decode: code is [${code.shape.join(", ")}], expected [N, ${codeSize}] for a mapWeight of ` +
        `[${mapWeight.shape.join(", ")}]. Encoder and decoder meet at the code.`,
    );
  }
  const flat = linear(code, mapWeight.reshape([-1, codeSize]), mapBias.flatten());
  const maps = flat.maximum(0).reshape([-1, ...mapBias.shape]); // [N, F, h, w]
  return { maps, images: transposedConv2d(maps, imageWeight, imageBias, everySecond) };
}

function decoderGradients(code: Tensor, decoder: DecoderParameters, maps: Tensor, gradImages: Tensor) {
  const { mapWeight, mapBias, imageWeight, imageBias } = decoder;
  const image = transposedConv2dBackward(maps, imageWeight, imageBias, gradImages, everySecond);
  const gradMaps = flattened(image.gradInput.mul(maps.greater(0)));
  const map = linearBackward(code, mapWeight.reshape([mapBias.size, -1]), mapBias.flatten(), gradMaps);
  const gradDecoder = {
    mapWeight: map.gradWeight.reshape(mapWeight.shape),
    mapBias: map.gradBias.reshape(mapBias.shape),
    imageWeight: image.gradWeight,
    imageBias: image.gradBias,
  };
  return { gradCode: map.gradInput, gradDecoder };
}

/** [N, F, h, w] -> [N, F·h·w] */
function flattened(maps: Tensor): Tensor {
  return maps.reshape([maps.shape[0]!, -1]);
}

function toList({ encoder, decoder }: AutoencoderParameters): Tensor[] {
  const { convWeight, convBias, codeWeight, codeBias } = encoder;
  const { mapWeight, mapBias, imageWeight, imageBias } = decoder;
  return [convWeight, convBias, codeWeight, codeBias, mapWeight, mapBias, imageWeight, imageBias];
}

function fromList(list: readonly Tensor[]): AutoencoderParameters {
  type Four = readonly [Tensor, Tensor, Tensor, Tensor];
  const [convWeight, convBias, codeWeight, codeBias, ...others] = list as readonly [...Four, ...Four];
  const [mapWeight, mapBias, imageWeight, imageBias] = others;
  return {
    encoder: { convWeight, convBias, codeWeight, codeBias },
    decoder: { mapWeight, mapBias, imageWeight, imageBias },
  };
}
