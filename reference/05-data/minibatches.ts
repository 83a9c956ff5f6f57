import { arange, ShapeError, tensor, type Random, type Tensor } from "#tensor";

export interface EpochOptions {
  /** Whether a last batch that is too short is left out; false when left out. */
  readonly dropLast?: boolean;
}

export interface TrainingOptions extends EpochOptions {
  /** Whether the examples are shuffled, anew for every epoch; true when left out. */
  readonly shuffle?: boolean;
  /** Passes over the data, 1 when left out. */
  readonly epochs?: number;
}

/** What one step of training gets to see. */
export interface Batch {
  /** `[B, …]` */
  readonly inputs: Tensor;
  /** `[B]` */
  readonly labels: Tensor;
}

/**
 * How many batches, which is how many steps of training, make one epoch.
 *
 * `⌈N / B⌉`, or `⌊N / B⌋` when a short last batch is left out
 *
 * An epoch is one pass over all examples, a batch what one step sees, an iteration one step.
 *
 * @param count - N, the number of examples, at least 1.
 * @param batchSize - B, at least 1.
 * @param options.dropLast - whether only full batches count.
 * @returns the number of batches.
 * @throws RangeError - when `count` or `batchSize` is not a whole number, at least 1.
 * @example batchesPerEpoch(10, 4) // => 3
 * @example batchesPerEpoch(10, 4, { dropLast: true }) // => 2
 * @see Goodfellow, Bengio & Courville, Deep Learning (2016), section 8.1.3.
 */
export function batchesPerEpoch(count: number, batchSize: number, { dropLast = false }: EpochOptions = {}): number {
  for (const [name, value] of Object.entries({ count, batchSize })) {
    if (!Number.isInteger(value) || value < 1)
      throw new RangeError(`batchesPerEpoch: ${name} is ${value}, expected a whole number, at least 1.`);
  }
  return dropLast ? Math.floor(count / batchSize) : Math.ceil(count / batchSize);
}

/**
 * In which epoch an iteration falls, and which batch of that epoch it takes.
 *
 * `epoch = ⌊t / b⌋`, `batch = t − b · epoch` with b batches in an epoch; all are counted from 0
 *
 * @param iteration - t, the number of steps taken before, at least 0.
 * @param count - N, the number of examples.
 * @param batchSize - B.
 * @param options.dropLast - whether only full batches count.
 * @returns epoch and batch, counted from 0.
 * @throws RangeError - when `iteration` is not a whole number from 0 on, or an epoch has no batch; and as {@link batchesPerEpoch}.
 * @example positionOf(7, 10, 4) // => { epoch: 2, batch: 1 }
 */
export function positionOf(
  iteration: number,
  count: number,
  batchSize: number,
  options: EpochOptions = {},
): { readonly epoch: number; readonly batch: number } {
  const batches = batchesPerEpoch(count, batchSize, options);
  if (!Number.isInteger(iteration) || iteration < 0 || batches === 0) {
    throw new RangeError(
      `positionOf: iteration is ${iteration} with ${batches} batches in an epoch, expected a whole number, at least 0, and at least one batch.`,
    );
  }
  return { epoch: Math.floor(iteration / batches), batch: iteration % batches };
}

/**
 * The batches of one or more epochs, one after another.
 *
 * Every epoch holds each example once, in batches of B and, if N is no multiple of B, a shorter last one. Shuffled anew, the
 * batches differ from epoch to epoch, so that no gradient is computed from the same companions again and again.
 *
 * @param inputs - `[N, …]` one example for each index of the first axis.
 * @param labels - `[N]`.
 * @param batchSize - B, at least 1; where it is above N, there is one batch, of N.
 * @param random - decides on the order; not used without shuffling.
 * @param options.shuffle - whether every epoch has an order of its own; else all have that of the data.
 * @param options.dropLast - whether a last batch of fewer than B is left out, other examples in every epoch.
 * @param options.epochs - how many times the data are gone through, at least 0.
 * @returns the batches of all epochs in the order of training. Every input keeps its label.
 * @throws ShapeError - when there is not one label for each input.
 * @throws RangeError - as {@link batchesPerEpoch}, or when `epochs` is not a whole number, at least 0.
 * @example minibatches(tensor([[1], [2], [3]]), tensor([0, 1, 0]), 2, new Random(1)).length // => 2
 * @see Bottou, Stochastic gradient descent tricks (2012), section 4.1. PyTorch, utils.data.DataLoader.
 */
export function minibatches(
  inputs: Tensor,
  labels: Tensor,
  batchSize: number,
  random: Random,
  { shuffle = true, dropLast = false, epochs = 1 }: TrainingOptions = {},
): Batch[] {
  const count = labels.size;
  if (labels.rank !== 1 || inputs.shape[0] !== count) {
    throw new ShapeError(
      `minibatches: labels is [${labels.shape.join(", ")}], expected [${inputs.shape[0]}]. There is one for each input.`,
    );
  }
  if (!Number.isInteger(epochs) || epochs < 0)
    throw new RangeError(`minibatches: options.epochs is ${epochs}, expected a whole number, at least 0.`);
  const steps = batchesPerEpoch(count, batchSize, { dropLast });
  return Array.from({ length: epochs }, () => {
    const order = shuffle ? tensor(random.permutation(count)) : arange(count);
    return Array.from({ length: steps }, (_, step) => {
      const indices = order.slice([step * batchSize, (step + 1) * batchSize]);
      return { inputs: inputs.gather(indices), labels: labels.gather(indices) };
    });
  }).flat();
}
