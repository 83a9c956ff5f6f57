import { tensor, type Random, type Tensor } from "#tensor";

type Module = typeof import("#reference/10-convolutional-networks/autoencoder.ts");

/** Learns from some images, sends others through the bottleneck, and says which candidate each reconstruction is nearest to. */
export function reconstruct(
  { encode, decode, trainAutoencoder }: Module,
  images: Tensor,
  testImages: Tensor,
  candidates: Tensor,
  codeSize: number,
  random: Random,
): Tensor {
  const { encoder, decoder } = trainAutoencoder(images, codeSize, random);
  const code = encode(testImages, encoder).slice(null, [0, codeSize]); // what is not in the code does not arrive
  const reconstructions = decode(code, decoder);
  return candidates.sub(reconstructions.expandDims(1)).square().sum([2, 3, 4]).neg(); // [M, 7], the nearest is the largest
}

/** How many numbers the code of a trained autoencoder has, and which shape the images that are made of it. */
export function shapes(
  { encode, decode, trainAutoencoder }: Module,
  images: Tensor,
  codeSize: number,
  random: Random,
): { code: Tensor; reconstructions: Tensor } {
  const { encoder, decoder } = trainAutoencoder(images, codeSize, random);
  const code = encode(images, encoder);
  return { code: tensor(code.shape), reconstructions: tensor(decode(code, decoder).shape) };
}
