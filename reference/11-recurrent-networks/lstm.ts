import { concatenate, stack, where, type Tensor } from "#tensor";
import { sigmoid } from "#reference/02-activations/sigmoid.ts";
import type { Pass } from "#reference/07-backprop/pass.ts";
import {
  expectShapes,
  insideOf,
  outerSum,
  reverseTime,
  sigmoidSlope,
  tanhSlope,
  type LengthOptions,
} from "#reference/11-recurrent-networks/recurrent-parts.ts";

/** What an LSTM carries from one step to the next. */
export interface LstmState {
  /** `[N, H]`, what it shows: its output at the last step. */
  readonly hidden: Tensor;
  /** `[N, H]`, what it keeps to itself. */
  readonly cell: Tensor;
}

/** Weights of the input gate, the forget gate, the candidate and the output gate, H rows each, in this order. */
export interface LstmParameters {
  /** `[4H, D]`, applied to the input. */
  readonly weightInput: Tensor;
  /** `[4H, H]`, applied to the hidden state of the step before. */
  readonly weightHidden: Tensor;
  /** `[4H]`. */
  readonly bias: Tensor;
}

export interface LstmOutput extends LstmState {
  /** `[N, T, H]`, the hidden state after every step, 0 at padding; `hidden` and `cell` are those after the last step. */
  readonly output: Tensor;
}

export interface LstmGradients {
  readonly gradInput: Tensor;
  readonly gradParameters: LstmParameters;
  readonly gradInitial: LstmState;
}

/** One LSTM of a stack. */
export interface LstmDirection {
  readonly parameters: LstmParameters;
  readonly initial: LstmState;
}

/** One that reads forward, and perhaps one that reads from the end. */
export type LstmLayer = readonly [forward: LstmDirection, backward?: LstmDirection];

export interface LstmStackOutput {
  /** `[N, T, H]` of the last layer, `[N, T, 2H]` when it reads both ways. */
  readonly output: Tensor;
  /** For each layer and direction the state after its last step. */
  readonly states: readonly (readonly LstmState[])[];
}

export interface LstmStackGradients {
  readonly gradInput: Tensor;
  /** For each layer and direction. */
  readonly gradLayers: readonly (readonly LstmDirection[])[];
}

/**
 * Long short-term memory: a recurrent layer whose cell is changed by adding to it, under the control of gates.
 *
 * `i, f, o = σ(U x_t + W h_{t−1} + b)` with weights of their own, `g = tanh(U x_t + W h_{t−1} + b)`
 * `c_t = f · c_{t−1} + i · g`
 * `h_t = o · tanh(c_t)`
 *
 * U, W and b are stacked in the order i, f, g, o, so that one product serves all four. A sequence that has ended keeps its
 * state, and its output is 0.
 *
 * @param input - `[N, T, D]`, N sequences of T ≥ 1 steps x_t.
 * @param parameters - U, W and b.
 * @param initial - h and c before the first step.
 * @param options.lengths - `[N]`, integers in [1, T].
 * @returns h after every step, and both h and c after the last of each sequence.
 * @throws ShapeError - when a parameter, an initial state or the lengths do not fit the others.
 * @throws RangeError - when a length is not an integer in [1, T].
 * @example
 * const parameters = { weightInput: zeros([4, 1]), weightHidden: zeros([4, 1]), bias: zeros([4]) };
 * lstm(tensor([[[7]]]), parameters, { hidden: tensor([[0]]), cell: tensor([[2]]) }).cell // => [[1]]
 * @see Gers, Schmidhuber & Cummins, Learning to forget (2000), section 3; PyTorch has a second bias, which adds to b.
 */
export function lstm(
  input: Tensor,
  parameters: LstmParameters,
  initial: LstmState,
  options: LengthOptions = {},
): LstmOutput {
  return lstmPass(input, parameters, initial, options).output;
}

/**
 * Gradients of a loss through all steps, the last step first.
 *
 * `dL/dc_t = dL/dh_t · o (1 − tanh² c_t) + f_{t+1} · dL/dc_{t+1}`
 * `da_i = dL/dc_t · g · i (1 − i)`, `da_f = dL/dc_t · c_{t−1} · f (1 − f)`
 * `da_g = dL/dc_t · i · (1 − g²)`, `da_o = dL/dh_t · tanh c_t · o (1 − o)`
 * `dL/dx_t = da U`, `dL/dh_{t−1} = da W`, `dL/dU = Σ_t daᵀ x_t`, `dL/dW = Σ_t daᵀ h_{t−1}`, `dL/db = Σ_t da`
 *
 * Here a = U x_t + W h_{t−1} + b, and dL/dh_t is what arrives from the output plus what arrives from step t + 1.
 *
 * @param input - `[N, T, D]`, as in the forward pass, and so are `parameters`, `initial` and `options`.
 * @param gradOutput - dL/d of each field of what {@link lstm} returns.
 * @returns gradients with respect to the input, 0 at padding, each parameter, and each initial state.
 * @example
 * const parameters = { weightInput: zeros([4, 1]), weightHidden: zeros([4, 1]), bias: zeros([4]) };
 * const state = { hidden: zeros([1, 1]), cell: tensor([[1]]) };
 * const gradOutput = { output: zeros([1, 3, 1]), ...state };
 * lstmBackward(zeros([1, 3, 1]), parameters, state, gradOutput).gradInitial.cell // => [[0.125]]
 */
export function lstmBackward(
  input: Tensor,
  parameters: LstmParameters,
  initial: LstmState,
  gradOutput: LstmOutput,
  options: LengthOptions = {},
): LstmGradients {
  return lstmPass(input, parameters, initial, options).backward(gradOutput);
}

/** {@link lstm} and {@link lstmBackward} in one. */
export function lstmPass(
  input: Tensor,
  parameters: LstmParameters,
  initial: LstmState,
  options: LengthOptions = {},
): Pass<LstmGradients, LstmOutput> {
  const steps = unroll(input, parameters, initial, options);
  const { hidden, cell } = steps.at(-1)!;
  const states = steps.map((step) => within(step.here, step.hidden));
  return {
    output: { output: stack(states, 1), hidden, cell },
    backward: (gradOutput) => backThrough(steps, input, parameters, gradOutput),
  };
}

/**
 * Layers of LSTMs, each reading the output of the one before.
 *
 * `x⁰ = input`, `xˡ = lstm(xˡ⁻¹)`; with a second direction `xˡ = [lstm(xˡ⁻¹), reverse(lstm(reverse(xˡ⁻¹)))]`
 *
 * The second direction knows at each step what comes after it. Reversing turns the steps of each sequence around and leaves
 * its padding at the end.
 *
 * @param input - `[N, T, D]`.
 * @param layers - at least one; the weights of a layer are for as many features as the layer before puts out.
 * @param options.lengths - `[N]`, integers in [1, T].
 * @returns the output of the last layer, and the states after the last step of all.
 * @throws as {@link lstm} does.
 * @example
 * const parameters = { weightInput: zeros([4, 1]), weightHidden: zeros([4, 1]), bias: zeros([4]) };
 * const direction = { parameters, initial: { hidden: zeros([1, 1]), cell: zeros([1, 1]) } };
 * lstmStack(zeros([1, 3, 1]), [[direction, direction]]).output.shape // => [1, 3, 2]
 * @see Graves, Mohamed & Hinton, Speech recognition with deep recurrent neural networks (2013), section 2.
 */
export function lstmStack(input: Tensor, layers: readonly LstmLayer[], options: LengthOptions = {}): LstmStackOutput {
  const states: LstmState[][] = [];
  let output = input;
  for (const layer of layers) {
    const runs = directionsOf(layer).map(({ parameters, initial }, direction) =>
      lstm(turned(output, direction, options), parameters, initial, options),
    );
    const outputs = runs.map((run, direction) => turned(run.output, direction, options));
    output = concatenate(outputs, 2);
    states.push(runs.map(({ hidden, cell }) => ({ hidden, cell })));
  }
  return { output, states };
}

/**
 * Gradients of a loss through all layers of {@link lstmStack}, the last layer first.
 *
 * A layer's dL/dx is the sum over its directions, and dL/d(output) of the layer before.
 *
 * @param input - `[N, T, D]`, as in the forward pass, and so are `layers` and `options`.
 * @param gradOutput - dL/d of what {@link lstmStack} returns: of the output, and of the state of each layer and direction.
 * @returns gradients with respect to the input, and the parameters and initial state of each layer and direction.
 */
export function lstmStackBackward(
  input: Tensor,
  layers: readonly LstmLayer[],
  gradOutput: LstmStackOutput,
  options: LengthOptions = {},
): LstmStackGradients {
  const inputs = [input];
  for (const layer of layers.slice(0, -1)) inputs.push(lstmStack(inputs.at(-1)!, [layer], options).output);
  const gradLayers: LstmDirection[][] = [];
  let gradInput = gradOutput.output;
  for (const [index, layer] of [...layers.entries()].toReversed()) {
    const size = layer[0].initial.hidden.shape[1]!;
    const gradients = directionsOf(layer).map(({ parameters, initial }, direction) => {
      const share = gradInput.slice(null, null, direction === 0 ? [0, size] : [size, null]);
      const arrived = { output: turned(share, direction, options), ...gradOutput.states[index]![direction]! };
      return lstmBackward(turned(inputs[index]!, direction, options), parameters, initial, arrived, options);
    });
    gradInput = gradients
      .map((gradient, direction) => turned(gradient.gradInput, direction, options))
      .reduce((sum, gradient) => sum.add(gradient));
    gradLayers.unshift(
      gradients.map(({ gradParameters, gradInitial }) => ({ parameters: gradParameters, initial: gradInitial })),
    );
  }
  return { gradInput, gradLayers };
}

function directionsOf([forward, backward]: LstmLayer): LstmDirection[] {
  return backward ? [forward, backward] : [forward];
}

/** As direction 0 reads it, forward, or direction 1, from the end. */
function turned(x: Tensor, direction: number, options: LengthOptions): Tensor {
  return direction === 0 ? x : reverseTime(x, options);
}

/** One step: the state before it, the gates, tanh c, and the state after it; all `[N, H]`. */
interface Step extends LstmState {
  /** `[N, 1]`, 1 for each sequence that has this step, 0 for padding; all have it when left out. */
  readonly here: Tensor | undefined;
  readonly before: LstmState;
  readonly i: Tensor;
  readonly f: Tensor;
  readonly g: Tensor;
  readonly o: Tensor;
  readonly shown: Tensor;
}

function unroll(input: Tensor, parameters: LstmParameters, initial: LstmState, options: LengthOptions): Step[] {
  checkShapes(input, parameters, initial);
  const inside = insideOf("lstm", input, options);
  const size = initial.hidden.shape[1]!;
  const fromInput = input.matmul(parameters.weightInput.T).add(parameters.bias); // [N, T, 4H], all steps in one product
  const weightHidden = parameters.weightHidden.T;
  const steps: Step[] = [];
  for (let time = 0; time < input.shape[1]!; time++) {
    const here = options.lengths && inside.slice(null, time);
    const before: LstmState = steps.at(-1) ?? initial;
    const scores = fromInput.slice(null, time).add(before.hidden.matmul(weightHidden)); // [N, 4H]
    const part = (index: number): Tensor => scores.slice(null, [index * size, (index + 1) * size]);
    const [i, f, g, o] = [sigmoid(part(0)), sigmoid(part(1)), part(2).tanh(), sigmoid(part(3))];
    const cell = whereHere(here, f.mul(before.cell).add(i.mul(g)), before.cell);
    const shown = cell.tanh();
    const hidden = whereHere(here, o.mul(shown), before.hidden);
    steps.push({ here, before, i, f, g, o, shown, cell, hidden });
  }
  return steps;
}

/** The last step first. */
function backThrough(
  steps: readonly Step[],
  input: Tensor,
  parameters: LstmParameters,
  gradOutput: LstmOutput,
): LstmGradients {
  const gradients: Tensor[] = [];
  let later: LstmState = gradOutput;
  for (const [time, { here, before, i, f, g, o, shown }] of [...steps.entries()].toReversed()) {
    const gradHidden = within(here, later.hidden.add(gradOutput.output.slice(null, time)));
    const gradCell = within(here, later.cell).add(gradHidden.mul(o).mul(tanhSlope(shown)));
    const gradScores = concatenate(
      [
        gradCell.mul(g).mul(sigmoidSlope(i)),
        gradCell.mul(before.cell).mul(sigmoidSlope(f)),
        gradCell.mul(i).mul(tanhSlope(g)),
        gradHidden.mul(shown).mul(sigmoidSlope(o)),
      ],
      1,
    ); // [N, 4H]
    gradients.unshift(gradScores);
    later = {
      hidden: whereHere(here, gradScores.matmul(parameters.weightHidden), later.hidden),
      cell: whereHere(here, gradCell.mul(f), later.cell),
    };
  }
  const gradScores = stack(gradients, 1); // [N, T, 4H]
  const hiddenBefore = steps.map(({ before }) => before.hidden);
  const gradParameters = {
    weightInput: outerSum(gradScores, input),
    weightHidden: outerSum(gradScores, stack(hiddenBefore, 1)),
    bias: gradScores.sum([0, 1]),
  };
  return { gradInput: gradScores.matmul(parameters.weightInput), gradParameters, gradInitial: later };
}

/** Where a sequence has ended, nothing. */
function within(here: Tensor | undefined, x: Tensor): Tensor {
  return here ? x.mul(here) : x;
}

/** Where a sequence has ended, something else. */
function whereHere(here: Tensor | undefined, x: Tensor, otherwise: Tensor): Tensor {
  return here ? where(here, x, otherwise) : x;
}

function checkShapes(input: Tensor, parameters: LstmParameters, { hidden, cell }: LstmState): void {
  const [batch, , features] = input.shape;
  const size = hidden.shape[1]!;
  const expected = {
    "initial.hidden": [hidden, [batch, size]],
    "initial.cell": [cell, [batch, size]],
    "parameters.weightInput": [parameters.weightInput, [4 * size, features]],
    "parameters.weightHidden": [parameters.weightHidden, [4 * size, size]],
    "parameters.bias": [parameters.bias, [4 * size]],
  } as const;
  expectShapes("lstm", expected, "The input is [N, T, D], states are [N, H], and there are four blocks of H rows.");
}
