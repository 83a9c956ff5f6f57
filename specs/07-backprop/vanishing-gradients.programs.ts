import { Random, tensor, type Tensor } from "#tensor";
import type { Initialisation } from "#reference/07-backprop/vanishing-gradients.ts";

type Module = typeof import("#reference/07-backprop/vanishing-gradients.ts");

const [depth, width] = [4, 30];

/**
 * 3,600 weights: their mean, their mean square, and how the first two layers go together, each in standard deviations from
 * what is expected of normal numbers.
 */
export function drawn(
  { drawWeights }: Module,
  initialisation: Initialisation,
  seed: number,
): { readonly mean: number; readonly variance: number; readonly neighbours: number } {
  const expected = { small: 1e-4, xavier: 1 / width, he: 2 / width }[initialisation];
  const weights = drawWeights(depth, width, initialisation, new Random(seed)).div(Math.sqrt(expected));
  return {
    mean: weights.sum().item() / Math.sqrt(weights.size),
    variance: (weights.square().mean().item() - 1) * Math.sqrt(weights.size / 2),
    neighbours: weights.slice(0).mul(weights.slice(1)).sum().item() / width,
  };
}

export function shapeDrawn(
  { drawWeights }: Module,
  layers: number,
  units: number,
  initialisation: Initialisation,
): Tensor {
  return tensor([...drawWeights(layers, units, initialisation, new Random(1)).shape]);
}
