import { arange, ShapeError, type Random, type Tensor } from "#tensor";

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
 * In each epoch every example is shown once. The last batch takes what is left. The loss of an epoch is a mean over
 * examples, `Σ_B |B| L_B / N`, in which a short batch counts for less; it is measured while the parameters change, and so
 * lags behind the validation loss, which is measured once the epoch is over.
 *
 * @param task - parameters, loss, optimiser and data.
 * @param options - epochs, batch size, shuffling and callbacks.
 * @returns the parameters after the last epoch and the history of all; the task stays as it was.
 * @throws ShapeError - when there are not as many targets as inputs.
 * @throws RangeError - when `epochs` or `batchSize` is not a whole number above 0.
 * @example
 * const inputs = tensor([1, 2, 3]);
 * const lossAndGradients = ([w], { inputs }) => ({ loss: inputs.mean().item(), gradients: [inputs.mean()] });
 * const optimiser = { step: ([w], [g]) => [w.sub(g)] };
 * const task = { parameters: [tensor(0)], lossAndGradients, optimiser, training: { inputs, targets: inputs } };
 * train(task, { batchSize: 2 }) // => { parameters: [-4.5], history: [{ epoch: 1, loss: 2 }] }
 * @see Goodfellow, Bengio & Courville, Deep Learning (2016), section 8.1.3. Keras, Model.fit.
 */
export function train(task: Task, { epochs = 1, batchSize = 32, random, callbacks = [] }: TrainOptions = {}): Trained {
  const { training, validation, optimiser } = task;
  for (const examples of [training, validation]) if (examples) expectPairs(examples);
  for (const [name, value] of Object.entries({ epochs, batchSize })) {
    if (!(Number.isInteger(value) && value >= 1)) {
      throw new RangeError(`train: ${name} is ${value}, expected a whole number, at least 1.`);
    }
  }
  const count = training.inputs.shape[0]!;
  let { parameters } = task;
  const history: EpochReport[] = [];
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const order = random ? random.permutation(count) : [...arange(count).data];
    let total = 0;
    for (let start = 0; start < count; start += batchSize) {
      const batch = pick(training, order.slice(start, start + batchSize));
      const { loss, gradients } = task.lossAndGradients(parameters, batch);
      parameters = optimiser.step(parameters, gradients);
      total += loss * batch.inputs.shape[0]!;
    }
    const measured = validation && { validationLoss: task.lossAndGradients(parameters, validation).loss };
    const report = { epoch, loss: total / count, ...measured };
    history.push(report);
    const answers = callbacks.map((callback) => callback(report, parameters));
    if (answers.includes(true)) break;
  }
  return { parameters, history };
}

function pick({ inputs, targets }: Examples, examples: readonly number[]): Examples {
  return { inputs: inputs.gather(examples), targets: targets.gather(examples) };
}

function expectPairs({ inputs, targets }: Examples): void {
  if (inputs.shape[0] === targets.shape[0]) return;
  throw new ShapeError(
    `train: there are ${targets.shape[0]} targets, expected ${inputs.shape[0]}, one for each row of inputs.`,
  );
}
