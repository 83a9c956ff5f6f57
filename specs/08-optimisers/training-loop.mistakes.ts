import { mistakes } from "#graders/spec/authoring.ts";
import type { Random, Tensor } from "#tensor";
import {
  train,
  type Callback,
  type EpochReport,
  type Examples,
  type Task,
  type Trained,
} from "#reference/08-optimisers/training-loop.ts";

interface Measured {
  readonly size: number;
  readonly loss: number;
}

interface Batches {
  readonly count: number;
  readonly batchSize: number;
  readonly order: readonly number[];
}

interface Rules {
  /** The order of an epoch, from that of the one before. */
  orderOf(count: number, random: Random | undefined, before: readonly number[] | undefined): readonly number[];
  batchesOf(batches: Batches): readonly (readonly number[])[];
  pick(examples: Examples, batch: readonly number[]): Examples;
  lossOf(batches: readonly Measured[]): number;
  /** With which parameters the validation loss is measured. */
  judged(before: readonly Tensor[], after: readonly Tensor[]): readonly Tensor[];
  /** The parameters after the validation examples have been looked at. */
  validated(task: Task, parameters: readonly Tensor[]): readonly Tensor[];
  /** At which parameters the gradient of a batch is taken. */
  at(now: readonly Tensor[], atStart: readonly Tensor[]): readonly Tensor[];
  ends(callbacks: readonly Callback[], report: EpochReport, parameters: readonly Tensor[]): boolean;
  /** The number of an epoch in its report. */
  numberOf(epoch: number): number;
  /** What comes back. */
  result(trained: Trained, task: Task): Trained;
  readonly refuses: boolean;
}

const pick: Rules["pick"] = ({ inputs, targets }, batch) => ({
  inputs: inputs.gather(batch),
  targets: targets.gather(batch),
});
const inOrder = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

const right: Rules = {
  orderOf: (count, random) => random?.permutation(count) ?? inOrder(count),
  batchesOf: ({ count, batchSize, order }) =>
    inOrder(Math.ceil(count / batchSize)).map((k) => order.slice(k * batchSize, (k + 1) * batchSize)),
  pick,
  lossOf: (batches) => {
    const count = batches.reduce((sum, { size }) => sum + size, 0);
    return batches.reduce((sum, { size, loss }) => sum + size * loss, 0) / count;
  },
  judged: (_, after) => after,
  validated: (_, parameters) => parameters,
  at: (now) => now,
  ends: (callbacks, report, parameters) => callbacks.map((call) => call(report, parameters)).includes(true),
  numberOf: (epoch) => epoch,
  result: (trained) => trained,
  refuses: true,
};

/** Refuses what the reference refuses, without training. */
function refuseWrong(task: Task, options: { readonly epochs: number; readonly batchSize: number }): void {
  train(
    {
      ...task,
      lossAndGradients: () => ({ loss: 0, gradients: [] }),
      optimiser: { step: (parameters) => [...parameters] },
    },
    options,
  );
}

function trainWith(changed: Partial<Rules>): typeof train {
  const rules = { ...right, ...changed };
  return (task, { epochs = 1, batchSize = 32, random, callbacks = [] } = {}) => {
    if (rules.refuses) refuseWrong(task, { epochs, batchSize });
    const count = task.training.inputs.shape[0]!;
    let { parameters } = task;
    let order: readonly number[] | undefined;
    const history: EpochReport[] = [];
    for (let epoch = 1; epoch <= epochs; epoch++) {
      const before = parameters;
      order = rules.orderOf(count, random, order);
      const measured: Measured[] = [];
      for (const batch of rules.batchesOf({ count, batchSize, order })) {
        const at = rules.at(parameters, before);
        const { loss, gradients } = task.lossAndGradients(at, rules.pick(task.training, batch));
        parameters = task.optimiser.step(parameters, gradients);
        measured.push({ size: batch.length, loss });
      }
      const judged = rules.judged(before, parameters);
      const { validation } = task;
      const validationLoss = validation && task.lossAndGradients(judged, validation).loss;
      if (validation) parameters = rules.validated(task, parameters);
      const report = { epoch: rules.numberOf(epoch), loss: rules.lossOf(measured) };
      history.push(validationLoss === undefined ? report : { ...report, validationLoss });
      if (rules.ends(callbacks, history.at(-1)!, parameters)) break;
    }
    return rules.result({ parameters, history }, task);
  };
}

export default mistakes<typeof import("#reference/08-optimisers/training-loop.ts")>({
  "mean over batches": {
    looksLike: "The loss of an epoch is a mean over batches, in which the few examples of a short one count for more.",
    reread: "loss: mean over all training examples",
    train: trainWith({ lossOf: (batches) => batches.reduce((sum, { loss }) => sum + loss, 0) / batches.length }),
  },
  "loss of the last batch": {
    looksLike: "The loss of an epoch is that of its last batch.",
    reread: "loss: mean over all training examples",
    train: trainWith({ lossOf: (batches) => batches.at(-1)!.loss }),
  },
  "sum of losses": {
    looksLike: "The losses of the batches are added up, and not divided.",
    reread: "loss: mean over all training examples",
    train: trainWith({ lossOf: (batches) => batches.reduce((sum, { loss }) => sum + loss, 0) }),
  },
  "short batch dropped": {
    looksLike: "The examples that don't fill a batch are never shown.",
    reread: "The last batch takes what is left",
    train: trainWith({
      batchesOf: (batches) => {
        const all = right.batchesOf(batches);
        return all.length === 1 ? all : all.filter((batch) => batch.length === batches.batchSize);
      },
    }),
  },
  "gradients at the start of the epoch": {
    looksLike: "All gradients of an epoch are taken at the parameters with which it began.",
    reread: "batch after batch, a step along the gradient of each",
    train: trainWith({ at: (_, atStart) => atStart }),
  },
  "validation before the epoch": {
    looksLike: "The validation loss is measured with the parameters from before the epoch.",
    reread: "validationLoss: after the epoch",
    train: trainWith({ judged: (before) => before }),
  },
  "learns from the validation data": {
    looksLike: "A step is taken along the gradient of the validation examples, too.",
    reread: "validation: what is only looked at",
    train: trainWith({
      validated: (task, parameters) =>
        task.optimiser.step(parameters, task.lossAndGradients(parameters, task.validation!).gradients),
    }),
  },
  "shuffled once": {
    looksLike: "The examples are shuffled once, and all epochs show them in that order.",
    reread: "random: shuffles the examples anew for each epoch",
    train: trainWith({ orderOf: (count, random, before) => before ?? right.orderOf(count, random, undefined) }),
  },
  "never shuffled": {
    looksLike: "The examples keep their order, also where random is given.",
    reread: "random: shuffles the examples anew for each epoch",
    train: trainWith({ orderOf: (count) => inOrder(count) }),
  },
  "drawn with replacement": {
    looksLike: "Each example is drawn by itself: some are shown twice in an epoch and others never.",
    reread: "In each epoch every example is shown once",
    train: trainWith({
      orderOf: (count, random) => inOrder(count).map((n) => (random ? random.integer(0, count) : n)),
    }),
  },
  "targets not shuffled": {
    looksLike: "Inputs are shuffled and targets are not, so that they no longer belong together.",
    reread: "inputs and targets have a row for each example",
    train: trainWith({
      pick: ({ inputs, targets }, batch) => {
        const sorted = batch.toSorted((a, b) => a - b);
        return { inputs: inputs.gather(batch), targets: targets.gather(sorted) };
      },
    }),
  },
  "callbacks not heard": {
    looksLike: "What a callback returns is ignored: training runs to the last epoch.",
    reread: "training ends where it returns true",
    train: trainWith({
      ends: (...args) => {
        right.ends(...args);
        return false;
      },
    }),
  },
  "callbacks after the one that ends left out": {
    looksLike: "Callbacks that stand behind the one that ends training aren't called any more.",
    reread: "All are called after each epoch, also when one of them ends training",
    train: trainWith({ ends: (callbacks, ...told) => callbacks.some((call) => call(...told) === true) }),
  },
  "epochs counted from 0": {
    looksLike: "Epochs are counted from 0.",
    reread: "epoch: counted from 1",
    train: trainWith({ numberOf: (epoch) => epoch - 1 }),
  },
  "old parameters returned": {
    looksLike: "The parameters from before training come back.",
    reread: "returns the parameters after the last epoch",
    train: trainWith({ result: ({ history }, { parameters }) => ({ parameters, history }) }),
  },
  "anything goes": {
    looksLike: "Epochs or batches that are no whole numbers above 0, or missing targets, are taken.",
    reread: "RangeError when epochs or batchSize is not a whole number above 0",
    train: trainWith({ refuses: false }),
  },
});
