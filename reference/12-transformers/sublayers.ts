// The three sublayers of a Transformer, each with the gradients of its input and its parameters.

import type { Tensor } from "#tensor";
import {
  feedForward,
  feedForwardBackward,
  type FeedForwardOptions,
  type FeedForwardParameters,
} from "#reference/12-transformers/feed-forward.ts";
import {
  multiHeadAttention,
  multiHeadAttentionBackward,
  type AttentionOptions,
  type AttentionParameters,
} from "#reference/12-transformers/multi-head-attention.ts";
import type { Sublayer } from "#reference/12-transformers/residual.ts";

interface Gradients<Parameters> {
  readonly gradInput: Tensor;
  readonly gradParameters: Parameters;
}

/** Queries, keys and values are the same sequence, so its gradient is the sum of three. */
export function selfAttentionSublayer(
  parameters: AttentionParameters,
  options: AttentionOptions,
): Sublayer<Gradients<AttentionParameters>> {
  return {
    forward: (x) => multiHeadAttention(x, x, x, parameters, options),
    backward: (x, gradOutput) => {
      const gradients = multiHeadAttentionBackward(x, x, x, parameters, gradOutput, options);
      const { gradQuery, gradKey, gradValue, gradParameters } = gradients;
      return { gradInput: gradQuery.add(gradKey).add(gradValue), gradParameters };
    },
  };
}

/** Keys and values are the memory, which the encoder wrote. */
export function crossAttentionSublayer(
  memory: Tensor,
  parameters: AttentionParameters,
  options: AttentionOptions,
): Sublayer<Gradients<AttentionParameters> & { readonly gradMemory: Tensor }> {
  return {
    forward: (x) => multiHeadAttention(x, memory, memory, parameters, options),
    backward: (x, gradOutput) => {
      const gradients = multiHeadAttentionBackward(x, memory, memory, parameters, gradOutput, options);
      const { gradQuery, gradKey, gradValue, gradParameters } = gradients;
      return { gradInput: gradQuery, gradMemory: gradKey.add(gradValue), gradParameters };
    },
  };
}

export function positionWise(
  parameters: FeedForwardParameters,
  options: FeedForwardOptions,
): Sublayer<Gradients<FeedForwardParameters>> {
  return {
    forward: (x) => feedForward(x, parameters, options),
    backward: (x, gradOutput) => feedForwardBackward(x, parameters, gradOutput, options),
  };
}
