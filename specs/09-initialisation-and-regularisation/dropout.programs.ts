import { ones, Random, type Tensor, where } from "#tensor";
import type { Dropped, DropoutOptions } from "#reference/09-initialisation-and-regularisation/dropout.ts";

type Module = typeof import("#reference/09-initialisation-and-regularisation/dropout.ts");

/** What comes back where chance plays no part: in evaluation, or with p = 0. */
export function withoutChance({ dropout }: Module, input: Tensor, options?: DropoutOptions): Dropped {
  return dropout(input, new Random(1), options);
}

/**
 * The input, worked out again from the output of one call and the mask of the same call made once more: kept entries are
 * multiplied by 1 − p, dropped ones added to what should be 0. Whatever stream of numbers decides, this is the input.
 */
export function restored({ dropout }: Module, input: Tensor, seed: number, options?: DropoutOptions): Tensor {
  const { p = 0.5, training = true } = options ?? {};
  const { output } = dropout(input, new Random(seed), options);
  const { mask } = dropout(input, new Random(seed), options);
  const dropped = where(mask.equal(0), input.add(output), mask);
  return where(mask.equal(1), output.mul(training ? 1 - p : 1), dropped);
}

const rows = 100;
const columns = 200;

/** How many entries are kept and what they add up to, in standard deviations from what is expected. */
export function share({ dropout }: Module, seed: number, p: number): { kept: number; mean: number } {
  const count = rows * columns;
  const { output, mask } = dropout(ones([rows, columns]), new Random(seed), { p });
  return {
    kept: score(mask.sum().item(), count, 1 - p),
    mean: (output.mean().item() - 1) / Math.sqrt(p / (1 - p) / count),
  };
}

/**
 * How often two entries share their fate, in standard deviations from what chance gives: of one call and the next, of one
 * row and the next, of one column and the next.
 */
export function company({ dropout }: Module, seed: number, p: number) {
  const random = new Random(seed);
  const input = ones([rows, columns]);
  const { mask } = dropout(input, random, { p });
  const { mask: next } = dropout(input, random, { p });
  const together = p ** 2 + (1 - p) ** 2;
  // Only every other pair of neighbours: they have no entry in common, so the pairs are independent.
  const agreement = (a: Tensor, b: Tensor): number => score(a.equal(b).sum().item(), a.size, together);
  return {
    calls: agreement(mask, next),
    rows: agreement(mask.slice([0, null, 2]), mask.slice([1, null, 2])),
    columns: agreement(mask.slice(null, [0, null, 2]), mask.slice(null, [1, null, 2])),
  };
}

/** How much the number of kept entries varies over many calls, as a share of what it should vary. */
export function variation({ dropout }: Module, seed: number, p: number): number {
  const random = new Random(seed);
  const [calls, entries] = [400, 50];
  const counts = Array.from({ length: calls }, () =>
    dropout(ones([entries]), random, { p })
      .mask.sum()
      .item(),
  );
  const expected = entries * (1 - p);
  const variance = counts.reduce((total, count) => total + (count - expected) ** 2, 0) / calls;
  return variance / (entries * p * (1 - p));
}

/** A count of independent events in standard deviations from its expectation. */
function score(count: number, outOf: number, chance: number): number {
  return (count - outOf * chance) / Math.sqrt(outOf * chance * (1 - chance));
}
