// What additive and dot attention share.

import { ShapeError, where, type Tensor } from "#tensor";

/**
 * Softmax along the last axis over what may be seen.
 *
 * @param scores - `[N, T, S]`.
 * @param mask - `[N, S]`, 1 for a key that may be seen, 0 for padding.
 * @returns `[N, T, S]`, rows that sum to 1, or hold zeros where nothing may be seen.
 */
export function maskedSoftmax(scores: Tensor, mask?: Tensor): Tensor {
  const seen = mask ? where(mask.expandDims(1), scores, -Infinity) : scores;
  // The bound keeps −∞ − (−∞), which is NaN, out of rows where nothing may be seen.
  const largest = seen.max(-1, { keepDims: true }).maximum(-Number.MAX_VALUE);
  const powers = seen.sub(largest).exp();
  // The largest power is exp(0), so the sum is at least 1 but where nothing may be seen.
  return powers.div(powers.sum(-1, { keepDims: true }).maximum(1));
}

/** dL/dscores from the weights A = softmax(scores) and dL/dA: `A ∘ (dL/dA − Σ_s dL/dA ∘ A)`, 0 where A is 0. */
export function gradientOfScores(weights: Tensor, gradWeights: Tensor): Tensor {
  const expected = gradWeights.mul(weights).sum(-1, { keepDims: true });
  return weights.mul(gradWeights.sub(expected));
}

/** Refuses what does not fit: by the name of each argument the tensor, undefined for an option left out, and its shape. */
export function expectShapes(
  caller: string,
  expected: { readonly [name: string]: readonly [Tensor | undefined, readonly (number | undefined)[]] },
): void {
  for (const [name, [given, fitting]] of Object.entries(expected)) {
    if (!given || given.shape.join() === fitting.join()) continue;
    throw new ShapeError(
      `${caller}: ${name} is [${given.shape.join(", ")}], expected [${fitting.join(", ")}]. ` +
        "Query, key and value are [batch, time, features], and there is a value for each key.",
    );
  }
}
