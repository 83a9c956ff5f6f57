import { arange, concatenate, ones, stack, tensor, where, type Random, type Tensor } from "#tensor";

type Module = typeof import("#reference/12-transformers/train-transformer.ts");

/**
 * What is written when the logits come from a table `[N, T, W, W]`: those of sentence n behind token v at place t are its row
 * (n, t, v), and every word that stands twice in the text so far is a little likelier.
 */
export function decode({ greedyDecode }: Module, table: Tensor): Tensor {
  const [count, length, words] = table.shape as readonly [number, number, number];
  const decoder = (inputs: Tensor): Tensor => {
    const rows = Array.from({ length: count }, (_, n) =>
      stack(
        Array.from({ length: inputs.shape[1]! }, (_, t) => {
          const sofar = inputs.slice(n, [0, t + 1]);
          const repeated = sofar.expandDims(1).equal(arange(words)).sum(0).greater(1);
          return table.slice(n, t, inputs.at(n, t)).add(repeated.mul(0.25));
        }),
      ),
    );
    return stack(rows);
  };
  return greedyDecode(decoder, count, length);
}

/**
 * Trains on some pairs, then translates other sources: the tokens up to the end token, one sentence behind the other.
 *
 * A decoder looks back only. Where its logits change with the last word that it reads, which stands behind, it gives no answer, −1.
 */
export function learn(
  { trainTransformer, greedyDecode }: Module,
  sources: Tensor,
  targets: Tensor,
  testSources: Tensor,
  random: Random,
): Tensor {
  const translate = trainTransformer(sources, targets, random);
  const [count, length] = testSources.shape as readonly [number, number];
  const written = greedyDecode((inputs) => translate(testSources, inputs), count, length);
  const read = concatenate([ones([count, 1]), written.slice(null, [0, -1])], 1);
  const isLast = arange(length).equal(length - 1);
  const other = where(isLast, read.equal(3).add(3), read); // 3, or 4 where a 3 stood
  const change = translate(testSources, other).sub(translate(testSources, read)).abs().max(2);
  const answers = where(change.less(1e-4).maximum(isLast), written, -1);
  const words = testSources.greater(2).sum(1);
  const upToTheEnd = Array.from({ length: count }, (_, n) => [...answers.slice(n, [0, words.at(n) + 1]).data]);
  return tensor(upToTheEnd.flat());
}
