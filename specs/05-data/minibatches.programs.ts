import { arange, concatenate, Random, tensor, zeros, type Tensor } from "#tensor";
import type { Batch, TrainingOptions } from "#reference/05-data/minibatches.ts";

type Module = typeof import("#reference/05-data/minibatches.ts");

/** The batches one after another: the size of each, and all examples in rows, their label in the last column. */
export function unshuffled(
  { minibatches }: Module,
  inputs: Tensor,
  labels: Tensor,
  batchSize: number,
  options?: TrainingOptions,
) {
  const batches = minibatches(inputs, labels, batchSize, new Random(1), { ...options, shuffle: false });
  return { sizes: sizesOf(batches), rows: rowsOf(batches, inputs.shape[1]! + 1) };
}

/**
 * The sizes of the batches, the examples of each epoch in the order of their first column, and at how many places a second training with
 * the same seed agrees.
 */
export function shuffled(
  { minibatches }: Module,
  inputs: Tensor,
  labels: Tensor,
  batchSize: number,
  seed: number,
  epochs: number,
) {
  const [count, width] = [labels.size, inputs.shape[1]! + 1];
  const batches = minibatches(inputs, labels, batchSize, new Random(seed), { epochs });
  const [rows, again] = [batches, minibatches(inputs, labels, batchSize, new Random(seed), { epochs })].map((one) =>
    rowsOf(one, width),
  ) as [Tensor, Tensor];
  const order = [...Array(rows.shape[0]).keys()].toSorted(
    (a, b) => Math.floor(a / count) - Math.floor(b / count) || rows.at(a, 0) - rows.at(b, 0),
  );
  const same = [...rows.data].filter((entry, place) => entry === again.data[place]).length;
  return { sizes: sizesOf(batches), rows: rows.gather(order), same };
}

const examples = 10;
const batchSize = 4;
const trainings = 1000;

/**
 * Over many trainings of two epochs with two full batches each, in standard deviations from what is expected: how often each of ten
 * examples is in each of the four batches, in the first batch together with the next example, and in the first batch of
 * both epochs.
 */
export function fates({ minibatches }: Module, seed: number): Tensor {
  const random = new Random(seed);
  const inputs = arange(examples).expandDims(1);
  const labels = zeros([examples]);
  const counts = [0, 1, 2, 3, 4, 5].map(() => new Float64Array(examples));
  for (let t = 0; t < trainings; t++) {
    const batches = minibatches(inputs, labels, batchSize, random, { epochs: 2, dropLast: true });
    const members = [0, 1, 2, 3].map((k) => new Set(batches[k]?.inputs.data));
    for (let n = 0; n < examples; n++) {
      for (const [k, batch] of members.entries()) if (batch.has(n)) counts[k]![n]!++;
      if (members[0]!.has(n) && members[0]!.has((n + 1) % examples)) counts[4]![n]!++;
      if (members[0]!.has(n) && members[2]!.has(n)) counts[5]![n]!++;
    }
  }
  const chances = [0.4, 0.4, 0.4, 0.4, (4 * 3) / (10 * 9), 0.4 ** 2];
  return concatenate(
    counts.map((count, k) => {
      const chance = chances[k]!;
      return tensor([...count])
        .sub(trainings * chance)
        .div(Math.sqrt(trainings * chance * (1 - chance)));
    }),
  );
}

function sizesOf(batches: readonly Batch[]): Tensor {
  return tensor(batches.map((batch) => batch.labels.size));
}

function rowsOf(batches: readonly Batch[], width: number): Tensor {
  if (batches.length === 0) return zeros([0, width]);
  return concatenate(batches.map(({ inputs, labels }) => concatenate([inputs, labels.reshape([labels.size, 1])], 1)));
}
