import { tensor, type Tensor } from "#tensor";

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
 * The loss on the training data falls on while the network learns their noise by heart. The loss on data that it does not
 * learn from turns up at some point, and the weights of that point are the ones to keep. As in Keras; there, patience 0
 * means 1, and the best weights are brought back only on request.
 *
 * @throws RangeError - when patience is not a whole number above 0, or minDelta is negative.
 * @example
 * const stopper = new EarlyStopping({ patience: 2 });
 * [3, 1, 2, 1].map((loss, epoch) => stopper.step(loss, [tensor([epoch])])) // => [false, false, false, true]
 * @see Prechelt, Early stopping — but when? (1998). Goodfellow, Bengio & Courville, Deep Learning (2016), section 7.8.
 */
export class EarlyStopping {
  readonly options: Required<EarlyStoppingOptions>;
  /** Epochs so far. */
  epochs = 0;
  /** The lowest loss so far, by the rule above. */
  bestLoss = Infinity;
  /** The epoch that had it, counted from 1; 0 while there is none. */
  bestEpoch = 0;
  /** What that epoch's parameters were: copies, safe from whatever training goes on to do. */
  bestParameters: readonly Tensor[] = [];

  constructor({ patience = 5, minDelta = 0 }: EarlyStoppingOptions = {}) {
    if (!(Number.isInteger(patience) && patience >= 1)) {
      throw new RangeError(`EarlyStopping: patience is ${patience}, expected a whole number, at least 1.`);
    }
    if (!(minDelta >= 0))
      throw new RangeError(`EarlyStopping: minDelta is ${minDelta}, expected a number, at least 0.`);
    this.options = { patience, minDelta };
  }

  /**
   * Takes note of an epoch.
   *
   * @param loss - on the validation data, after the epoch; NaN is no progress.
   * @param parameters - with which that loss was measured.
   * @returns whether training should stop.
   */
  step(loss: number, parameters: readonly Tensor[]): boolean {
    this.epochs += 1;
    if (loss < this.bestLoss - this.options.minDelta) {
      this.bestLoss = loss;
      this.bestEpoch = this.epochs;
      this.bestParameters = parameters.map((parameter) => tensor(parameter));
    }
    return this.epochs - this.bestEpoch >= this.options.patience;
  }
}
