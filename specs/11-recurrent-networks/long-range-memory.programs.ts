import { Random, stack, tensor, type Tensor } from "#tensor";

type Module = typeof import("#reference/11-recurrent-networks/long-range-memory.ts");

/** What can be said of any batch, whatever chance does, and whether chance comes from the seed alone. */
export function described({ memoryTask }: Module, count: number, length: number, seed: number) {
  const draw = (from: number) => memoryTask(count, length, new Random(from));
  const [{ inputs, targets }, again, other] = [draw(seed), draw(seed), draw(seed + 1)];
  const [values, marks] = [inputs.slice(null, null, 0), inputs.slice(null, null, 1)];
  const shapes = tensor([...inputs.shape, ...targets.shape]);
  if (inputs.size === 0) return { shapes }; // of nothing there is no more to say, and an error was due
  const perSequence = marks.sum(1);
  const differs = (batch: typeof again): number =>
    Math.max(batch.inputs.sub(inputs).abs().max().item(), batch.targets.sub(targets).abs().max().item());
  return {
    /** Of inputs and targets. */
    shapes,
    fewestMarks: perSequence.min().item(),
    mostMarks: perSequence.max().item(),
    /** 1 at each step that is marked in some sequence. */
    markedSteps: marks.max(0),
    /** Between a target and the value that is marked, the largest there is. */
    difference: values.mul(marks).sum(1).sub(targets).abs().max().item(),
    beyondOne: values.abs().greater(1).sum().item(),
    withSameSeed: differs(again),
    withOtherSeed: Number(differs(other) > 0),
  };
}

const count = 1000;
/** A fifth of it are three steps. */
const length = 15;
const places = 3;

/**
 * How far values and marks depart from what chance should do, each in standard deviations. Sums of so many bounded numbers are
 * beyond 8 deviations less than once in 10¹¹ (Bernstein's inequality), and there are 12 of them.
 */
export function departures({ memoryTask }: Module, seed: number) {
  const random = new Random(seed);
  const [{ inputs, targets }, next] = [memoryTask(count, length, random), memoryTask(count, length, random)];
  const [values, marks] = [inputs.slice(null, null, 0), inputs.slice(null, null, 1)];
  const first = marks.slice(null, 0); // [N], whether the first step is marked
  const off = (found: number, chance: number, of: number): number =>
    (found - of * chance) / Math.sqrt(of * chance * (1 - chance));
  const mean = (x: Tensor): number => x.sum().item() / Math.sqrt(x.size / 3);
  const square = (x: Tensor): number =>
    x
      .square()
      .sub(1 / 3)
      .sum()
      .item() / Math.sqrt((x.size * 4) / 45);
  const together = (a: Tensor, b: Tensor): number => a.mul(b).sum().item() / Math.sqrt(a.size / 9);
  // Every other pair of neighbours: they have no entry in common, so the pairs are independent.
  const [even, odd] = [marks.slice([0, null, 2]), marks.slice([1, null, 2])];
  return {
    places: tensor(
      Array.from({ length: places }, (_, step) => off(marks.slice(null, step).sum().item(), 1 / places, count)),
    ),
    samePlace: off(even.mul(odd).sum().item(), 1 / places, count / 2),
    mean: mean(values),
    square: square(values),
    targetMean: mean(targets),
    targetSquare: square(targets),
    targetByPlace:
      first
        .sub(1 / places)
        .mul(targets)
        .sum()
        .item() / Math.sqrt((count * 2) / 27),
    steps: together(values.slice(null, [0, -1, 2]), values.slice(null, [1, null, 2])),
    sequences: together(values.slice([0, null, 2]), values.slice([1, null, 2])),
    calls: together(inputs.slice(null, null, 0), next.inputs.slice(null, null, 0)),
  };
}

/** Trains on sequences of this length, and says which part of the variance is explained in those that are given. */
export function explained(
  { memoryModel, trainMemory }: Module,
  values: Tensor,
  marks: Tensor,
  cell: "lstm" | "rnn",
  random: Random,
): number {
  const options = cell === "lstm" ? [] : [{ cell }]; // the LSTM is what there is without options
  const parameters = trainMemory(values.shape[1]!, random, ...options);
  const predictions = memoryModel(stack([values, marks], 2), parameters, ...options);
  const targets = values.mul(marks).sum(1);
  const sumOfSquares = (x: Tensor): number => x.square().sum().item();
  return 1 - sumOfSquares(predictions.sub(targets)) / sumOfSquares(targets.sub(targets.mean()));
}
