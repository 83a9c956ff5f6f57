// Encoder layers one above the other, as in BERT and GPT.

import type { Tensor } from "#tensor";
import type { Pass } from "#reference/07-backprop/pass.ts";
import {
  encoderLayerPass,
  type EncoderLayerOptions,
  type EncoderLayerParameters,
} from "#reference/12-transformers/encoder-layer.ts";

export interface LayerStackGradients {
  readonly gradInput: Tensor;
  readonly gradLayers: readonly EncoderLayerParameters[];
}

/** On the way back the last layer comes first: what is the gradient of its input is that of the output of the one below. */
export function layerStack(
  input: Tensor,
  layers: readonly EncoderLayerParameters[],
  options: EncoderLayerOptions,
): Pass<LayerStackGradients> {
  const [first, ...others] = layers;
  if (first === undefined) return { output: input, backward: (gradInput) => ({ gradInput, gradLayers: [] }) };
  const below = encoderLayerPass(input, first, options);
  const above = layerStack(below.output, others, options);
  return {
    output: above.output,
    backward: (gradOutput) => {
      const { gradInput: gradBetween, gradLayers } = above.backward(gradOutput);
      const { gradInput, gradParameters } = below.backward(gradBetween);
      return { gradInput, gradLayers: [gradParameters, ...gradLayers] };
    },
  };
}
