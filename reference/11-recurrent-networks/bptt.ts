import { concatenate, stack, zeros, type Tensor } from "#tensor";
import type { Pass } from "#reference/07-backprop/pass.ts";
import { expectShapes, outerSum, tanhSlope } from "#reference/11-recurrent-networks/recurrent-parts.ts";

export interface RnnParameters {
  /** U, `[H, D]`, applied to the input. */
  readonly weightInput: Tensor;
  /** W, `[H, H]`, applied to the state of the step before. */
  readonly weightHidden: Tensor;
  /** b, `[H]`. */
  readonly bias: Tensor;
}

export interface RnnGradients {
  readonly gradInput: Tensor;
  readonly gradParameters: RnnParameters;
  readonly gradInitial: Tensor;
}

export interface TruncationOptions {
  /** k, how many steps the gradients of a block go through: the block's own, and those before it that are left. */
  readonly back: number;
  /** m, how many steps a block has: 1 when left out. */
  readonly every?: number;
}

/**
 * A simple recurrent network through time: the same cell at every step.
 *
 * `s_t = tanh(U x_t + W s_{t−1} + b)`
 *
 * @param input - `[N, T, D]`, N sequences of T ≥ 1 steps x_t.
 * @param parameters - U, W and b.
 * @param initial - `[N, H]`, s before the first step.
 * @returns `[N, T, H]`, s after every step.
 * @throws ShapeError - when a parameter or the initial state does not fit the others.
 * @example
 * const parameters = { weightInput: tensor([[1]]), weightHidden: tensor([[0]]), bias: zeros([1]) };
 * rnn(tensor([[[Math.log(2)], [0]]]), parameters, tensor([[7]])) // => [[[0.6], [0]]]
 * @see Elman, Finding structure in time (1990); PyTorch, RNN, which has a second bias that adds to b.
 */
export function rnn(input: Tensor, { weightInput, weightHidden, bias }: RnnParameters, initial: Tensor): Tensor {
  const [[batch, , features], size] = [input.shape, initial.shape[1]];
  const expected = {
    initial: [initial, [batch, size]],
    "parameters.weightInput": [weightInput, [size, features]],
    "parameters.weightHidden": [weightHidden, [size, size]],
    "parameters.bias": [bias, [size]],
  } as const;
  expectShapes("rnn", expected, "The input is [N, T, D], the initial state [N, H].");
  const fromInput = input.matmul(weightInput.T).add(bias); // [N, T, H], for all steps in one product
  const recurrent = weightHidden.T;
  const states: Tensor[] = [];
  for (let time = 0; time < input.shape[1]!; time++) {
    const before = states.at(-1) ?? initial;
    states.push(fromInput.slice(null, time).add(before.matmul(recurrent)).tanh());
  }
  return stack(states, 1);
}

/**
 * Backpropagation through time: the network is unrolled into one layer for each step, and the gradient goes back through all.
 *
 * `da_t = (dL/ds_t + Wᵀ da_{t+1}) · (1 − s_t²)`, where dL/ds_t is what the loss gives step t itself
 * `dL/dx_t = Uᵀ da_t`, `dL/ds_0 = Wᵀ da_1`
 * `dL/dU = Σ_t da_t x_tᵀ`, `dL/dW = Σ_t da_t s_{t−1}ᵀ`, `dL/db = Σ_t da_t`
 *
 * The factors Wᵀ and 1 − s² come back at every step: over many steps the gradient fades, or explodes.
 *
 * @param input - `[N, T, D]`, as in the forward pass, and so are `parameters` and `initial`.
 * @param gradOutput - `[N, T, H]`, dL/ds_t.
 * @returns gradients of the shapes of `input`, each parameter, and `initial`.
 * @example
 * const parameters = { weightInput: tensor([[1]]), weightHidden: tensor([[0.5]]), bias: zeros([1]) };
 * rnnBackward(zeros([1, 3, 1]), parameters, zeros([1, 1]), tensor([[[0], [0], [8]]])).gradInput // => [[[2], [4], [8]]]
 * @see Werbos, Backpropagation through time (1990); Goodfellow, Bengio & Courville, Deep Learning (2016), section 10.2.2.
 */
export function rnnBackward(
  input: Tensor,
  parameters: RnnParameters,
  initial: Tensor,
  gradOutput: Tensor,
): RnnGradients {
  return rnnPass(input, parameters, initial).backward(gradOutput);
}

/** {@link rnn} and {@link rnnBackward} in one. */
export function rnnPass(input: Tensor, parameters: RnnParameters, initial: Tensor): Pass<RnnGradients> {
  const { weightInput, weightHidden } = parameters;
  const states = rnn(input, parameters, initial);
  const backward = (gradOutput: Tensor): RnnGradients => {
    const gradients: Tensor[] = [];
    let fromLater = zeros(initial.shape);
    for (let time = input.shape[1]! - 1; time >= 0; time--) {
      const gradState = gradOutput.slice(null, time).add(fromLater);
      gradients.unshift(gradState.mul(tanhSlope(states.slice(null, time))));
      fromLater = gradients[0]!.matmul(weightHidden);
    }
    const gradScores = stack(gradients, 1); // [N, T, H]
    const before = concatenate([initial.expandDims(1), states.slice(null, [0, -1])], 1);
    return {
      gradInput: gradScores.matmul(weightInput),
      gradParameters: {
        weightInput: outerSum(gradScores, input),
        weightHidden: outerSum(gradScores, before),
        bias: gradScores.sum([0, 1]),
      },
      gradInitial: fromLater,
    };
  };
  return { output: states, backward };
}

/**
 * Truncated backpropagation through time: gradients go back a few steps, not to the beginning.
 *
 * The sequence is cut into blocks of m steps. The losses of a block are sent back through the block and through the k − m
 * steps before it; the state further back counts as given. What the blocks give is summed, so each loss is counted once.
 *
 * With m = k a gradient never leaves its block; with m = 1 it goes back k steps from every loss; with k ≥ T + m nothing is
 * cut off. A cut gradient is cheap, and it is
 * biased: it misses the same ways for every sequence, so no averaging brings them back.
 *
 * @param input - `[N, T, D]`, as in {@link rnnBackward}, and so are the next three.
 * @param options - k and m.
 * @returns gradients as those of {@link rnnBackward}.
 * @throws RangeError - when k or m is not an integer, m is less than 1, or k less than m.
 * @example
 * const parameters = { weightInput: tensor([[1]]), weightHidden: tensor([[0.5]]), bias: zeros([1]) };
 * const [input, gradOutput] = [zeros([1, 3, 1]), tensor([[[0], [0], [8]]])];
 * truncatedBackward(input, parameters, zeros([1, 1]), gradOutput, { back: 2 }).gradInput // => [[[0], [4], [8]]]
 * @see Williams & Peng, An efficient gradient-based algorithm for on-line training of recurrent network trajectories (1990):
 *   BPTT(h; h'), where h is k and h' is m.
 */
export function truncatedBackward(
  input: Tensor,
  parameters: RnnParameters,
  initial: Tensor,
  gradOutput: Tensor,
  { back, every = 1 }: TruncationOptions,
): RnnGradients {
  expectSteps({ back, every });
  const [batch, steps, features] = input.shape as readonly [number, number, number];
  const states = rnn(input, parameters, initial);
  const size = initial.shape[1]!;
  const windows: RnnGradients[] = [];
  for (let from = 0; from < steps; from += every) {
    const end = Math.min(from + every, steps); // the block is [from, end)
    const start = Math.max(0, from + every - back);
    const before = start === 0 ? initial : states.slice(null, start - 1);
    const losses = concatenate([zeros([batch, from - start, size]), gradOutput.slice(null, [from, end])], 1);
    const window = rnnBackward(input.slice(null, [start, end]), parameters, before, losses);
    windows.push({
      ...window,
      gradInput: concatenate(
        [zeros([batch, start, features]), window.gradInput, zeros([batch, steps - end, features])],
        1,
      ),
      gradInitial: start === 0 ? window.gradInitial : zeros(initial.shape),
    });
  }
  return windows.reduce(sumOf);
}

function sumOf(a: RnnGradients, b: RnnGradients): RnnGradients {
  return {
    gradInput: a.gradInput.add(b.gradInput),
    gradParameters: {
      weightInput: a.gradParameters.weightInput.add(b.gradParameters.weightInput),
      weightHidden: a.gradParameters.weightHidden.add(b.gradParameters.weightHidden),
      bias: a.gradParameters.bias.add(b.gradParameters.bias),
    },
    gradInitial: a.gradInitial.add(b.gradInitial),
  };
}

function expectSteps({ back, every }: Required<TruncationOptions>): void {
  for (const [name, value, least] of [
    ["every", every, 1],
    ["back", back, every],
  ] as const) {
    if (Number.isInteger(value) && value >= least) continue;
    throw new RangeError(
      `truncatedBackward: options.${name} is ${value}, expected an integer, at least ${least}. ` +
        "A gradient goes back at least through its own block.",
    );
  }
}
