import { arange, concatenate, full, stack, tensor, zeros, type Random, type Tensor } from "#tensor";
import { expectSameShape } from "#reference/03-losses/expectations.ts";
import { mse, mseBackward } from "#reference/03-losses/mse.ts";
import { expectOneForEach } from "#reference/06-metrics/expectations.ts";
import type { Pass } from "#reference/07-backprop/pass.ts";
import { Adam } from "#reference/08-optimisers/adam.ts";
import { clipByGlobalNorm } from "#reference/08-optimisers/gradient-clipping.ts";
import { rnnPass } from "#reference/11-recurrent-networks/bptt.ts";
import { lstmPass } from "#reference/11-recurrent-networks/lstm.ts";
import { expectShapes } from "#reference/11-recurrent-networks/recurrent-parts.ts";

export interface MemoryTask {
  /** `[N, T, 2]`, at each step a value and a mark. */
  readonly inputs: Tensor;
  /** `[N]`, the marked value of each sequence. */
  readonly targets: Tensor;
}

export interface MemoryOptions {
  /** What reads the sequence: an LSTM when left out, or the simple RNN, s_t = tanh(U x_t + W s_{t−1} + b). */
  readonly cell?: "lstm" | "rnn";
}

/** Of the cell, with G = 4H rows for an LSTM (input gate, forget gate, candidate, output gate) and G = H for a simple RNN. */
export interface CellParameters {
  /** `[G, D]` U, applied to the input. */
  readonly weightInput: Tensor;
  /** `[G, H]` W, applied to the hidden state of the step before. */
  readonly weightHidden: Tensor;
  /** `[G]` b. */
  readonly bias: Tensor;
}

export interface MemoryParameters {
  readonly recurrent: CellParameters;
  /** `[H]` v, from the last hidden state to the prediction. */
  readonly weight: Tensor;
  /** `[]` c. */
  readonly bias: Tensor;
}

export interface MemoryGradients {
  readonly gradParameters: MemoryParameters;
}

const training = { units: 8, batchSize: 12, maxNorm: 1, shortest: 6 };
/** Short sequences first: what share of the whole length they have, and for how many steps; the last ones until it is learned. */
const lessons = [
  { share: 1 / 10, steps: 100, learningRate: 0.08 },
  { share: 1 / 3, steps: 50, learningRate: 0.05 },
  { share: 1, steps: 50, learningRate: 0.02, enough: 0.04 },
];
/** After every so many steps, that many fresh sequences say whether the loss is low enough. */
const test = { every: 10, count: 24 };

/**
 * Sequences of which one number has to be remembered to the end: the copy task with one real number.
 *
 * `x_nt = (value_nt, mark_nt)`, the values uniform in [−1, 1); the mark is 1 at one of the first max(1, ⌊T/5⌋) steps, each as
 * likely, and 0 elsewhere; `y_n` is the value where the mark is
 *
 * @param count - N, a whole number, at least 1.
 * @param length - T, a whole number, at least 1.
 * @param random - the source of all chance.
 * @throws RangeError - when `count` or `length` is not such a number.
 * @example memoryTask(3, 10, new Random(1)).inputs.slice(null, null, 1).sum(1) // => [1, 1, 1]
 * @see Hochreiter & Schmidhuber, Long short-term memory (1997), section 5.4, the adding problem, which has two marks and asks for
 *   the sum; Arjovsky, Shah & Bengio, Unitary evolution recurrent neural networks (2016), section 5.1, the copying problem.
 */
export function memoryTask(count: number, length: number, random: Random): MemoryTask {
  expectWhole({ count, length });
  const early = Math.max(1, Math.floor(length / 5));
  const values = random.uniform([count, length], -1, 1);
  const places = tensor(Array.from({ length: count }, () => random.integer(0, early)));
  const marks = arange(length).equal(places.expandDims(1)); // [N, T]
  return { inputs: stack([values, marks], 2), targets: values.mul(marks).sum(1) };
}

/**
 * What is predicted once a sequence has been read: one number from the last hidden state.
 *
 * `h_1 … h_T = cell(x_1, …, x_T)` from a state of zeros, then `ŷ = v · h_T + c`
 *
 * @param inputs - `[N, T, D]`, T ≥ 1.
 * @param parameters - of the cell, v and c.
 * @param options.cell - an LSTM when left out, or a simple RNN.
 * @returns `[N]`.
 * @throws ShapeError - when the parameters do not fit each other, the inputs or the cell.
 * @example
 * const recurrent = { weightInput: tensor([[0, 1]]), weightHidden: tensor([[0]]), bias: zeros([1]) };
 * const parameters = { recurrent, weight: tensor([5]), bias: tensor(7) };
 * memoryModel(tensor([[[3, 0], [4, Math.log(2)]]]), parameters, { cell: "rnn" }) // => [10]
 * @see Goodfellow, Bengio & Courville, Deep Learning (2016), section 10.2, figure 10.5: one output at the end.
 */
export function memoryModel(inputs: Tensor, parameters: MemoryParameters, options: MemoryOptions = {}): Tensor {
  return forward(inputs, parameters, options).predictions;
}

/**
 * The mean squared error of what is predicted at the end; what the cell says before does not count.
 *
 * `L = (1/N) Σ_n (ŷ_n − y_n)²`
 *
 * @param inputs - `[N, T, D]`.
 * @param targets - `[N]` y.
 * @param parameters - as in {@link memoryModel}, and so are the options.
 * @returns `[]`.
 * @throws as {@link memoryModel} does.
 * @throws ShapeError - when there is not one target for each sequence.
 * @example
 * const recurrent = { weightInput: tensor([[0, 1]]), weightHidden: tensor([[0]]), bias: zeros([1]) };
 * const parameters = { recurrent, weight: tensor([5]), bias: tensor(7) };
 * memoryLoss(tensor([[[4, Math.log(2)]], [[9, 0]]]), tensor([8, 7]), parameters, { cell: "rnn" }) // => 2
 */
export function memoryLoss(
  inputs: Tensor,
  targets: Tensor,
  parameters: MemoryParameters,
  options: MemoryOptions = {},
): Tensor {
  return mse(memoryModel(inputs, parameters, options), targets);
}

/**
 * Gradients of {@link memoryLoss} with respect to the parameters: from the last step back through all of them.
 *
 * `dL/dŷ_n = (2/N) (ŷ_n − y_n) · gradOutput`, `dL/dv = Σ_n dL/dŷ_n h_nT`, `dL/dc = Σ_n dL/dŷ_n`, and into the cell goes
 * `dL/dh_nT = dL/dŷ_n v`, at the last step alone
 *
 * In the simple RNN that gradient is multiplied by diag(1 − s_t²) W at each step back, and fades. In the LSTM the cell's is
 * multiplied by the forget gate, which may be near 1.
 *
 * @param inputs - as in the forward pass, like the next two and the options.
 * @param gradOutput - `[]`, the gradient with respect to the loss.
 * @returns gradients of the shapes of the parameters.
 * @throws as {@link memoryLoss} does.
 * @example
 * const recurrent = { weightInput: tensor([[1]]), weightHidden: tensor([[0.5]]), bias: zeros([1]) };
 * const parameters = { recurrent, weight: tensor([1]), bias: tensor(4) };
 * const { gradParameters } = memoryLossBackward(zeros([1, 3, 1]), tensor([0]), parameters, tensor(1), { cell: "rnn" });
 * [gradParameters.bias, gradParameters.recurrent.bias] // => [8, [8 + 4 + 2]]
 * @see Hochreiter & Schmidhuber (1997), sections 3 and 4: exponential decay, and the constant error carrousel.
 */
export function memoryLossBackward(
  inputs: Tensor,
  targets: Tensor,
  parameters: MemoryParameters,
  gradOutput: Tensor,
  options: MemoryOptions = {},
): MemoryGradients {
  const { last, predictions, backward } = forward(inputs, parameters, options);
  expectSameShape("memoryLossBackward", { predictions, targets });
  const gradPredictions = mseBackward(predictions, targets, gradOutput); // [N]
  const gradLast = gradPredictions.expandDims(1).mul(parameters.weight); // [N, H]
  return {
    gradParameters: {
      recurrent: backward(gradLast),
      weight: gradPredictions.matmul(last),
      bias: gradPredictions.sum(),
    },
  };
}

/**
 * The coefficient of determination: which part of the variance of the targets the predictions explain.
 *
 * `R² = 1 − Σ_i (y_i − ŷ_i)² / Σ_i (y_i − ȳ)²`
 *
 * 1 for predictions that are right, 0 for the mean of the targets, whatever is read, and below 0 for worse ones. It is the
 * square of a correlation only for predictions of a linear regression on its own data.
 *
 * @param predictions - `[N]` ŷ.
 * @param targets - `[N]` y, not all the same.
 * @returns `[]`, at most 1.
 * @throws ShapeError - when the two are not `[N]` with the same N.
 * @throws RangeError - when all targets are the same: there is no variance to explain.
 * @example r2Score(tensor([2, 2, 5]), tensor([1, 2, 6])) // => 6 / 7
 * @see scikit-learn, metrics.r2_score; its explained_variance_score overlooks an error that is the same everywhere.
 */
export function r2Score(predictions: Tensor, targets: Tensor): Tensor {
  expectOneForEach("r2Score", { predictions, targets });
  if (targets.data.every((target) => target === targets.data[0])) {
    throw new RangeError(
      "r2Score: all targets are the same, expected some that differ. R² is a share of their variance.",
    );
  }
  const total = targets.sub(targets.mean()).square().sum();
  return targets.sub(predictions).square().sum().div(total).neg().add(1);
}

/**
 * Learns to remember over a number of steps.
 *
 * Adam on the loss of fresh sequences, the gradient clipped; first short sequences, on which the cell finds out what to
 * remember, then longer ones, until a test on others goes well. The weights start at random. The forget gate of an LSTM starts
 * with the bias log T: what is in the cell then has a lifetime of about T steps, as (1 − 1/(T + 1))ᵀ ≈ 1/e.
 *
 * Trained in the same way, a simple RNN remembers over a few steps and learns nothing about 60. Its gradient is multiplied by
 * W at each step, and random hidden weights of variance 1/H shrink it. Weights that start as the identity, smaller steps and ten
 * times as many of them may get it there.
 *
 * @param length - T, the number of steps, a whole number, at least 1.
 * @param random - the source of all chance.
 * @param options.cell - an LSTM when left out, or a simple RNN, trained in the same way.
 * @returns parameters with which {@link memoryModel} predicts the targets of sequences like those of {@link memoryTask}.
 * @throws RangeError - when `length` is not such a number.
 * @see Gers, Schmidhuber & Cummins, Learning to forget (2000), for a forget gate that starts open; Tallec & Ollivier, Can recurrent
 *   neural networks warp time? (2018), section 3, for how far; Bengio et al., Curriculum learning (2009); Le, Jaitly & Hinton, A
 *   simple way to initialize recurrent networks of rectified linear units (2015), for the identity.
 */
export function trainMemory(length: number, random: Random, options: MemoryOptions = {}): MemoryParameters {
  const { batchSize, maxNorm, shortest } = training;
  let parameters = firstParameters(length, random, options);
  for (const { share, steps, learningRate, enough } of lessons) {
    const optimiser = new Adam({ learningRate });
    const current = Math.min(length, Math.max(shortest, Math.round(share * length)));
    for (let step = 1; step <= steps; step++) {
      const { inputs, targets } = memoryTask(batchSize, current, random);
      const { gradParameters } = memoryLossBackward(inputs, targets, parameters, tensor(1), options);
      const gradients = clipByGlobalNorm(toList(gradParameters), maxNorm);
      parameters = fromList(optimiser.step(toList(parameters), gradients));
      if (enough === undefined || step % test.every !== 0) continue;
      const fresh = memoryTask(test.count, current, random);
      if (memoryLoss(fresh.inputs, fresh.targets, parameters, options).item() < enough) break;
    }
  }
  return parameters;
}

function forward(inputs: Tensor, { recurrent, weight, bias }: MemoryParameters, { cell = "lstm" }: MemoryOptions) {
  const units = recurrent.weightHidden.shape[1]!;
  const fitting = { "parameters.weight": [weight, [units]], "parameters.bias": [bias, []] } as const;
  expectShapes("memoryModel", fitting, "The H units of the last state give one number.");
  const { output: last, backward } = cellPass(inputs, recurrent, zeros([inputs.shape[0]!, units]), cell);
  return { last, predictions: last.matmul(weight).add(bias), backward };
}

/** The last hidden state `[N, H]`, and from its gradient those of the cell's parameters. */
function cellPass(
  inputs: Tensor,
  recurrent: CellParameters,
  start: Tensor,
  cell: "lstm" | "rnn",
): Pass<CellParameters> {
  const before = inputs.shape[1]! - 1; // steps that the loss does not see
  const atTheEnd = (gradLast: Tensor): Tensor =>
    gradLast.expandDims(1).pad([
      [0, 0],
      [before, 0],
      [0, 0],
    ]); // [N, T, H]
  if (cell === "rnn") {
    const { output, backward } = rnnPass(inputs, recurrent, start);
    return {
      output: output.slice(null, -1),
      backward: (gradLast) => backward(atTheEnd(gradLast)).gradParameters,
    };
  }
  const { output, backward } = lstmPass(inputs, recurrent, { hidden: start, cell: start });
  return {
    output: output.hidden,
    backward: (gradLast) => backward({ output: atTheEnd(gradLast), hidden: start, cell: start }).gradParameters,
  };
}

/** Blocks of H rows, and the standard deviation of the hidden weights times √H. */
const starts = { lstm: { blocks: 4, gain: 0.5 }, rnn: { blocks: 1, gain: 1 } };

function firstParameters(length: number, random: Random, { cell = "lstm" }: MemoryOptions): MemoryParameters {
  const { units } = training;
  const { blocks, gain } = starts[cell];
  const [closed, open] = [zeros([units]), full([units], Math.log(length))];
  return {
    recurrent: {
      weightInput: random.normal([blocks * units, 2], 0, 1 / Math.sqrt(2)),
      weightHidden: random.normal([blocks * units, units], 0, gain / Math.sqrt(units)),
      bias: cell === "lstm" ? concatenate([closed, open, closed, closed]) : closed,
    },
    weight: random.normal([units], 0, 1 / Math.sqrt(units)),
    bias: tensor(0),
  };
}

function toList({
  recurrent: { weightInput, weightHidden, bias: biasHidden },
  weight,
  bias,
}: MemoryParameters): Tensor[] {
  return [weightInput, weightHidden, biasHidden, weight, bias];
}

function fromList(list: readonly Tensor[]): MemoryParameters {
  const [weightInput, weightHidden, biasHidden, weight, bias] = list as [Tensor, Tensor, Tensor, Tensor, Tensor];
  return { recurrent: { weightInput, weightHidden, bias: biasHidden }, weight, bias };
}

function expectWhole(named: { readonly [argument: string]: number }): void {
  for (const [name, value] of Object.entries(named)) {
    if (Number.isInteger(value) && value >= 1) continue;
    throw new RangeError(`memoryTask: ${name} is ${value}, expected a whole number, at least 1, such as 60.`);
  }
}
