// A stack of pre-norm layers over a text, with sinusoidal positions and an output layer of its own: what is trained in this unit.

import { arange, type Tensor } from "#tensor";
import type { Pass } from "#reference/07-backprop/pass.ts";
import { embedding, embeddingBackward } from "#reference/11-recurrent-networks/embedding.ts";
import type { EncoderLayerParameters } from "#reference/12-transformers/encoder-layer.ts";
import { layerStack } from "#reference/12-transformers/layer-stack.ts";
import { linear, linearBackward } from "#reference/12-transformers/linear.ts";
import { sinusoidalEncoding } from "#reference/12-transformers/positional-encoding.ts";

export interface TextStackParameters {
  /** `[V, D]`, a row for each word. */
  readonly wordEmbedding: Tensor;
  readonly layers: readonly EncoderLayerParameters[];
  /** `[V, D]`. */
  readonly outputWeight: Tensor;
  /** `[V]`. */
  readonly outputBias: Tensor;
}

export interface TextStackOptions {
  /** Whether a word sees only those before it; it does when left out. */
  readonly causal?: boolean;
  /** Whether positions are added to the words; they are when left out. */
  readonly positions?: boolean;
}

/** `z = layers(√D E[text] + PE) Wᵀ + b`: from ids `[N, T]` to logits `[N, T, V]`. */
export function textStack(
  text: Tensor,
  parameters: TextStackParameters,
  options: TextStackOptions = {},
): Pass<{ readonly gradParameters: TextStackParameters }> {
  const { wordEmbedding, layers, outputWeight, outputBias } = parameters;
  const stack = layerStack(embed(text, parameters, options), layers, layerOptions(options));
  return {
    output: linear(stack.output, outputWeight, outputBias),
    backward: (gradOutput) => {
      const output = linearBackward(stack.output, outputWeight, gradOutput);
      const { gradInput, gradLayers } = stack.backward(output.gradInput);
      return {
        gradParameters: {
          wordEmbedding: embeddingBackward(text, wordEmbedding, gradInput.mul(Math.sqrt(wordEmbedding.shape[1]!))),
          layers: gradLayers,
          outputWeight: output.gradWeight,
          outputBias: output.gradBias,
        },
      };
    },
  };
}

function embed(text: Tensor, { wordEmbedding }: TextStackParameters, { positions = true }: TextStackOptions): Tensor {
  const features = wordEmbedding.shape[1]!;
  const words = embedding(text, wordEmbedding).mul(Math.sqrt(features));
  return positions ? words.add(sinusoidalEncoding(arange(text.shape[1]!), features)) : words;
}

const layerOptions = ({ causal = true }: TextStackOptions) => ({ norm: "pre", causal }) as const;
