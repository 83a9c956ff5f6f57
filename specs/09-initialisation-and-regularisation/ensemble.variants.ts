import { variants } from "#graders/spec/authoring.ts";
import { averageVote, majorityVote } from "#reference/09-initialisation-and-regularisation/ensemble.ts";
import { concatenate, stack, tensor } from "#tensor";

export default variants<typeof import("#reference/09-initialisation-and-regularisation/ensemble.ts")>({
  "tables of votes, and another stream": {
    majorityVote(votes) {
      if (votes.data.some((vote) => vote < 0 || vote !== Math.floor(vote)))
        throw new Error("majorityVote: no class id.");
      const winners = Array.from({ length: votes.shape[1]! }, (_, n) => {
        const table = new Map<number, number>();
        for (const vote of votes.slice(null, n).data) table.set(vote, (table.get(vote) ?? 0) + 1);
        return [...table].toSorted(([a, ofA], [b, ofB]) => ofB - ofA || a - b)[0]![0];
      });
      return tensor(winners);
    },
    averageVote(probabilities, options = {}) {
      averageVote(probabilities, options); // refuses a wrong number of weights
      const [models, examples, classes] = probabilities.shape as [number, number, number];
      const weights = options.weights ?? probabilities.slice(null, 0, 0).mul(0).add(2);
      const shares = weights.div(weights.sum());
      return shares.matmul(probabilities.reshape([models, examples * classes])).reshape([examples, classes]);
    },
    bootstrap: (count, random) => random.uniform([count], 0, count).map(Math.floor),
    outOfBag(sample) {
      const drawn = new Set(sample.data);
      return sample.map((_, index) => (drawn.has(index) ? 0 : 1));
    },
    bag(learn, input, labels, random, { models = 10 } = {}) {
      const table = concatenate([input, labels.expandDims(1)], 1);
      const features = input.shape[1]!;
      const classifiers = Array.from({ length: models }, () => {
        const rows = Array.from({ length: labels.size }, () => table.slice(random.integer(0, labels.size)));
        const sample = stack(rows);
        return learn(sample.slice(null, [0, features]), sample.slice(null, features));
      });
      return (queries) => majorityVote(stack(classifiers.map((classify) => classify(queries))));
    },
  },
});
