import { eye, zeros, type Tensor } from "#tensor";
import type { AttentionOptions } from "#reference/12-transformers/multi-head-attention.ts";

type Module = typeof import("#reference/12-transformers/multi-head-attention.ts");

/** Attention alone: the four linear maps change nothing, so that heads, scores and masks can be worked out by hand. */
export function withoutProjections(
  { multiHeadAttention }: Module,
  query: Tensor,
  key: Tensor,
  value: Tensor,
  options?: AttentionOptions,
): Tensor {
  const features = query.shape[2]!;
  const [weight, bias] = [eye(features), zeros([features])];
  const parameters = {
    weightQuery: weight,
    biasQuery: bias,
    weightKey: weight,
    biasKey: bias,
    weightValue: weight,
    biasValue: bias,
    weightOutput: weight,
    biasOutput: bias,
  };
  return multiHeadAttention(query, key, value, parameters, options);
}
