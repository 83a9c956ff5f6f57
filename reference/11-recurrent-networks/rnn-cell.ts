import type { Tensor } from "#tensor";
import { relu, reluBackward } from "#reference/02-activations/relu.ts";
import { sigmoid, sigmoidBackward } from "#reference/02-activations/sigmoid.ts";
import { softmax, softmaxBackward } from "#reference/02-activations/softmax.ts";
import { tanh, tanhBackward } from "#reference/02-activations/tanh.ts";
import { expectShapes } from "#reference/11-recurrent-networks/recurrent-parts.ts";

export interface RnnCellParameters {
  /** U, `[H, D]`, applied to the input. */
  readonly weightInput: Tensor;
  /** W, `[H, H]`, applied to the state of the step before. */
  readonly weightHidden: Tensor;
  /** b, `[H]`. */
  readonly bias: Tensor;
  /** V, `[O, H]`, applied to the new state. */
  readonly weightOutput: Tensor;
}

export interface RnnCellOptions {
  /** f, tanh when left out. */
  readonly activation?: "tanh" | "relu";
  /** g, linear (y = V s) when left out. */
  readonly outputActivation?: "linear" | "sigmoid" | "softmax";
}

export interface RnnCellOutput {
  /** s_t, `[N, H]`. */
  readonly state: Tensor;
  /** y_t, `[N, O]`. */
  readonly output: Tensor;
}

export interface RnnCellGradients {
  readonly gradInput: Tensor;
  readonly gradState: Tensor;
  readonly gradParameters: RnnCellParameters;
}

const activations = {
  tanh: { forward: tanh, backward: tanhBackward },
  relu: { forward: relu, backward: reluBackward },
  linear: { forward: (x: Tensor): Tensor => x, backward: (_: Tensor, gradOutput: Tensor): Tensor => gradOutput },
  sigmoid: { forward: sigmoid, backward: sigmoidBackward },
  softmax: { forward: (x: Tensor): Tensor => softmax(x), backward: softmaxBackward },
};

/**
 * One step of a simple recurrent network: from an input and what it remembers, a new memory and an output.
 *
 * `s_t = f(U x_t + W s_{t−1} + b)`
 * `y_t = g(V s_t)`
 *
 * Step after step uses the same U, W, b and V; the state carries what was read so far.
 *
 * @param input - `[N, D]` x_t.
 * @param state - `[N, H]` s_{t−1}.
 * @param parameters - U, W, b and V.
 * @param options - f and g; softmax runs over the O outputs of a sequence.
 * @returns s_t `[N, H]` and y_t `[N, O]`.
 * @throws ShapeError - when a parameter or the state does not fit the others.
 * @example
 * const weights = { weightInput: tensor([[1]]), weightHidden: tensor([[2]]), weightOutput: tensor([[10]]) };
 * rnnCell(tensor([[3]]), tensor([[4]]), { ...weights, bias: tensor([5]) }, { activation: "relu" }).output // => [[160]]
 * @see Elman, Finding structure in time (1990), figure 2; Goodfellow, Bengio & Courville, Deep Learning (2016), section 10.2,
 *   where the state is h and the output has a bias.
 */
export function rnnCell(
  input: Tensor,
  state: Tensor,
  parameters: RnnCellParameters,
  { activation = "tanh", outputActivation = "linear" }: RnnCellOptions = {},
): RnnCellOutput {
  const newState = activations[activation].forward(stateScores(input, state, parameters));
  const output = activations[outputActivation].forward(newState.matmul(parameters.weightOutput.T));
  return { state: newState, output };
}

/**
 * Gradients of a loss with respect to the input, the state before and the parameters of {@link rnnCell}.
 *
 * With the scores a = U x_t + W s_{t−1} + b and o = V s_t:
 * `do = dL/dy_t · g'(o)`, for softmax its Jacobian
 * `da = (dL/ds_t + Vᵀ do) · f'(a)`, where dL/ds_t is what arrives from the next step
 * `dL/dx_t = Uᵀ da`, `dL/ds_{t−1} = Wᵀ da`
 * `dL/dU = Σ_n da x_tᵀ`, `dL/dW = Σ_n da s_{t−1}ᵀ`, `dL/db = Σ_n da`, `dL/dV = Σ_n do s_tᵀ`
 *
 * @param input - as in the forward pass, and so are `state`, `parameters` and `options`.
 * @param gradOutput - dL/ds_t `[N, H]` and dL/dy_t `[N, O]`.
 * @returns gradients of the shapes of `input`, `state` and each parameter.
 * @example
 * const weights = { weightInput: tensor([[1]]), weightHidden: tensor([[2]]), weightOutput: tensor([[10]]) };
 * const [parameters, gradOutput] = [{ ...weights, bias: tensor([5]) }, { state: tensor([[3]]), output: tensor([[1]]) }];
 * rnnCellBackward(tensor([[3]]), tensor([[4]]), parameters, gradOutput, { activation: "relu" }).gradState // => [[26]]
 */
export function rnnCellBackward(
  input: Tensor,
  state: Tensor,
  parameters: RnnCellParameters,
  gradOutput: RnnCellOutput,
  { activation = "tanh", outputActivation = "linear" }: RnnCellOptions = {},
): RnnCellGradients {
  const { weightInput, weightHidden, weightOutput } = parameters;
  const scores = stateScores(input, state, parameters);
  const newState = activations[activation].forward(scores);
  const outputScores = newState.matmul(weightOutput.T);
  const gradOutputScores = activations[outputActivation].backward(outputScores, gradOutput.output);
  const gradNewState = gradOutput.state.add(gradOutputScores.matmul(weightOutput));
  const gradScores = activations[activation].backward(scores, gradNewState);
  return {
    gradInput: gradScores.matmul(weightInput),
    gradState: gradScores.matmul(weightHidden),
    gradParameters: {
      weightInput: gradScores.T.matmul(input),
      weightHidden: gradScores.T.matmul(state),
      bias: gradScores.sum(0),
      weightOutput: gradOutputScores.T.matmul(newState),
    },
  };
}

/** U x_t + W s_{t−1} + b. */
function stateScores(input: Tensor, state: Tensor, parameters: RnnCellParameters): Tensor {
  const { weightInput, weightHidden, bias, weightOutput } = parameters;
  const [[batch, features], size, outputs] = [input.shape, state.shape[1], weightOutput.shape[0]];
  expectShapes(
    "rnnCell",
    {
      state: [state, [batch, size]],
      "parameters.weightInput": [weightInput, [size, features]],
      "parameters.weightHidden": [weightHidden, [size, size]],
      "parameters.bias": [bias, [size]],
      "parameters.weightOutput": [weightOutput, [outputs, size]],
    },
    "The input is [N, D], the state [N, H], and there is a state for each input.",
  );
  return input.matmul(weightInput.T).add(state.matmul(weightHidden.T)).add(bias);
}
