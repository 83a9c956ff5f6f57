import { NotStarted, type Random, type Tensor } from "#tensor";

/** `inputs` and `targets` have a row for each example. */
export interface Examples {
  readonly inputs: Tensor;
  readonly targets: Tensor;
}

export interface Task {
  /** Parameters before training. */
  readonly parameters: readonly Tensor[];
  /** The mean loss over some examples, and its gradient with respect to each parameter. */
  lossAndGradients(
    parameters: readonly Tensor[],
    examples: Examples,
  ): { readonly loss: number; readonly gradients: readonly Tensor[] };
  /** Makes new parameters of old ones and their gradients. */
  readonly optimiser: { step(parameters: readonly Tensor[], gradients: readonly Tensor[]): Tensor[] };
  /** What is learned from. */
  readonly training: Examples;
  /** What is only looked at, after every epoch. */
  readonly validation?: Examples;
}

/** What is told of an epoch. */
export interface EpochReport {
  /** Counted from 1. */
  readonly epoch: number;
  /** Mean over all training examples of the loss that each had when it was shown. */
  readonly loss: number;
  /** Mean loss over the validation examples after the epoch; only where there are some. */
  readonly validationLoss?: number;
}

/** Called after each epoch; training ends where it returns true. */
export type Callback = (report: EpochReport, parameters: readonly Tensor[]) => boolean | void;

export interface TrainOptions {
  /** Passes over the training examples, 1 when left out. */
  readonly epochs?: number;
  /** Examples in each step, 32 when left out. */
  readonly batchSize?: number;
  /** Shuffles the examples anew for each epoch; they keep their order when it is left out. */
  readonly random?: Random;
  /** All are called after each epoch, in their order, also when one of them ends training. */
  readonly callbacks?: readonly Callback[];
}

export interface Trained {
  readonly parameters: readonly Tensor[];
  /** A report for each epoch that was run. */
  readonly history: readonly EpochReport[];
}

/**
 * The training loop: epoch after epoch, batch after batch, a step along the gradient of each.
 *
 * In each epoch every example is shown once. The last batch takes what is left.
 *
 * @param task - parameters, loss, optimiser and data.
 * @param options - epochs, batch size, shuffling and callbacks.
 * @returns the parameters after the last epoch and the history of all; the task stays as it was.
 * @throws ShapeError - when there are not as many targets as inputs.
 * @throws RangeError - when `epochs` or `batchSize` is not a whole number above 0.
 */
export function train(task: Task, { epochs = 1, batchSize = 32, random, callbacks = [] }: TrainOptions = {}): Trained {
  throw new NotStarted();
}
