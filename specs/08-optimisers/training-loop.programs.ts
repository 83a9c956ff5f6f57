import { stack, tensor, zeros, type Random, type Tensor } from "#tensor";
import type { Callback, EpochReport, Examples, Task, TrainOptions } from "#reference/08-optimisers/training-loop.ts";

type Module = typeof import("#reference/08-optimisers/training-loop.ts");

interface LinearOptions {
  readonly epochs?: number;
  readonly batchSize?: number;
}

/** Half the mean squared error of w · x + b, with gradient descent that has momentum, so that steps depend on those before. */
function linearTask(training: Examples, validation: Examples | undefined, rate = 0.05): Task {
  const velocities: Tensor[] = [];
  return {
    parameters: [zeros([training.inputs.shape[1]!]), tensor(0)],
    lossAndGradients([weight, bias], { inputs, targets }) {
      const errors = inputs.matmul(weight!).add(bias!).sub(targets);
      return {
        loss: errors.square().mean().item() / 2,
        gradients: [errors.matmul(inputs).div(targets.size), errors.mean()],
      };
    },
    optimiser: {
      step: (parameters, gradients) =>
        parameters.map((parameter, index) => {
          velocities[index] = (velocities[index] ?? zeros(parameter.shape)).mul(0.5).add(gradients[index]!);
          return parameter.sub(velocities[index].mul(rate));
        }),
    },
    training,
    ...(validation ? { validation } : {}),
  };
}

const lossesOf = (history: readonly EpochReport[]): Tensor => tensor(history.map(({ loss }) => loss));

/** Fits a plane to examples; what comes of it, and how it went. */
export function fitPlane(
  { train }: Module,
  inputs: Tensor,
  targets: Tensor,
  validationInputs: Tensor,
  validationTargets: Tensor,
  options?: LinearOptions,
): { weight: Tensor; bias: Tensor; losses: Tensor; validationLosses: Tensor } {
  const validation = { inputs: validationInputs, targets: validationTargets };
  const { parameters, history } = train(linearTask({ inputs, targets }, validation), options);
  const validationLosses = tensor(history.map(({ validationLoss = NaN }) => validationLoss));
  return { weight: parameters[0]!, bias: parameters[1]!, losses: lossesOf(history), validationLosses };
}

/** The same without validation: the fields of the reports, and where training leads. */
export function fitWithoutValidation(
  { train }: Module,
  inputs: Tensor,
  targets: Tensor,
  options?: LinearOptions,
): { weight: Tensor; losses: Tensor; fields: string } {
  const { parameters, history } = train(linearTask({ inputs, targets }, undefined), options);
  const fields = Object.entries(history[0] ?? {}).filter(([, value]) => value !== undefined);
  const names = fields.map(([name]) => name).toSorted();
  return { weight: parameters[0]!, losses: lossesOf(history), fields: names.join(" ") };
}

/**
 * Two callbacks, of which the first ends training after an epoch, and the second takes note: the epochs and losses that it
 * was told of, and the weight that it was handed after each.
 */
export function callBack(
  { train }: Module,
  inputs: Tensor,
  targets: Tensor,
  stopAfter: number,
  options?: LinearOptions,
): { epochs: Tensor; losses: Tensor; weights: Tensor; last: Tensor; reports: number } {
  const told: EpochReport[] = [];
  const weights: Tensor[] = [];
  const callbacks: Callback[] = [
    ({ epoch }) => epoch === stopAfter,
    (report, [weight]) => {
      told.push(report);
      weights.push(weight!);
    },
  ];
  const { parameters, history } = train(linearTask({ inputs, targets }, undefined), { ...options, callbacks });
  const epochs = tensor(told.map(({ epoch }) => epoch));
  return { epochs, losses: lossesOf(told), weights: stack(weights), last: parameters[0]!, reports: history.length };
}

/** The examples 0, 1, 2, … with their squares as targets: what each batch of a run held of both. */
function batchesSeen({ train }: Module, count: number, options: TrainOptions): { number: number; target: number }[][] {
  const numbers = tensor(Array.from({ length: count }, (_, n) => n));
  const seen: { number: number; target: number }[][] = [];
  train(
    {
      parameters: [tensor(0)],
      lossAndGradients(_, { inputs, targets }) {
        seen.push([...inputs.data].map((number, row) => ({ number, target: targets.data[row]! })));
        return { loss: 0, gradients: [tensor(0)] };
      },
      optimiser: { step: (parameters) => [...parameters] },
      training: { inputs: numbers, targets: numbers.square() },
    },
    options,
  );
  return seen;
}

/** Shuffled training: the size of each batch, and for each epoch the targets that it showed, in the order of their examples. */
export function shownExamples(
  module: Module,
  count: number,
  random: Random,
  options: { readonly epochs: number; readonly batchSize?: number },
): { sizes: Tensor; targets: Tensor } {
  const seen = batchesSeen(module, count, { ...options, random });
  const perEpoch = seen.length / options.epochs;
  const targets = Array.from({ length: options.epochs }, (_, epoch) => {
    const shown = seen.slice(epoch * perEpoch, (epoch + 1) * perEpoch).flat();
    return shown.toSorted((a, b) => a.number - b.number).map(({ target }) => target);
  });
  return { sizes: tensor(seen.map((batch) => batch.length)), targets: tensor(targets) };
}

/** For each of four epochs the number of places at which it shows another example than the epoch before it did. */
export function movedPlaces(module: Module, count: number, random: Random): Tensor {
  const seen = batchesSeen(module, count, { epochs: 4, batchSize: count, random });
  const orders = seen.map((batch) => batch.map(({ number }) => number));
  const before = [Array.from({ length: count }, (_, n) => n), ...orders];
  return tensor(orders.map((order, epoch) => order.filter((n, place) => before[epoch]![place] !== n).length));
}
