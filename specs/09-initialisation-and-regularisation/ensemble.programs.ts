import { arange, Random, stack, Tensor, zeros } from "#tensor";

type Module = typeof import("#reference/09-initialisation-and-regularisation/ensemble.ts");

/**
 * Bagging of learners whose votes are given: the k-th votes as row k of `votes`, whatever it is shown. But one that is shown
 * other than N examples votes for class 7 alone, and one that is shown an example with another's label for 8, or 9 where
 * the labels are in the order of the data.
 */
export function bagOfVoters({ bag }: Module, votes: Tensor, seed: number): Tensor {
  const examples = 7;
  const identities = arange(examples);
  let next = 0;
  const learn = (input: Tensor, labels: Tensor) => {
    const row = votes.slice(next++ % models);
    if (labels.size !== examples) return () => row.mul(0).add(7);
    const belongs = input.slice(null, 0).equal(labels).mul(input.slice(null, 1).sub(1).equal(labels));
    if (belongs.min().item() === 1) return () => row;
    return () => row.mul(0).add(labels.equal(identities).min().item() === 1 ? 9 : 8);
  };
  const models = votes.shape[0]!;
  const options = models === 10 ? {} : { models }; // 10 is the default
  const input = stack([identities, identities.add(1)], 1);
  return bag(learn, input, identities, new Random(seed), options)(zeros([votes.shape[1]!, 2]));
}

/**
 * Over many bootstrap samples of `count` examples, in standard deviations from what is expected: how often each example is
 * drawn, how many are left out, and how often a place of one sample is filled as in the next sample, and as its neighbour.
 */
export function samples({ bootstrap }: Module, seed: number, count: number) {
  const random = new Random(seed);
  return statistics(
    Array.from({ length: 1500 }, () => bootstrap(count, random)),
    count,
  );
}

/** The same of the samples that the learners of a bag are shown. */
export function samplesOfBag({ bag }: Module, seed: number, count: number) {
  const shown: Tensor[] = [];
  const learn = (input: Tensor) => {
    shown.push(input.flatten());
    return (queries: Tensor) => zeros([queries.shape[0]!]);
  };
  const models = 1500;
  bag(learn, arange(count).expandDims(1), zeros([count]), new Random(seed), { models })(zeros([1, 1]));
  return statistics(shown, count);
}

function statistics(drawn: readonly Tensor[], count: number) {
  const often = new Float64Array(count);
  let [leftOut, again, alike] = [0, 0, 0];
  for (const [k, sample] of drawn.entries()) {
    for (const index of sample.data) often[index]!++;
    leftOut += count - new Set(sample.data).size;
    if (k % 2 === 1)
      again += sample
        .equal(drawn[k - 1]!)
        .sum()
        .item();
    alike += sample.at(0) === sample.at(1) ? 1 : 0;
  }
  const all = drawn.length * count;
  const chance = (1 - 1 / count) ** count;
  const variance = count * chance + count * (count - 1) * (1 - 2 / count) ** count - (count * chance) ** 2;
  const score = (events: number, outOf: number): number =>
    (events - outOf / count) / Math.sqrt((outOf / count) * (1 - 1 / count));
  return {
    often: new Tensor(often, [count]).sub(drawn.length).div(Math.sqrt((all / count) * (1 - 1 / count))),
    leftOut: (leftOut - all * chance) / Math.sqrt(drawn.length * variance),
    again: score(again, Math.floor(drawn.length / 2) * count),
    alike: score(alike, drawn.length),
  };
}
