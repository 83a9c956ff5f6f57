import { concatenate, ShapeError, stack, zeros, type Tensor } from "#tensor";
import { sigmoid } from "#reference/02-activations/sigmoid.ts";

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
  /** `[N, T, H]`, the hidden state after every step; `hidden` and `cell` are those after the last. */
  readonly output: Tensor;
}

export interface LstmGradients {
  readonly gradInput: Tensor;
  readonly gradParameters: LstmParameters;
  readonly gradInitial: LstmState;
}

/**
 * Long short-term memory: a recurrent layer whose cell is changed by adding to it, under the control of gates.
 *
 * `i, f, o = σ(U x_t + W h_{t−1} + b)` with weights of their own, `g = tanh(U x_t + W h_{t−1} + b)`
 * `c_t = f · c_{t−1} + i · g`
 * `h_t = o · tanh(c_t)`
 *
 * U, W and b are stacked in the order i, f, g, o, so that one product serves all four.
 *
 * @param input - `[N, T, D]`, N sequences of T ≥ 1 steps x_t.
 * @param parameters - U, W and b.
 * @param initial - h and c before the first step.
 * @returns h after every step, and both h and c after the last.
 * @throws ShapeError - when a parameter or an initial state does not fit the others.
 * @example
 * const parameters = { weightInput: zeros([4, 1]), weightHidden: zeros([4, 1]), bias: zeros([4]) };
 * lstm(tensor([[[7]]]), parameters, { hidden: tensor([[0]]), cell: tensor([[2]]) }).cell // => [[1]]
 * @see Gers, Schmidhuber & Cummins, Learning to forget (2000), section 3; PyTorch has a second bias, which adds to b.
 */
export function lstm(input: Tensor, parameters: LstmParameters, initial: LstmState): LstmOutput {
  const steps = unroll(input, parameters, initial);
  const { hidden, cell } = steps.at(-1)!;
  const output = stack(
    steps.map((step) => step.hidden),
    1,
  );
  return { output, hidden, cell };
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
 * @param input - `[N, T, D]`, as in the forward pass, like the next two.
 * @param gradOutput - dL/d of each field of what {@link lstm} returns.
 * @returns gradients with respect to the input, each parameter, and each initial state.
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
): LstmGradients {
  const { weightInput, weightHidden, bias } = parameters;
  const steps = unroll(input, parameters, initial);
  const gradInputs: Tensor[] = [];
  let gradParameters: LstmParameters = {
    weightInput: zeros(weightInput.shape),
    weightHidden: zeros(weightHidden.shape),
    bias: zeros(bias.shape),
  };
  let later: LstmState = gradOutput;
  for (const [time, { before, i, f, g, o, cell }] of [...steps.entries()].toReversed()) {
    const gradHidden = later.hidden.add(gradOutput.output.slice(null, time));
    const shown = cell.tanh();
    const gradCell = later.cell.add(gradHidden.mul(o).mul(tanhSlope(shown)));
    const gradScores = concatenate(
      [
        gradCell.mul(g).mul(sigmoidSlope(i)),
        gradCell.mul(before.cell).mul(sigmoidSlope(f)),
        gradCell.mul(i).mul(tanhSlope(g)),
        gradHidden.mul(shown).mul(sigmoidSlope(o)),
      ],
      1,
    ); // [N, 4H]
    gradParameters = {
      weightInput: gradParameters.weightInput.add(gradScores.T.matmul(input.slice(null, time))),
      weightHidden: gradParameters.weightHidden.add(gradScores.T.matmul(before.hidden)),
      bias: gradParameters.bias.add(gradScores.sum(0)),
    };
    gradInputs.unshift(gradScores.matmul(weightInput));
    later = { hidden: gradScores.matmul(weightHidden), cell: gradCell.mul(f) };
  }
  return { gradInput: stack(gradInputs, 1), gradParameters, gradInitial: later };
}

/** One step: the state before it, the gates, and the state after it; all `[N, H]`. */
interface Step extends LstmState {
  readonly before: LstmState;
  readonly i: Tensor;
  readonly f: Tensor;
  readonly g: Tensor;
  readonly o: Tensor;
}

function unroll(input: Tensor, parameters: LstmParameters, initial: LstmState): Step[] {
  checkShapes(input, parameters, initial);
  const { weightInput, weightHidden, bias } = parameters;
  const size = initial.hidden.shape[1]!;
  const steps: Step[] = [];
  let before = initial;
  for (let time = 0; time < input.shape[1]!; time++) {
    const fromInput = input.slice(null, time).matmul(weightInput.T);
    const scores = fromInput.add(before.hidden.matmul(weightHidden.T)).add(bias); // [N, 4H]
    const part = (index: number): Tensor => scores.slice(null, [index * size, (index + 1) * size]);
    const [i, f, g, o] = [sigmoid(part(0)), sigmoid(part(1)), part(2).tanh(), sigmoid(part(3))];
    const cell = f.mul(before.cell).add(i.mul(g));
    const step = { before, i, f, g, o, cell, hidden: o.mul(cell.tanh()) };
    steps.push(step);
    before = step;
  }
  return steps;
}

/** dσ/dx in terms of y = σ(x). */
function sigmoidSlope(y: Tensor): Tensor {
  return y.mul(y.neg().add(1));
}

/** dtanh/dx in terms of y = tanh(x). */
function tanhSlope(y: Tensor): Tensor {
  return y.square().neg().add(1);
}

function checkShapes(input: Tensor, parameters: LstmParameters, { hidden, cell }: LstmState): void {
  const [batch, , features] = input.shape;
  const size = hidden.shape[1]!;
  const expected: { readonly [name: string]: readonly [Tensor, (number | undefined)[]] } = {
    "initial.hidden": [hidden, [batch, size]],
    "initial.cell": [cell, [batch, size]],
    "parameters.weightInput": [parameters.weightInput, [4 * size, features]],
    "parameters.weightHidden": [parameters.weightHidden, [4 * size, size]],
    "parameters.bias": [parameters.bias, [4 * size]],
  };
  for (const [name, [{ shape }, fitting]] of Object.entries(expected)) {
    if (shape.join() === fitting.join()) continue;
    throw new ShapeError(
      `lstm: ${name} is [${shape.join(", ")}], expected [${fitting.join(", ")}]. ` +
        `The input holds N = ${batch} sequences of D = ${features} features, initial.hidden H = ${size} units.`,
    );
  }
}
