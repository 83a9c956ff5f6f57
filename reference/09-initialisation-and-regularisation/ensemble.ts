import { arange, type Random, ShapeError, stack, Tensor } from "#tensor";

export interface AverageOptions {
  /** `[M]` how much each model counts, above 0; all alike when left out. */
  readonly weights?: Tensor;
}

export interface BagOptions {
  /** How many models M to train, 10 when left out. */
  readonly models?: number;
}

/** From queries `[Q, D]` to class ids `[Q]`. */
export type Classifier = (queries: Tensor) => Tensor;

/** From examples `[N, D]` and class ids `[N]` to a classifier. */
export type Learner = (input: Tensor, labels: Tensor) => Classifier;

/**
 * The class that most models vote for.
 *
 * `ŷ_n = argmax_c Σ_m 1[v_mn = c]`, the smallest of classes with equally many votes
 *
 * If models err independently and each is right more often than not, the majority is right more often than any of them.
 *
 * @param votes - `[M, N]` class ids v, one row for each model.
 * @returns `[N]` class ids.
 * @throws RangeError - when a vote is not an integer of at least 0.
 * @example majorityVote(tensor([[0, 2], [1, 2], [1, 0]])) // => [1, 2]
 * @see Condorcet, Essai sur l'application de l'analyse (1785); Dietterich, Ensemble methods in machine learning (2000).
 */
export function majorityVote(votes: Tensor): Tensor {
  const wrong = votes.data.findIndex((vote) => !Number.isInteger(vote) || vote < 0);
  if (wrong !== -1) {
    throw new RangeError(
      `majorityVote: votes hold ${votes.data[wrong]}, expected class ids, integers of at least 0. ` +
        "Probabilities are averaged, not counted.",
    );
  }
  const classes = arange(votes.max().item() + 1);
  const counts = votes.expandDims(2).equal(classes).sum(0); // [M, N, 1], [C] -> [N, C]
  return counts.argmax(1);
}

/**
 * What several models predict on average.
 *
 * `p_nc = Σ_m α_m p_mnc / Σ_m α_m`
 *
 * Under a convex loss, such as cross-entropy, the average is never worse than the models are on average.
 *
 * @param probabilities - `[M, N, C]`, one matrix for each model.
 * @param options.weights - α.
 * @returns `[N, C]`, rows that sum to 1 where those of the models do.
 * @throws ShapeError - when `weights` is not `[M]`.
 * @example averageVote(tensor([[[1, 0]], [[0.5, 0.5]]])) // => [[0.75, 0.25]]
 * @example averageVote(tensor([[[1, 0]], [[0.5, 0.5]]]), { weights: tensor([1, 3]) }) // => [[0.625, 0.375]]
 * @see Goodfellow, Bengio & Courville, Deep Learning (2016), section 7.11.
 */
export function averageVote(probabilities: Tensor, { weights }: AverageOptions = {}): Tensor {
  if (!weights) return probabilities.mean(0);
  const models = probabilities.shape[0]!;
  if (weights.shape.join() !== String(models)) {
    throw new ShapeError(
      `averageVote: weights is [${weights.shape.join(", ")}], expected [${models}]. There is one for each model.`,
    );
  }
  return probabilities
    .mul(weights.reshape([models, 1, 1]))
    .sum(0)
    .div(weights.sum());
}

/**
 * A sample as large as the data and drawn from it with replacement: some examples come twice or more often, others never.
 *
 * An example is left out with chance (1 − 1/N)^N, which is about 1/e, 37 %.
 *
 * @param count - N.
 * @param random - where the sample is drawn from.
 * @returns `[N]` indices in [0, N), each drawn by itself.
 * @example bootstrap(1, new Random(1)) // => [0]
 * @see Efron, Bootstrap methods: another look at the jackknife (1979).
 */
export function bootstrap(count: number, random: Random): Tensor {
  return new Tensor(
    Float64Array.from({ length: count }, () => random.integer(0, count)),
    [count],
  );
}

/**
 * Which examples a sample left out: a model that was trained on it can be judged by them.
 *
 * @param sample - `[N]` indices in [0, N).
 * @returns `[N]` 1 for an example that was never drawn, else 0.
 * @example outOfBag(tensor([3, 0, 3, 1])) // => [0, 0, 1, 0]
 * @see Breiman, Out-of-bag estimation (1996).
 */
export function outOfBag(sample: Tensor): Tensor {
  const drawn = arange(sample.size).expandDims(1).equal(sample); // [N, 1], [N] -> [N, N]
  return drawn.max(1).neg().add(1);
}

/**
 * Bagging: trains the same learner on several bootstrap samples and lets the models vote.
 *
 * A learner that follows its data closely, such as a deep tree, gives another model for each sample. Their errors partly
 * cancel: the variance falls, the bias stays.
 *
 * @param learn - makes a classifier from examples; it is called once for each model, in order.
 * @param input - `[N, D]`.
 * @param labels - `[N]` class ids.
 * @param random - where the samples are drawn from.
 * @param options.models - M.
 * @returns a classifier: the majority of the models.
 * @example
 * const always = (_input, labels) => (queries) => queries.slice(null, 0).mul(0).add(labels.max());
 * bag(always, tensor([[1], [2]]), tensor([1, 1]), new Random(1))(tensor([[5], [6], [7]])) // => [1, 1, 1]
 * @see Breiman, Bagging predictors (1996).
 */
export function bag(
  learn: Learner,
  input: Tensor,
  labels: Tensor,
  random: Random,
  { models = 10 }: BagOptions = {},
): Classifier {
  const classifiers = Array.from({ length: models }, () => {
    const sample = bootstrap(labels.size, random);
    return learn(input.gather(sample), labels.gather(sample));
  });
  return (queries) => majorityVote(stack(classifiers.map((classify) => classify(queries))));
}
