import { NotStarted, type Random, type Tensor } from "#tensor";

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
 * The class that most models vote for, the smallest of classes with equally many votes.
 *
 * @param votes - `[M, N]` class ids, one row for each model.
 * @returns `[N]` class ids.
 * @throws RangeError - when a vote is not an integer of at least 0.
 */
export function majorityVote(votes: Tensor): Tensor {
  throw new NotStarted();
}

/**
 * What several models predict on average.
 *
 * @param probabilities - `[M, N, C]`, one matrix for each model.
 * @param options.weights - how much each model counts; only their ratios matter.
 * @returns `[N, C]`, rows that sum to 1 where those of the models do.
 * @throws ShapeError - when `weights` is not `[M]`.
 */
export function averageVote(probabilities: Tensor, { weights }: AverageOptions = {}): Tensor {
  throw new NotStarted();
}

/**
 * A sample as large as the data and drawn from it with replacement: some examples come twice or more often, others never.
 *
 * @param count - N.
 * @param random - where the sample is drawn from; `random.integer(low, high)` gives an integer in [low, high).
 * @returns `[N]` indices in [0, N), each drawn by itself.
 */
export function bootstrap(count: number, random: Random): Tensor {
  throw new NotStarted();
}

/**
 * Which examples a sample left out: a model that was trained on it can be judged by them.
 *
 * @param sample - `[N]` indices in [0, N).
 * @returns `[N]` 1 for an example that was never drawn, else 0.
 */
export function outOfBag(sample: Tensor): Tensor {
  throw new NotStarted();
}

/**
 * Bagging: trains the same learner on several bootstrap samples and lets the models vote.
 *
 * @param learn - makes a classifier from examples; it is called once for each model, in order.
 * @param input - `[N, D]`.
 * @param labels - `[N]` class ids.
 * @param random - where the samples are drawn from.
 * @param options.models - M.
 * @returns a classifier: the majority of the models.
 */
export function bag(
  learn: Learner,
  input: Tensor,
  labels: Tensor,
  random: Random,
  { models = 10 }: BagOptions = {},
): Classifier {
  throw new NotStarted();
}
