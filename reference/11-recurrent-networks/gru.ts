import { concatenate, stack, where, type Tensor } from "#tensor";
import { sigmoid } from "#reference/02-activations/sigmoid.ts";
import {
  expectShapes,
  insideOf,
  outerSum,
  sigmoidSlope,
  tanhSlope,
  type LengthOptions,
} from "#reference/11-recurrent-networks/recurrent-parts.ts";

/** Weights of the reset gate, the update gate and the candidate ("new"), H rows each, in this order. */
export interface GruParameters {
  /** U, `[3H, D]`, applied to the input. */
  readonly weightInput: Tensor;
  /** W, `[3H, H]`, applied to the hidden state of the step before. */
  readonly weightHidden: Tensor;
  /** b, `[3H]`, added to U x. */
  readonly biasInput: Tensor;
  /** c, `[3H]`, added to W h. */
  readonly biasHidden: Tensor;
}

export interface GruOutput {
  /** `[N, T, H]`, the hidden state after every step; 0 at padding. */
  readonly output: Tensor;
  /** `[N, H]`, the hidden state after the last step of each sequence. */
  readonly hidden: Tensor;
}

export interface GruGradients {
  readonly gradInput: Tensor;
  readonly gradParameters: GruParameters;
  readonly gradInitial: Tensor;
}

/**
 * Gated recurrent unit: a recurrent layer whose state moves towards a candidate, as far as a gate lets it.
 *
 * `r, z = σ(U x_t + b + W h_{t−1} + c)` with weights of their own
 * `n = tanh(U x_t + b + r · (W h_{t−1} + c))`
 * `h_t = (1 − z) · n + z · h_{t−1}`
 *
 * U, W, b and c are stacked in the order r, z, n. The reset gate is applied to W h_{t−1} + c, so both biases are needed.
 * A sequence that has ended keeps its state, and its output is 0.
 *
 * @param input - `[N, T, D]`, N sequences of T ≥ 1 steps x_t.
 * @param parameters - U, W, b and c.
 * @param initial - `[N, H]`, h before the first step.
 * @param options.lengths - `[N]`, integers in [1, T].
 * @returns h after every step, and after the last of each sequence.
 * @throws ShapeError - when a parameter, the initial state or the lengths do not fit the others.
 * @throws RangeError - when a length is not an integer in [1, T].
 * @example
 * const weights = { weightInput: zeros([3, 1]), weightHidden: zeros([3, 1]) };
 * gru(tensor([[[7]]]), { ...weights, biasInput: zeros([3]), biasHidden: zeros([3]) }, tensor([[8]])).hidden // => [[4]]
 * @see Cho et al., Learning phrase representations using RNN encoder–decoder (2014), section 2.3: there the reset gate
 *   comes before W; this form is PyTorch's and cuDNN's.
 */
export function gru(input: Tensor, parameters: GruParameters, initial: Tensor, options: LengthOptions = {}): GruOutput {
  const { steps, inside } = unroll(input, parameters, initial, options);
  const states = steps.map(({ hidden }) => hidden);
  return { output: stack(states, 1).mul(inside), hidden: states.at(-1)! };
}

/**
 * Gradients of a loss through all steps, the last step first.
 *
 * `da_n = dL/dh_t · (1 − z) · (1 − n²)`, `da_z = dL/dh_t · (h_{t−1} − n) · z (1 − z)`
 * `da_r = da_n · (W_n h_{t−1} + c_n) · r (1 − r)`
 * `dL/dh_{t−1} = dL/dh_t · z + (da_r, da_z, r · da_n) W`
 *
 * Here a is what σ and tanh are applied to, and dL/dh_t is what arrives from the output plus what arrives from step t + 1.
 * With A = (da_r, da_z, da_n) for the input and B = (da_r, da_z, r · da_n) for the state:
 * `dL/dx_t = A U`, `dL/dU = Σ_t Aᵀ x_t`, `dL/db = Σ_t A`, `dL/dW = Σ_t Bᵀ h_{t−1}`, `dL/dc = Σ_t B`
 *
 * @param input - `[N, T, D]`, as in the forward pass, and so are `parameters`, `initial` and `options`.
 * @param gradOutput - dL/d of each field of what {@link gru} returns.
 * @returns gradients of the shapes of `input`, each parameter, and `initial`; 0 for the input at padding.
 * @example
 * const weights = { weightInput: zeros([3, 1]), weightHidden: zeros([3, 1]) };
 * const parameters = { ...weights, biasInput: zeros([3]), biasHidden: zeros([3]) };
 * const gradOutput = { output: zeros([1, 3, 1]), hidden: tensor([[8]]) };
 * gruBackward(zeros([1, 3, 1]), parameters, zeros([1, 1]), gradOutput).gradInitial // => [[1]]
 */
export function gruBackward(
  input: Tensor,
  parameters: GruParameters,
  initial: Tensor,
  gradOutput: GruOutput,
  options: LengthOptions = {},
): GruGradients {
  const { steps, inside } = unroll(input, parameters, initial, options);
  const fromInput: Tensor[] = [];
  const fromHidden: Tensor[] = [];
  let later = gradOutput.hidden;
  for (const [time, { before, r, z, n, recalled }] of [...steps.entries()].toReversed()) {
    const here = inside.slice(null, time); // [N, 1]
    const gradHidden = later.add(gradOutput.output.slice(null, time)).mul(here);
    const gradN = gradHidden.mul(z.neg().add(1)).mul(tanhSlope(n));
    const gradZ = gradHidden.mul(before.sub(n)).mul(sigmoidSlope(z));
    const gradR = gradN.mul(recalled).mul(sigmoidSlope(r));
    fromInput.unshift(concatenate([gradR, gradZ, gradN], 1));
    fromHidden.unshift(concatenate([gradR, gradZ, gradN.mul(r)], 1));
    const gradBefore = gradHidden.mul(z).add(fromHidden[0]!.matmul(parameters.weightHidden));
    later = where(here, gradBefore, later);
  }
  const [gradA, gradB] = [stack(fromInput, 1), stack(fromHidden, 1)]; // [N, T, 3H]
  const before = steps.map((step) => step.before);
  return {
    gradInput: gradA.matmul(parameters.weightInput),
    gradParameters: {
      weightInput: outerSum(gradA, input),
      weightHidden: outerSum(gradB, stack(before, 1)),
      biasInput: gradA.sum([0, 1]),
      biasHidden: gradB.sum([0, 1]),
    },
    gradInitial: later,
  };
}

/** One step, all `[N, H]`: the state before it, the gates, W_n h_{t−1} + c_n, and the state after it. */
interface Step {
  readonly before: Tensor;
  readonly r: Tensor;
  readonly z: Tensor;
  readonly n: Tensor;
  readonly recalled: Tensor;
  readonly hidden: Tensor;
}

function unroll(input: Tensor, parameters: GruParameters, initial: Tensor, options: LengthOptions) {
  checkShapes(input, parameters, initial);
  const inside = insideOf("gru", input, options);
  const { weightInput, weightHidden, biasInput, biasHidden } = parameters;
  const size = initial.shape[1]!;
  const part = (scores: Tensor, index: number): Tensor => scores.slice(null, [index * size, (index + 1) * size]);
  const fromInput = input.matmul(weightInput.T).add(biasInput); // [N, T, 3H], for all steps in one product
  const recurrent = weightHidden.T;
  const steps: Step[] = [];
  for (let time = 0; time < input.shape[1]!; time++) {
    const before = steps.at(-1)?.hidden ?? initial;
    const seen = fromInput.slice(null, time);
    const known = before.matmul(recurrent).add(biasHidden); // [N, 3H]
    const [r, z] = [sigmoid(part(seen, 0).add(part(known, 0))), sigmoid(part(seen, 1).add(part(known, 1)))];
    const recalled = part(known, 2);
    const n = part(seen, 2).add(r.mul(recalled)).tanh();
    const hidden = where(inside.slice(null, time), n.add(z.mul(before.sub(n))), before);
    steps.push({ before, r, z, n, recalled, hidden });
  }
  return { steps, inside };
}

function checkShapes(input: Tensor, parameters: GruParameters, initial: Tensor): void {
  const [batch, , features] = input.shape;
  const size = initial.shape[1]!;
  const expected = {
    initial: [initial, [batch, size]],
    "parameters.weightInput": [parameters.weightInput, [3 * size, features]],
    "parameters.weightHidden": [parameters.weightHidden, [3 * size, size]],
    "parameters.biasInput": [parameters.biasInput, [3 * size]],
    "parameters.biasHidden": [parameters.biasHidden, [3 * size]],
  } as const;
  expectShapes("gru", expected, "The input is [N, T, D], initial is [N, H], and there are three blocks of H rows.");
}
