/**
 * Attention alone, without linear maps, by the course's layer of four linear maps over D features: identities for maps.
 *
 * Another scale than 1/√d goes into the query's map. Features that only the keys or only the values have are 0 in the
 * others.
 */
import { multiHeadAttention, type AttentionParameters } from "#reference/12-transformers/multi-head-attention.ts";
import { eye, zeros, type Tensor } from "#tensor";

export interface Settings {
  readonly causal: boolean;
  /** `[N, S]` */
  readonly mask?: Tensor;
  /** 1/√d when left out. */
  readonly scale?: number;
}

/** Attention over `[N, heads, T, d]`, keys `[N, heads, S, d]` and values `[N, heads, S, e]`: the layer between identities. */
export function attend(query: Tensor, key: Tensor, value: Tensor, { scale, causal, mask }: Settings): Tensor {
  const [heads, size, wanted] = [query.shape[1]!, query.shape[3]!, value.shape[3]!];
  const common = Math.max(size, wanted);
  const features = heads * common;
  const [q, k, v] = [query, key, value].map((x) =>
    merge(
      x.pad([
        [0, 0],
        [0, 0],
        [0, 0],
        [0, common - x.shape[3]!],
      ]),
    ),
  ) as [Tensor, Tensor, Tensor];
  const [identity, none] = [eye(features), zeros([features])];
  const own = Math.sqrt(common) * (scale ?? 1 / Math.sqrt(size));
  const parameters: AttentionParameters = {
    weightQuery: identity.mul(own),
    weightKey: identity,
    weightValue: identity,
    weightOutput: identity,
    biasQuery: none,
    biasKey: none,
    biasValue: none,
    biasOutput: none,
  };
  const result = multiHeadAttention(q, k, v, parameters, { heads, causal, ...(mask ? { mask } : {}) });
  return split(result, heads).slice(null, null, null, [0, wanted]);
}

/** [N, T, heads · d] -> [N, heads, T, d] */
export function split(x: Tensor, heads: number): Tensor {
  const [batch, length, features] = x.shape as [number, number, number];
  return x.reshape([batch, length, heads, features / heads]).transpose([0, 2, 1, 3]);
}

/** [N, heads, T, d] -> [N, T, heads · d] */
export function merge(x: Tensor): Tensor {
  const [batch, heads, length, size] = x.shape as [number, number, number, number];
  return x.transpose([0, 2, 1, 3]).reshape([batch, length, heads * size]);
}
