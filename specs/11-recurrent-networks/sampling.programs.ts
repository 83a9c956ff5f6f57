import { Random, stack, Tensor } from "#tensor";
import type { SamplingOptions } from "#reference/11-recurrent-networks/sampling.ts";

type Module = typeof import("#reference/11-recurrent-networks/sampling.ts");

/** What is drawn with a seed. */
export function sampled({ sample }: Module, logits: Tensor, seed: number, options?: SamplingOptions): Tensor {
  return sample(logits, new Random(seed), options);
}

/** e^z of what top-k leaves: 0 for what is cut off, since an infinity equals itself whatever was computed on the way. */
export function powersOfTopK({ keepTopK }: Module, logits: Tensor, k: number): Tensor {
  return keepTopK(logits, k).exp();
}

/** e^z of what top-p leaves. */
export function powersOfTopP({ keepTopP }: Module, logits: Tensor, p: number): Tensor {
  return keepTopP(logits, p).exp();
}

const draws = 8000;

/**
 * How far the count of each token in {@link draws} rows with the same scores is from its expectation, see
 * {@link deviation}; for a token that must not come, the count, times 100.
 */
export function frequencies({ sample }: Module, logits: Tensor, seed: number, options?: SamplingOptions): Tensor {
  const drawn = sample(rowsOf(logits), new Random(seed), options);
  const counts = new Float64Array(logits.size);
  for (const token of drawn.data) counts[token]! += 1;
  const expected = probabilitiesOf(logits, options ?? {});
  const scores = [...counts].map((count, token) => {
    const p = expected[token]!;
    return p === 0 ? 100 * count : deviation(count, draws, p);
  });
  // Tokens beyond the vocabulary, or of no number at all, are counted nowhere.
  const known = counts.reduce((sum, count) => sum + count, 0);
  return new Tensor([...scores, 100 * (draws - known)], [logits.size + 1]);
}

/** How far the number of times that two rows, and two calls, draw the same token is from what chance gives. */
export function company({ sample }: Module, logits: Tensor, seed: number, options?: SamplingOptions) {
  const random = new Random(seed);
  const together = probabilitiesOf(logits, options ?? {}).reduce((sum, p) => sum + p * p, 0);
  const first = sample(rowsOf(logits), random, options);
  const second = sample(rowsOf(logits), random, options);
  const agreement = (a: Tensor, b: Tensor): number => deviation(a.equal(b).sum().item(), a.size, together);
  // Only every other pair of neighbours: they have no row in common, so the pairs are independent.
  return { rows: agreement(first.slice([0, null, 2]), first.slice([1, null, 2])), calls: agreement(first, second) };
}

function rowsOf(logits: Tensor): Tensor {
  return stack(Array.from({ length: draws }, () => logits));
}

/** The probabilities that the options leave, by sorting. */
function probabilitiesOf(logits: Tensor, { temperature = 1, topK = Infinity, topP = 1 }: SamplingOptions): number[] {
  const powers = [...logits.data].map((z) => Math.exp(z / temperature));
  const order = [...powers.keys()].toSorted((a, b) => powers[b]! - powers[a]!).slice(0, topK);
  const whole = order.reduce((sum, token) => sum + powers[token]!, 0);
  const nucleus: number[] = [];
  let reached = 0;
  for (const token of order) {
    if (reached >= topP * whole) break;
    nucleus.push(token);
    reached += powers[token]!;
  }
  return powers.map((power, token) => (nucleus.includes(token) ? power / reached : 0));
}

/**
 * How far a count of n independent events of probability p is from n p: `±√(2 n KL(count/n ‖ p))`, which is close to the
 * distance in standard deviations. By Chernoff's bound it is above t with a probability of `exp(−t²/2)` at most, for any
 * n and p, and as seldom below −t.
 */
function deviation(count: number, n: number, p: number): number {
  const seen = count / n;
  const part = (share: number, expected: number): number => (share > 0 ? share * Math.log(share / expected) : 0);
  const divergence = Math.max(0, part(seen, p) + part(1 - seen, 1 - p));
  return Math.sign(seen - p) * Math.sqrt(2 * n * divergence);
}
