import { variants } from "#graders/spec/authoring.ts";
import { batchesPerEpoch, minibatches, positionOf, type Batch } from "#reference/05-data/minibatches.ts";

export default variants<typeof import("#reference/05-data/minibatches.ts")>({
  "by remainders": {
    batchesPerEpoch: (count, batchSize, { dropLast = false } = {}) => {
      batchesPerEpoch(count, batchSize); // refuses what is no size
      const rest = count % batchSize;
      return (count - rest) / batchSize + (rest > 0 && !dropLast ? 1 : 0);
    },
    positionOf: (iteration, count, batchSize, options) => {
      positionOf(iteration, count, batchSize, options); // refuses what it must
      let [epoch, batch] = [0, iteration];
      while (batch >= batchesPerEpoch(count, batchSize, options)) {
        batch -= batchesPerEpoch(count, batchSize, options);
        epoch++;
      }
      return { epoch, batch };
    },
  },
  "one batch after another, by sorting random keys": {
    minibatches: (inputs, labels, batchSize, random, options = {}) => {
      minibatches(inputs, labels, batchSize, random, { ...options, shuffle: false }); // refuses what it must
      const { shuffle = true, dropLast = false, epochs = 1 } = options;
      const batches: Batch[] = [];
      for (let epoch = 0; epoch < epochs; epoch++) {
        const keys = [...labels.data.keys()].map((n) => (shuffle ? random.number() : n));
        const waiting = [...labels.data.keys()].toSorted((a, b) => keys[a]! - keys[b]!);
        while (waiting.length > 0) {
          const indices = waiting.splice(0, batchSize);
          if (dropLast && indices.length < batchSize) break;
          batches.push({ inputs: inputs.gather(indices), labels: labels.gather(indices) });
        }
      }
      return batches;
    },
  },
});
