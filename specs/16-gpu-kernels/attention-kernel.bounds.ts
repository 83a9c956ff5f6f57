import { arange, where, type Tensor } from "#tensor";
import type { AttentionOptions } from "#reference/16-gpu-kernels/attention-kernel.ts";
import { division, exponential, gamma, secondOrder, smallest, squareRoot, unit } from "./rounding.ts";

/**
 * Scores are off as products of matrices are, and by the scaling. A weight is off in proportion to the error of its score and of the row's
 * largest, and by the exponential's own; the sums over the keys and the division follow. The row's largest is the same for all of a row, so its
 * error leaves the quotient alone but for the rounding of the differences from it.
 */
export function attention(
  query: Tensor,
  key: Tensor,
  value: Tensor,
  { causal = false }: AttentionOptions = {},
): Tensor {
  const [targets, depth] = query.shape as readonly [number, number];
  const sources = key.shape[0]!;
  const scale = 1 / Math.sqrt(depth);
  const hidden = arange(sources).greater(arange(targets).expandDims(1)).mul(Number(causal));
  const scores = query.matmul(key.T).mul(scale);
  const ofScore = query
    .abs()
    .matmul(key.abs().T)
    .mul(scale * gamma(depth + division + squareRoot))
    .add(smallest);
  const seen = where(hidden, -Infinity, scores);
  const below = seen.max(-1, { keepDims: true }).sub(scores).maximum(0);
  const powers = where(hidden, 0, below.neg().exp());
  const shares = powers.div(powers.sum(-1, { keepDims: true }));
  const ofPower = below.map((t) => (t + exponential(t)) * unit).add(ofScore);
  const ofSum = ofPower.mul(shares).sum(-1, { keepDims: true });
  const roundings = (sources + 1) * unit;
  const ofMix = shares.mul(ofPower.add(roundings)).matmul(value.abs());
  const result = shares.matmul(value.abs());
  return ofMix
    .add(result.mul(ofSum.add(roundings + division * unit)))
    .mul(secondOrder)
    .add(sources * smallest);
}
