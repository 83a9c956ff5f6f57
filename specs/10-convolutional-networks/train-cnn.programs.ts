import type { Random, Tensor } from "#tensor";

type Module = typeof import("#reference/10-convolutional-networks/train-cnn.ts");

/** Trains on some images and gives the logits of others. */
export function learn(
  { cnn, trainCnn }: Module,
  images: Tensor,
  labels: Tensor,
  testImages: Tensor,
  random: Random,
): Tensor {
  return cnn(testImages, trainCnn(images, labels, random));
}
