// The three sublayers of a Transformer, each with the gradients of its input and its parameters.

import type { Tensor } from "#tensor";
import {
  feedForwardPass,
  type FeedForwardGradients,
  type FeedForwardOptions,
  type FeedForwardParameters,
} from "#reference/12-transformers/feed-forward.ts";
import {
  attentionPass,
  type AttentionOptions,
  type AttentionParameters,
} from "#reference/12-transformers/multi-head-attention.ts";
import type { Sublayer } from "#reference/12-transformers/residual.ts";

interface Gradients {
  readonly gradInput: Tensor;
  readonly gradParameters: AttentionParameters;
}

/** Queries, keys and values are the same sequence, so its gradient is the sum of three. */
export function selfAttentionSublayer(parameters: AttentionParameters, options: AttentionOptions): Sublayer<Gradients> {
  return (x) => {
    const { output, backward } = attentionPass(x, x, x, parameters, options);
    return {
      output,
      backward: (gradOutput) => {
        const { gradQuery, gradKey, gradValue, gradParameters } = backward(gradOutput);
        return { gradInput: gradQuery.add(gradKey).add(gradValue), gradParameters };
      },
    };
  };
}

/** Keys and values are the memory, which the encoder wrote. */
export function crossAttentionSublayer(
  memory: Tensor,
  parameters: AttentionParameters,
  options: AttentionOptions,
): Sublayer<Gradients & { readonly gradMemory: Tensor }> {
  return (x) => {
    const { output, backward } = attentionPass(x, memory, memory, parameters, options);
    return {
      output,
      backward: (gradOutput) => {
        const { gradQuery, gradKey, gradValue, gradParameters } = backward(gradOutput);
        return { gradInput: gradQuery, gradMemory: gradKey.add(gradValue), gradParameters };
      },
    };
  };
}

export function positionWise(
  parameters: FeedForwardParameters,
  options: FeedForwardOptions,
): Sublayer<FeedForwardGradients> {
  return (x) => feedForwardPass(x, parameters, options);
}
