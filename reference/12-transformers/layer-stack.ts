// Encoder layers one above the other, as in BERT and GPT.

import type { Tensor } from "#tensor";
import {
  encoderLayer,
  encoderLayerBackward,
  type EncoderLayerOptions,
  type EncoderLayerParameters,
} from "#reference/12-transformers/encoder-layer.ts";

export function layerStack(
  input: Tensor,
  layers: readonly EncoderLayerParameters[],
  options: EncoderLayerOptions,
): Tensor {
  return layers.reduce((x, layer) => encoderLayer(x, layer, options), input);
}

/** The last layer first: what is the gradient of its input is that of the output of the one below. */
export function layerStackBackward(
  input: Tensor,
  layers: readonly EncoderLayerParameters[],
  gradOutput: Tensor,
  options: EncoderLayerOptions,
): { readonly gradInput: Tensor; readonly gradLayers: readonly EncoderLayerParameters[] } {
  const [first, ...above] = layers;
  if (first === undefined) return { gradInput: gradOutput, gradLayers: [] };
  const { gradInput: gradBetween, gradLayers } = layerStackBackward(
    encoderLayer(input, first, options),
    above,
    gradOutput,
    options,
  );
  const { gradInput, gradParameters } = encoderLayerBackward(input, first, gradBetween, options);
  return { gradInput, gradLayers: [gradParameters, ...gradLayers] };
}
