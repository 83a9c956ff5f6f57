import { NotStarted, type Random, type Tensor } from "#tensor";

/** What leads to the units of one layer. */
export interface LayerParameters {
  /** `[H, K]`, a row for each of the layer's H units, K being the size of the layer before. */
  readonly weight: Tensor;
  /** `[H]`. */
  readonly bias: Tensor;
}

export type Activation = "tanh" | "sigmoid" | "relu";

export interface MlpOptions {
  /** What the hidden units do, `"tanh"` when left out; the last layer stays linear. */
  readonly activation?: Activation;
}

export interface MlpGradients {
  readonly gradInput: Tensor;
  /** For each layer the gradients of its weight and its bias. */
  readonly gradLayers: readonly LayerParameters[];
}

/**
 * Multilayer perceptron: linear layers with an activation between each and the next.
 *
 * `a_0 = x`, `z_l = a_{l−1} W_lᵀ + b_l`, `a_l = f(z_l)` for l = 1, …, L; the output is z_L
 *
 * @param input - `[N, D]` x.
 * @param layers - W_l and b_l, from input to output.
 * @param options.activation - f.
 * @returns `[N, C]`, z_L: logits, or predicted numbers.
 * @throws RangeError - when there is no layer, or the activation is not known.
 * @throws ShapeError - when the sizes of the layers do not fit each other or the input.
 */
export function mlp(input: Tensor, layers: readonly LayerParameters[], options: MlpOptions = {}): Tensor {
  throw new NotStarted();
}

/**
 * How much the loss changes with the net input of each unit, on each example: `δ_l = dL/dz_l`.
 *
 * @param input - `[N, D]`, as in the forward pass, and so are `layers` and `options`.
 * @param gradOutput - `[N, C]`, dL/dz_L.
 * @returns δ_1, …, δ_L, each `[N, H]` with H the number of units of the layer.
 */
export function mlpDeltas(
  input: Tensor,
  layers: readonly LayerParameters[],
  gradOutput: Tensor,
  options: MlpOptions = {},
): Tensor[] {
  throw new NotStarted();
}

/**
 * Gradients of a loss with respect to input and all parameters.
 *
 * @param input - `[N, D]`, as in the forward pass, and so are `layers` and `options`.
 * @param gradOutput - `[N, C]`, dL/dz_L.
 * @returns gradients of the shapes of the input and the parameters.
 */
export function mlpBackward(
  input: Tensor,
  layers: readonly LayerParameters[],
  gradOutput: Tensor,
  options: MlpOptions = {},
): MlpGradients {
  throw new NotStarted();
}

/**
 * Learns to tell classes apart. How many hidden units, which steps and how many is left to you; about a second is enough.
 *
 * @param input - `[N, D]`.
 * @param labels - `[N]`, class ids, integers from 0 up; the largest says how many classes there are.
 * @param random - the source of all chance.
 * @returns layers with which {@link mlp}, left to its own activation, gives logits for examples like these.
 */
export function trainMlp(input: Tensor, labels: Tensor, random: Random): LayerParameters[] {
  throw new NotStarted();
}
