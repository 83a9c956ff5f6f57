import { NotStarted, type Tensor } from "#tensor";

export interface EarlyStoppingOptions {
  /** Epochs in a row without progress after which training stops, a whole number above 0; 5 when left out. */
  readonly patience?: number;
  /** A loss must be lower than the best one by more than this to count, at least 0; 0 when left out. */
  readonly minDelta?: number;
}

/**
 * Early stopping: ends training when the validation loss no longer falls, and goes back to the best weights.
 *
 * An epoch makes progress when `loss < best − minDelta`; training stops at the `patience`-th in a row that makes none.
 *
 * @throws RangeError - when patience is not a whole number above 0, or minDelta is negative.
 */
export class EarlyStopping {
  /** Epochs so far. */
  epochs = 0;
  /** The lowest loss so far, by the rule above. */
  bestLoss = Infinity;
  /** The epoch that had it, counted from 1; 0 while there is none. */
  bestEpoch = 0;
  /** What that epoch's parameters were, whatever training goes on to do with them. */
  bestParameters: readonly Tensor[] = [];

  constructor(options: EarlyStoppingOptions = {}) {
    throw new NotStarted();
  }

  /**
   * Takes note of an epoch.
   *
   * @param loss - on the validation data, after the epoch; NaN is no progress.
   * @param parameters - with which that loss was measured.
   * @returns whether training should stop.
   */
  step(loss: number, parameters: readonly Tensor[]): boolean {
    throw new NotStarted();
  }
}
