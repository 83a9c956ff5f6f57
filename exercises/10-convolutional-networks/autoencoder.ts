import { NotStarted, type Random, type Tensor } from "#tensor";

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
 */
export function encode(images: Tensor, encoder: EncoderParameters): Tensor {
  throw new NotStarted();
}

/**
 * Gradients of a loss with respect to images and parameters of {@link encode}.
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
  throw new NotStarted();
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
 */
export function decode(code: Tensor, decoder: DecoderParameters): Tensor {
  throw new NotStarted();
}

/**
 * Gradients of a loss with respect to code and parameters of {@link decode}.
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
  throw new NotStarted();
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
 */
export function reconstructionLoss(images: Tensor, parameters: AutoencoderParameters): Tensor {
  throw new NotStarted();
}

/**
 * Gradients of {@link reconstructionLoss} with respect to all parameters.
 *
 * @param images - as in the forward pass, and so is `parameters`.
 * @param gradOutput - `[]`, the gradient with respect to the loss.
 * @returns gradients of the shapes of the parameters.
 */
export function reconstructionLossBackward(
  images: Tensor,
  parameters: AutoencoderParameters,
  gradOutput: Tensor,
): { gradParameters: AutoencoderParameters } {
  throw new NotStarted();
}

/**
 * Learns to describe images like these by a few numbers. How is up to you: the number of filters, how the weights start, the
 * optimiser, the size of the batches and when to stop.
 *
 * @param images - `[N, C, H, W]`, H and W even: 300 of 8 × 8, but fewer and other sizes as well.
 * @param codeSize - K, at least 1.
 * @param random - the source of all chance.
 * @returns parameters with which {@link encode} gives codes of K numbers, and {@link decode} the images again. It takes 5 seconds at most.
 */
export function trainAutoencoder(images: Tensor, codeSize: number, random: Random): AutoencoderParameters {
  throw new NotStarted();
}
