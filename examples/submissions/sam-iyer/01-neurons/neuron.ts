import { NotStarted, type Tensor } from "#tensor";

/** The curve through which a neuron's net input passes. */
export type Activation = "linear" | "sigmoid" | "relu" | "tanh";

export interface ActivationOptions {
  /** Applied to the net input z; "linear" (z itself) when left out. */
  readonly activation?: Activation;
}

/** What goes into a neuron, by the sign of the weight through which it comes. */
export interface Drive {
  readonly excitatory: Tensor;
  readonly inhibitory: Tensor;
}

export interface LayerGradients {
  readonly gradInput: Tensor;
  readonly gradWeight: Tensor;
  readonly gradBias: Tensor;
}

/**
 * One artificial neuron: a weighted sum of its inputs and a bias, passed through an activation.
 *
 * `y = f(z)` with `z = w·x + b`
 *
 * @param input - `[D]` what the neuron sees, x.
 * @param weight - `[D]` the strength of each connection, w.
 * @param bias - `[]` b, the net input when nothing comes in.
 * @param options.activation - f: "linear" (z), "sigmoid" (1 / (1 + e^−z)), "relu" (max(0, z)) or "tanh".
 * @returns `[]` the output y.
 * @throws ShapeError - when `weight` is not of the length of `input`.
 * @throws RangeError - when the activation has another name.
 */
export function neuron(input: Tensor, weight: Tensor, bias: Tensor, options: ActivationOptions = {}): Tensor {
  throw new NotStarted();
}

/**
 * The net input without its bias, split: what comes through positive weights excites, what comes through negative ones
 * inhibits. The two sums and the bias add up to z.
 *
 * @param input - `[D]` x, of any sign.
 * @param weight - `[D]` w.
 * @returns the two sums, each `[]`.
 * @throws ShapeError - when `weight` is not of the length of `input`.
 */
export function drive(input: Tensor, weight: Tensor): Drive {
  throw new NotStarted();
}

/**
 * A layer: H neurons side by side that see the same D inputs, for N examples at once.
 *
 * @param input - `[N, D]` one example in each row.
 * @param weight - `[H, D]` one neuron in each row.
 * @param bias - `[H]` one for each neuron.
 * @param options.activation - f, as for {@link neuron}.
 * @returns `[N, H]` what neuron h gives for example n.
 * @throws ShapeError - when the rows of `weight` are not as long as those of `input`.
 * @throws RangeError - when the activation has another name.
 */
export function layer(input: Tensor, weight: Tensor, bias: Tensor, options: ActivationOptions = {}): Tensor {
  throw new NotStarted();
}

/**
 * Gradients of a loss with respect to everything that went into {@link layer}.
 *
 * @param input - `[N, D]` as in the forward pass.
 * @param weight - `[H, D]`
 * @param bias - `[H]`
 * @param gradOutput - `[N, H]` dL/dY, the gradient with respect to the output.
 * @param options.activation - f, as in the forward pass; the slope of relu at 0 is 0.
 * @returns gradients of the shapes of `input`, `weight` and `bias`.
 * @throws ShapeError - when the shapes do not fit.
 * @throws RangeError - when the activation has another name.
 */
export function layerBackward(
  input: Tensor,
  weight: Tensor,
  bias: Tensor,
  gradOutput: Tensor,
  options: ActivationOptions = {},
): LayerGradients {
  throw new NotStarted();
}
