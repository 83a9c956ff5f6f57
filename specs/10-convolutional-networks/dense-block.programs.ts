import type { Tensor } from "#tensor";
import type { DenseLayer } from "#reference/10-convolutional-networks/dense-block.ts";

type Module = typeof import("#reference/10-convolutional-networks/dense-block.ts");

/** A block of two layers. */
export function twoLayers({ denseBlock }: Module, input: Tensor, first: DenseLayer, second: DenseLayer): Tensor {
  return denseBlock(input, [first, second]);
}

/** Its gradients, each under its own name. */
export function twoLayersBackward(
  { denseBlockBackward }: Module,
  input: Tensor,
  first: DenseLayer,
  second: DenseLayer,
  gradOutput: Tensor,
) {
  const { gradInput, gradLayers } = denseBlockBackward(input, [first, second], gradOutput);
  return { gradInput, gradFirst: gradLayers[0], gradSecond: gradLayers[1] };
}
