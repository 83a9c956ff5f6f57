import { arange, tensor, type Random, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { batchesPerEpoch, minibatches, positionOf, type Batch } from "#reference/05-data/minibatches.ts";

/** Batches whose indices, for each epoch, come from elsewhere. */
function batchesBy(
  indicesOf: (count: number, batchSize: number, random: Random, epoch: number, shuffle: boolean) => Tensor[],
  { leavesOut = true } = {},
): typeof minibatches {
  return (inputs, labels, batchSize, random, options = {}) => {
    minibatches(inputs, labels, batchSize, random, { ...options, shuffle: false }); // refuses what it must
    const { shuffle = true, dropLast = false, epochs = 1 } = options;
    return Array.from({ length: epochs }, (_, epoch) =>
      indicesOf(labels.size, batchSize, random, epoch, shuffle)
        .filter((indices) => !(dropLast && leavesOut) || indices.size === batchSize)
        .map((indices): Batch => ({ inputs: inputs.gather(indices), labels: labels.gather(indices) })),
    ).flat();
  };
}

function cut(order: Tensor, batchSize: number): Tensor[] {
  return Array.from({ length: Math.ceil(order.size / batchSize) }, (_, k) =>
    order.slice([k * batchSize, (k + 1) * batchSize]),
  );
}

const orderOf = (count: number, random: Random, shuffle: boolean): Tensor =>
  shuffle ? tensor(random.permutation(count)) : arange(count);

export default mistakes<typeof import("#reference/05-data/minibatches.ts")>({
  "last batch not counted": {
    looksLike: "The examples that are left over after the full batches make no batch.",
    reread: "⌈N / B⌉: rounded up",
    batchesPerEpoch: (count, batchSize) => batchesPerEpoch(count, batchSize, { dropLast: true }),
  },
  "always one more": {
    looksLike: "There is always one batch more than full ones, also where nothing is left over.",
    reread: "⌈N / B⌉ is N / B where that is a whole number",
    batchesPerEpoch: (count, batchSize, options = {}) => {
      const full = batchesPerEpoch(count, batchSize, { dropLast: true });
      return options.dropLast ? full : full + 1;
    },
  },
  "short batch always counted": {
    looksLike: "The short last batch is counted even where it is to be left out.",
    reread: "⌊N / B⌋ when a short last batch is left out",
    batchesPerEpoch: (count, batchSize) => batchesPerEpoch(count, batchSize),
  },
  "rounded to the nearest": {
    looksLike:
      "N / B is rounded to the nearest whole number: less than half a batch is forgotten, more than half counts.",
    reread: "⌈N / B⌉, or ⌊N / B⌋",
    batchesPerEpoch: (count, batchSize) => {
      batchesPerEpoch(count, batchSize);
      return Math.round(count / batchSize);
    },
  },
  "sizes not looked at": {
    looksLike: "Any sizes are divided, also 0 and halves.",
    reread: "@throws RangeError: count or batchSize is not a whole number, at least 1",
    batchesPerEpoch: (count, batchSize, { dropLast = false } = {}) =>
      dropLast ? Math.floor(count / batchSize) : Math.ceil(count / batchSize),
  },
  "examples counted as iterations": {
    looksLike: "The iteration is divided by the number of examples, as if a batch were one example.",
    reread: "an iteration: one step, with a whole batch",
    positionOf: (iteration, count, batchSize, options) => {
      positionOf(iteration, count, batchSize, options);
      return { epoch: Math.floor(iteration / count), batch: iteration % count };
    },
  },
  "counted from 1": {
    looksLike: "The epochs are counted from 1.",
    reread: "epoch and batch, counted from 0",
    positionOf: (...args) => {
      const { epoch, batch } = positionOf(...args);
      return { epoch: epoch + 1, batch };
    },
  },
  "epochs of full batches": {
    looksLike: "An epoch ends before its short last batch.",
    reread: "⌈N / B⌉ batches in an epoch, unless the last is left out",
    positionOf: (iteration, count, batchSize, options) => {
      positionOf(iteration, count, batchSize, options);
      const full = Math.max(batchesPerEpoch(count, batchSize, { dropLast: true }), 1);
      return { epoch: Math.floor(iteration / full), batch: iteration % full };
    },
  },
  "first example for the batch": {
    looksLike: "The second number is the index of the batch's first example, not of the batch.",
    reread: "which batch of that epoch it takes",
    positionOf: (iteration, count, batchSize, options) => {
      const { epoch, batch } = positionOf(iteration, count, batchSize, options);
      return { epoch, batch: batch * batchSize };
    },
  },
  "short batch lost": {
    looksLike: "The examples that are left over after the full batches never come.",
    reread: "in batches of B and, if N is no multiple of B, a shorter last one",
    minibatches: (inputs, labels, batchSize, random, options) =>
      minibatches(inputs, labels, batchSize, random, { ...options, dropLast: true }),
  },
  "short batch never left out": {
    looksLike: "The short last batch comes even where it is to be left out.",
    reread: "options.dropLast: whether a last batch of fewer than B is left out",
    minibatches: (inputs, labels, batchSize, random, options) =>
      minibatches(inputs, labels, batchSize, random, { ...options, dropLast: false }),
  },
  "short batch filled up": {
    looksLike: "The last batch is filled up with examples from the beginning, which come twice in the epoch.",
    reread: "Every epoch holds each example once",
    minibatches: batchesBy((count, batchSize, random, _, shuffle) => {
      const order = orderOf(count, random, shuffle);
      return cut(order, batchSize).map((indices, k) =>
        tensor(Array.from({ length: batchSize }, (__, i) => order.at((k * batchSize + i) % count))),
      );
    }),
  },
  "shuffled once": {
    looksLike: "The data are shuffled before the first epoch, and all epochs have the same batches.",
    reread: "shuffled anew for every epoch",
    minibatches: (inputs, labels, batchSize, random, { epochs = 1, ...options } = {}) => {
      minibatches(inputs, labels, batchSize, random, { ...options, epochs, shuffle: false });
      const epoch = minibatches(inputs, labels, batchSize, random, options);
      return Array.from({ length: epochs }, () => epoch).flat();
    },
  },
  "never shuffled": {
    looksLike: "The batches always follow the order of the data.",
    reread: "options.shuffle: true when left out",
    minibatches: (inputs, labels, batchSize, random, options) =>
      minibatches(inputs, labels, batchSize, random, { ...options, shuffle: false }),
  },
  "always shuffled": {
    looksLike: "The data are shuffled even where their order was to be kept.",
    reread: "options.shuffle: else all epochs have the order of the data",
    minibatches: (inputs, labels, batchSize, random, options) =>
      minibatches(inputs, labels, batchSize, random, { ...options, shuffle: true }),
  },
  "order of the batches shuffled": {
    looksLike: "Only the batches change places; the examples in each stay together in every epoch.",
    reread: "the examples are shuffled, anew for every epoch",
    minibatches: batchesBy((count, batchSize, random, _, shuffle) => {
      const batches = cut(arange(count), batchSize);
      const full = batches.filter((indices) => indices.size === batchSize);
      const short = batches.slice(full.length);
      return shuffle ? [...random.permutation(full.length).map((k) => full[k]!), ...short] : batches;
    }),
  },
  "drawn with replacement": {
    looksLike: "Each example of a batch is drawn from all, so an epoch has some of them twice and others not at all.",
    reread: "Every epoch holds each example once",
    minibatches: batchesBy((count, batchSize, random, _, shuffle) =>
      cut(shuffle ? tensor(Array.from({ length: count }, () => random.integer(0, count))) : arange(count), batchSize),
    ),
  },
  "left out before shuffling": {
    looksLike: "What makes no full batch is left out before shuffling: the same examples in every epoch.",
    reread: "options.dropLast: other examples in every epoch",
    minibatches: (inputs, labels, batchSize, random, { dropLast = false, ...options } = {}) => {
      const all = minibatches(inputs, labels, batchSize, random, { ...options, shuffle: false, dropLast });
      const kept = labels.size - (dropLast ? labels.size % batchSize : 0);
      if (kept === 0) return all;
      return minibatches(inputs.slice([0, kept]), labels.slice([0, kept]), batchSize, random, options);
    },
  },
  "labels in the old order": {
    looksLike: "The inputs are shuffled and the labels are not, so an input gets the label of another.",
    reread: "Every input keeps its label",
    minibatches: (inputs, labels, batchSize, random, options = {}) => {
      const batches = minibatches(inputs, labels, batchSize, random, options);
      const old = minibatches(inputs, labels, batchSize, random, { ...options, shuffle: false });
      return batches.map((batch, k) => ({ inputs: batch.inputs, labels: old[k]!.labels }));
    },
  },
  "one epoch only": {
    looksLike: "The batches of a single epoch come back, however many were asked for.",
    reread: "options.epochs: how many times the data are gone through",
    minibatches: (inputs, labels, batchSize, random, options = {}) => {
      minibatches(inputs, labels, batchSize, random, { ...options, shuffle: false });
      return minibatches(inputs, labels, batchSize, random, { ...options, epochs: 1 });
    },
  },
  "labels not counted": {
    looksLike: "Inputs and labels of different numbers are cut all the same, and some are left over.",
    reread: "@throws ShapeError: when there is not one label for each input",
    minibatches: (inputs, labels, ...rest) => {
      const count = Math.min(labels.size, inputs.shape[0]!);
      return minibatches(inputs.slice([0, count]), labels.flatten().slice([0, count]), ...rest);
    },
  },
});
