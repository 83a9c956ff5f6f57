import type { Random, Tensor } from "#tensor";
import type { Body, Network } from "#reference/10-convolutional-networks/transfer-learning.ts";

type Module = typeof import("#reference/10-convolutional-networks/transfer-learning.ts");

/** Learns from the few examples and gives the logits of other images. */
export function learn(
  { classify, transfer }: Module,
  images: Tensor,
  labels: Tensor,
  testImages: Tensor,
  pretrained: Network,
  random: Random,
): Tensor {
  return classify(testImages, transfer(images, labels, pretrained, random));
}

/** The body after feature extraction. */
export function frozenBody(
  { trainHead }: Module,
  images: Tensor,
  labels: Tensor,
  network: Network,
  steps: number,
  rate: number,
): Body {
  return trainHead(images, labels, network, steps, rate).body;
}
