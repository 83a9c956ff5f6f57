import { mistakes } from "#graders/spec/authoring.ts";
import {
  averageVote,
  bag,
  bootstrap,
  majorityVote,
  outOfBag,
} from "#reference/09-initialisation-and-regularisation/ensemble.ts";
import { arange, type Random, stack, tensor, type Tensor } from "#tensor";

type Module = typeof import("#reference/09-initialisation-and-regularisation/ensemble.ts");

/** Counts of votes `[N, C]`, for what is right of a vote. */
function counts(votes: Tensor): Tensor {
  majorityVote(votes); // refuses what is no vote
  return votes
    .expandDims(2)
    .equal(arange(votes.max().item() + 1))
    .sum(0);
}

/** A bag whose models are trained on other data. */
const bagOn =
  (
    sampleOf: (size: number, random: Random, model: number) => { readonly input: Tensor; readonly labels: Tensor },
  ): Module["bag"] =>
  (learn, input, labels, random, { models = 10 } = {}) => {
    const classifiers = Array.from({ length: models }, (_, model) => {
      const chosen = sampleOf(labels.size, random, model);
      return learn(input.gather(chosen.input), labels.gather(chosen.labels));
    });
    return (queries) => majorityVote(stack(classifiers.map((classify) => classify(queries))));
  };

export default mistakes<Module>({
  "largest class of a tie": {
    looksLike: "Of classes with equally many votes the largest is taken.",
    reread: "the smallest of classes with equally many votes",
    majorityVote: (votes) => {
      const table = counts(votes);
      const last = table.shape[1]! - 1;
      return table.slice(null, [null, null, -1]).argmax(1).neg().add(last);
    },
  },
  "first vote of a tie": {
    looksLike: "Of classes with equally many votes the one is taken that was voted for first.",
    reread: "the smallest of classes with equally many votes",
    majorityVote: (votes) => {
      const table = counts(votes);
      const winners = Array.from({ length: votes.shape[1]! }, (_, n) => {
        const most = table.slice(n).max().item();
        return Array.from(votes.slice(null, n).data).find((vote) => table.at(n, vote) === most)!;
      });
      return tensor(winners);
    },
  },
  "mean of the votes": {
    looksLike: "The class ids are averaged and rounded: a class may win that nobody voted for.",
    reread: "argmax_c Σ_m 1[v_mn = c]: votes are counted",
    majorityVote: (votes) => {
      counts(votes);
      return votes.mean(0).map(Math.round);
    },
  },
  "median of the votes": {
    looksLike: "The middle one of the votes wins, as if classes had an order.",
    reread: "argmax_c Σ_m 1[v_mn = c]: votes are counted",
    majorityVote: (votes) => {
      counts(votes);
      return tensor(
        Array.from({ length: votes.shape[1]! }, (_, n) => {
          const ordered = Array.from(votes.slice(null, n).data).toSorted((a, b) => a - b);
          return ordered[Math.floor((ordered.length - 1) / 2)]!;
        }),
      );
    },
  },
  "largest vote": {
    looksLike: "The largest class id among the votes wins.",
    reread: "argmax_c Σ_m 1[v_mn = c]",
    majorityVote: (votes) => {
      counts(votes);
      return votes.max(0);
    },
  },
  "number of votes": {
    looksLike: "What comes back is how many votes the winner has, not which class it is.",
    reread: "argmax_c: the class, not the count",
    majorityVote: (votes) => counts(votes).max(1),
  },
  "any vote allowed": {
    looksLike: "Numbers that are no class ids are counted as votes.",
    reread: "votes: class ids, integers of at least 0",
    majorityVote: (votes) => {
      const winners = Array.from({ length: votes.shape[1]! }, (_, n) => {
        const column = Array.from(votes.slice(null, n).data).toSorted((a, b) => a - b);
        const often = (vote: number): number => column.filter((other) => other === vote).length;
        return column.reduce((best, vote) => (often(vote) > often(best) ? vote : best));
      });
      return tensor(winners);
    },
  },
  "weights not divided by their sum": {
    looksLike: "The weighted sum is not divided by the sum of the weights.",
    reread: "p_nc = Σ_m α_m p_mnc / Σ_m α_m",
    averageVote: (probabilities, options = {}) => {
      const mean = averageVote(probabilities, options);
      return options.weights ? mean.mul(options.weights.sum()) : mean;
    },
  },
  "weights divided by the number of models": {
    looksLike: "The weighted sum is divided by the number of models, not by the sum of the weights.",
    reread: "p_nc = Σ_m α_m p_mnc / Σ_m α_m",
    averageVote: (probabilities, options = {}) => {
      const mean = averageVote(probabilities, options);
      return options.weights ? mean.mul(options.weights.mean()) : mean;
    },
  },
  "weights ignored": {
    looksLike: "All models count alike, whatever their weights.",
    reread: "p_nc = Σ_m α_m p_mnc / Σ_m α_m",
    averageVote: (probabilities, options) => {
      averageVote(probabilities, options);
      return averageVote(probabilities);
    },
  },
  "geometric mean": {
    looksLike: "The logarithms are averaged and the result is scaled to sum to 1.",
    reread: "p_nc = Σ_m α_m p_mnc / Σ_m α_m: the arithmetic mean",
    averageVote: (probabilities, options) => {
      averageVote(probabilities, options);
      const product = averageVote(probabilities.log(), options).exp();
      return product.div(product.sum(1, { keepDims: true }));
    },
  },
  "sum over the models": {
    looksLike: "Without weights the probabilities are added up and not divided by the number of models.",
    reread: "p_nc = Σ_m α_m p_mnc / Σ_m α_m with all α alike",
    averageVote: (probabilities, options = {}) => {
      const mean = averageVote(probabilities, options);
      return options.weights ? mean : mean.mul(probabilities.shape[0]!);
    },
  },
  "any number of weights": {
    looksLike: "Weights that aren't one for each model are used all the same.",
    reread: "options.weights: [M]",
    averageVote: (probabilities, { weights } = {}) => {
      if (!weights) return averageVote(probabilities);
      const models = probabilities.shape[0]!;
      const used = tensor(Array.from({ length: models }, (_, m) => weights.data[m % weights.size]!));
      return averageVote(probabilities, { weights: used });
    },
  },
  "without replacement": {
    looksLike: "The sample is a reordering of the data: nothing comes twice and nothing is left out.",
    reread: "drawn from it with replacement",
    bootstrap: (count, random) => tensor(random.permutation(count)),
  },
  "last example never drawn": {
    looksLike: "The last example is never drawn.",
    reread: "indices in [0, N)",
    bootstrap: (count, random) => bootstrap(count, random).map((index) => Math.min(index, count - 2)),
  },
  "first example never drawn": {
    looksLike: "The first example is never drawn: the indices are counted from 1.",
    reread: "indices in [0, N)",
    bootstrap: (count, random) => bootstrap(count, random).map((index) => Math.max(index, 1)),
  },
  "rounded to the nearest": {
    looksLike: "Random numbers are rounded to the nearest index: the first and the last come half as often.",
    reread: "each example with the same chance",
    bootstrap: (count, random) => random.uniform([count], 0, count - 1).map(Math.round),
  },
  "one example all over": {
    looksLike: "One index is drawn and fills the whole sample.",
    reread: "indices, each drawn by itself",
    bootstrap: (count, random) => arange(count).mul(0).add(random.integer(0, count)),
  },
  "in the bag for out of it": {
    looksLike: "What was drawn is marked with 1, not what was left out.",
    reread: "1 for an example that was never drawn, else 0",
    outOfBag: (sample) => outOfBag(sample).neg().add(1),
  },
  "drawn once for never": {
    looksLike: "Examples that were drawn exactly once are marked.",
    reread: "1 for an example that was never drawn",
    outOfBag: (sample) => arange(sample.size).expandDims(1).equal(sample).sum(1).equal(1),
  },
  "not at its own place": {
    looksLike: "An example is marked where the sample holds another at its place.",
    reread: "1 for an example that was never drawn: at any place",
    outOfBag: (sample) => arange(sample.size).notEqual(sample),
  },
  "indices for marks": {
    looksLike: "What comes back counts how often each example was drawn.",
    reread: "1 for an example that was never drawn, else 0",
    outOfBag: (sample) => arange(sample.size).expandDims(1).equal(sample).sum(1),
  },
  "bag without samples": {
    looksLike: "Every model is trained on all examples: all models are the same.",
    reread: "trains the same learner on several bootstrap samples",
    bag: bagOn((size) => ({ input: arange(size), labels: arange(size) })),
  },
  "one sample for all models": {
    looksLike: "One bootstrap sample is drawn and shared by all models.",
    reread: "several bootstrap samples, one for each model",
    bag: (learn, input, labels, random, { models = 10 } = {}) => {
      const sample = bootstrap(labels.size, random);
      return bagOn(() => ({ input: sample, labels: sample }))(learn, input, labels, random, { models });
    },
  },
  "labels drawn separately": {
    looksLike: "Inputs and labels are drawn separately, so that examples have the labels of others.",
    reread: "learn: examples with their labels",
    bag: bagOn((size, random) => ({ input: bootstrap(size, random), labels: bootstrap(size, random) })),
  },
  "labels not drawn": {
    looksLike: "The inputs are drawn, and the labels stay in their order.",
    reread: "learn: examples with their labels",
    bag: bagOn((size, random) => ({ input: bootstrap(size, random), labels: arange(size) })),
  },
  "one model too few": {
    looksLike: "One model less is trained than was asked for.",
    reread: "options.models: M",
    bag: (learn, input, labels, random, { models = 10 } = {}) =>
      bag(learn, input, labels, random, { models: Math.max(1, models - 1) }),
  },
  "last model alone": {
    looksLike: "The last model decides alone; the others are trained and forgotten.",
    reread: "the majority of the models",
    bag: (learn, input, labels, random, { models = 10 } = {}) => {
      const all = Array.from({ length: models }, () => {
        const sample = bootstrap(labels.size, random);
        return learn(input.gather(sample), labels.gather(sample));
      });
      return all.at(-1)!;
    },
  },
});
