/** A training loop that the known mistakes and an accepted variant of autoencoder share, with places to change. */
import { tensor, zeros, type Random, type Tensor } from "#tensor";
import { Adam } from "#reference/08-optimisers/adam.ts";
import { reconstructionLossBackward } from "#reference/10-convolutional-networks/autoencoder.ts";
import type { AutoencoderParameters } from "#reference/10-convolutional-networks/autoencoder.ts";

export interface Training {
  readonly rate?: number;
  readonly codeSize?: (asked: number) => number;
  readonly start?: (random: Random, shape: readonly number[], variance: number) => Tensor;
  readonly gradients?: (images: Tensor, parameters: AutoencoderParameters) => AutoencoderParameters;
}

const uniform = (random: Random, shape: readonly number[], variance: number): Tensor => {
  const limit = Math.sqrt(3 * variance);
  return random.uniform(shape, -limit, limit);
};
const rightGradients = (images: Tensor, parameters: AutoencoderParameters): AutoencoderParameters =>
  reconstructionLossBackward(images, parameters, tensor(1)).gradParameters;

/** Unlike the reference: uniform weights at the start, whole epochs, fewer filters in the encoder than in the decoder. */
export function trainWith({ rate = 0.02, start = uniform, gradients = rightGradients, codeSize }: Training) {
  return (images: Tensor, asked: number, random: Random): AutoencoderParameters => {
    const [count, channels, height, width] = images.shape as readonly [number, number, number, number];
    const [h, w] = [height / 2, width / 2];
    const size = codeSize?.(asked) ?? asked;
    let list = [
      start(random, [6, channels, 4, 4], 1 / (16 * channels)),
      zeros([6]),
      start(random, [size, 6, h, w], 1 / (3 * h * w)),
      zeros([size]),
      start(random, [18, h, w, size], 1 / size),
      zeros([18, h, w]),
      start(random, [18, channels, 4, 4], 1 / 36),
      zeros([channels]),
    ];
    const optimiser = new Adam({ learningRate: rate });
    let order: readonly number[] = [];
    for (let step = 0; step < 400; step++) {
      if (order.length === 0) order = random.permutation(count);
      const gradient = gradients(images.gather(order.slice(0, 15)), named(list));
      order = order.slice(15);
      list = optimiser.step(list, [...Object.values(gradient.encoder), ...Object.values(gradient.decoder)] as Tensor[]);
    }
    return named(list);
  };
}

function named(list: readonly Tensor[]): AutoencoderParameters {
  const [convWeight, convBias, codeWeight, codeBias, mapWeight, mapBias, imageWeight, imageBias] = list;
  return {
    encoder: { convWeight: convWeight!, convBias: convBias!, codeWeight: codeWeight!, codeBias: codeBias! },
    decoder: { mapWeight: mapWeight!, mapBias: mapBias!, imageWeight: imageWeight!, imageBias: imageBias! },
  };
}
