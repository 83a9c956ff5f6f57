import { ShapeError, tensor, type Random, type Tensor } from "#tensor";

export interface SplitOptions {
  /** Share of the examples for validation, 0.2 when left out. */
  readonly validation?: number;
  /** Share of the examples for the test, 0.2 when left out. */
  readonly test?: number;
}

export interface ExamplesOptions extends SplitOptions {
  /** Whether each class is split by itself; false when left out. */
  readonly stratified?: boolean;
}

/** One thing for each part of the data. */
export interface Parts<Part> {
  /** What the model learns from. */
  readonly train: Part;
  /** What decides between models. */
  readonly validation: Part;
  /** What the chosen model is judged by, once. */
  readonly test: Part;
}

export interface Examples {
  /** `[N, …]` */
  readonly inputs: Tensor;
  /** `[N]` */
  readonly labels: Tensor;
}

/**
 * How many examples go into each part.
 *
 * `V = round(N · validation)`, `T = round(N · test)`, and N − V − T for training; halves are rounded up
 *
 * Both shares are shares of the whole.
 *
 * @param count - N, the number of examples, at least 1.
 * @param options.validation - in [0, 1).
 * @param options.test - in [0, 1); with `validation` less than 1.
 * @returns the three sizes. They sum to N.
 * @throws RangeError - when `count` is not a whole number from 1 on, a share is negative, or nothing is left for training.
 * @example partSizes(50, { validation: 0.1, test: 0.3 }) // => { train: 30, validation: 5, test: 15 }
 * @see Hastie, Tibshirani & Friedman, The Elements of Statistical Learning (2009), section 7.2. scikit-learn rounds the
 *   test part up.
 */
export function partSizes(count: number, { validation = 0.2, test = 0.2 }: SplitOptions = {}): Parts<number> {
  if (!Number.isInteger(count) || count < 1)
    throw new RangeError(`partSizes: count is ${count}, expected a whole number of examples, at least 1.`);
  for (const [name, share] of Object.entries({ validation, test })) {
    if (!(share >= 0)) throw new RangeError(`partSizes: options.${name} is ${share}, expected a share, at least 0.`);
  }
  const sizes = { validation: Math.round(count * validation), test: Math.round(count * test) };
  const train = count - sizes.validation - sizes.test;
  if (train >= 1) return { train, ...sizes };
  throw new RangeError(
    `partSizes: the shares ${validation} and ${test} leave nothing of ${count} for training, expected at least one example.`,
  );
}

/**
 * Which examples go into which part: each into exactly one, and every choice with the same chance.
 *
 * Data often arrive in an order: by class, by day, by the clinic they come from. Cut without shuffling, the parts differ in
 * that.
 *
 * @param count - N, the number of examples.
 * @param random - decides; the same seed gives the same split.
 * @param options - the shares, as for {@link partSizes}.
 * @returns indices from 0 to N − 1 for each part, in any order.
 * @throws RangeError - as {@link partSizes}.
 * @example
 * const { train, validation, test } = splitIndices(10, new Random(1));
 * [train.size, validation.size, test.size] // => [6, 2, 2]
 * @see Hastie, Tibshirani & Friedman, The Elements of Statistical Learning (2009), section 7.2.
 */
export function splitIndices(count: number, random: Random, options: SplitOptions = {}): Parts<Tensor> {
  const { validation, test } = partSizes(count, options);
  const order = tensor(random.permutation(count));
  return {
    test: order.slice([0, test]),
    validation: order.slice([test, test + validation]),
    train: order.slice([test + validation, null]),
  };
}

/**
 * Which examples go into which part, each class split by itself.
 *
 * `V_c = round(N_c · validation)`, `T_c = round(N_c · test)` of the N_c examples of class c
 *
 * Left to chance, ten examples of a class among a hundred are missing from a test part of twenty one time in ten. Here every
 * part holds the classes in the proportion that the whole has.
 *
 * @param labels - `[N]` class ids, integers.
 * @param random - decides; the same seed gives the same split.
 * @param options - the shares, as for {@link partSizes}.
 * @returns indices from 0 to N − 1 for each part, in any order.
 * @throws ShapeError - when `labels` is not `[N]` with N at least 1.
 * @throws RangeError - as {@link partSizes} for the examples of a class: every class is needed for training.
 * @example
 * const { test } = stratifiedIndices(tensor([7, 7, 9, 7, 7, 9]), new Random(1), { validation: 0, test: 0.5 });
 * test.size // => 3
 * @see Kohavi, A study of cross-validation and bootstrap for accuracy estimation and model selection (1995).
 */
export function stratifiedIndices(labels: Tensor, random: Random, options: SplitOptions = {}): Parts<Tensor> {
  if (labels.rank !== 1 || labels.size === 0)
    throw new ShapeError(`stratifiedIndices: labels is [${labels.shape.join(", ")}], expected [N] with N at least 1.`);
  const parts = { train: [] as number[], validation: [] as number[], test: [] as number[] };
  for (const label of new Set(labels.data)) {
    const members = tensor([...labels.data.keys()].filter((n) => labels.data[n] === label));
    const chosen = splitIndices(members.size, random, options);
    for (const part of ["train", "validation", "test"] as const) parts[part].push(...members.gather(chosen[part]).data);
  }
  return mapParts(parts, (indices) => tensor(indices));
}

/**
 * The examples themselves, divided into training, validation and test part. Every input keeps its label.
 *
 * @param inputs - `[N, …]` one example for each index of the first axis.
 * @param labels - `[N]`.
 * @param random - decides; the same seed gives the same split.
 * @param options.stratified - whether each class is split by itself.
 * @param options.validation - share of the whole, as for {@link partSizes}.
 * @param options.test - share of the whole, as for {@link partSizes}.
 * @returns inputs and labels of each part, in any order.
 * @throws ShapeError - when there is not one label for each input.
 * @throws RangeError - as {@link partSizes}.
 * @example
 * const { test } = split(tensor([[1, 2], [3, 4], [5, 6], [7, 8], [9, 0]]), tensor([0, 1, 0, 1, 0]), new Random(1));
 * test.inputs.shape // => [1, 2]
 * @see scikit-learn, model_selection.train_test_split.
 */
export function split(
  inputs: Tensor,
  labels: Tensor,
  random: Random,
  { stratified = false, ...shares }: ExamplesOptions = {},
): Parts<Examples> {
  if (labels.rank !== 1 || inputs.shape[0] !== labels.size) {
    throw new ShapeError(
      `split: labels is [${labels.shape.join(", ")}], expected [${inputs.shape[0]}]. There is one for each input.`,
    );
  }
  const parts = stratified ? stratifiedIndices(labels, random, shares) : splitIndices(labels.size, random, shares);
  return mapParts(parts, (indices) => ({ inputs: inputs.gather(indices), labels: labels.gather(indices) }));
}

function mapParts<From, To>({ train, validation, test }: Parts<From>, f: (part: From) => To): Parts<To> {
  return { train: f(train), validation: f(validation), test: f(test) };
}
