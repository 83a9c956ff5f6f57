import { NotStarted, type Random, type Tensor } from "#tensor";

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
 * An epoch is one pass over all examples, a batch what one step sees, an iteration one step.
 *
 * @param count - N, the number of examples, at least 1.
 * @param batchSize - B, at least 1.
 * @param options.dropLast - whether only full batches count.
 * @returns the number of batches.
 * @throws RangeError - when `count` or `batchSize` is not a whole number, at least 1.
 */
export function batchesPerEpoch(count: number, batchSize: number, { dropLast = false }: EpochOptions = {}): number {
  throw new NotStarted();
}

/**
 * In which epoch an iteration falls, and which batch of that epoch it takes.
 *
 * @param iteration - t, the number of steps taken before, at least 0.
 * @param count - N, the number of examples.
 * @param batchSize - B.
 * @param options.dropLast - whether only full batches count.
 * @returns epoch and batch, counted from 0.
 * @throws RangeError - when `iteration` is not a whole number from 0 on, or an epoch has no batch; and as {@link batchesPerEpoch}.
 */
export function positionOf(
  iteration: number,
  count: number,
  batchSize: number,
  options: EpochOptions = {},
): { readonly epoch: number; readonly batch: number } {
  throw new NotStarted();
}

/**
 * The batches of one or more epochs, one after another.
 *
 * Every epoch holds each example once, in batches of B and, if N is no multiple of B, a shorter last one.
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
 */
export function minibatches(
  inputs: Tensor,
  labels: Tensor,
  batchSize: number,
  random: Random,
  { shuffle = true, dropLast = false, epochs = 1 }: TrainingOptions = {},
): Batch[] {
  throw new NotStarted();
}
