import { ones, type Tensor } from "#tensor";

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

const sigmoid = (z: Tensor): Tensor => z.neg().exp().add(1).pow(-1);

/** Each activation with its derivative, both as functions of z. */
const curves: { readonly [name in Activation]: { value(z: Tensor): Tensor; slope(z: Tensor): Tensor } } = {
  linear: { value: (z) => z, slope: (z) => ones(z.shape) },
  sigmoid: { value: sigmoid, slope: (z) => sigmoid(z).mul(sigmoid(z.neg())) },
  relu: { value: (z) => z.maximum(0), slope: (z) => z.greater(0) },
  tanh: { value: (z) => z.tanh(), slope: (z) => z.tanh().square().neg().add(1) },
};

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
 * @example neuron(tensor([1, 2]), tensor([3, -1]), tensor(0.5)) // => 1.5
 * @see Goodfellow, Bengio & Courville, Deep Learning (2016), sections 1.2.1 and 6.3.
 */
export function neuron(input: Tensor, weight: Tensor, bias: Tensor, options: ActivationOptions = {}): Tensor {
  return curveOf("neuron", options).value(input.matmul(weight).add(bias));
}

/**
 * The net input without its bias, split: what comes through positive weights excites, what comes through negative ones
 * inhibits.
 *
 * `excitatory = Σ_{w_i > 0} w_i x_i`, `inhibitory = Σ_{w_i < 0} w_i x_i`, so that `z = excitatory + inhibitory + b`
 *
 * The weight decides, not the product: a connection keeps its kind whatever passes through it.
 *
 * @param input - `[D]` x.
 * @param weight - `[D]` w.
 * @returns the two sums, each `[]`.
 * @throws ShapeError - when `weight` is not of the length of `input`.
 * @example drive(tensor([1, 2, 3]), tensor([2, -1, 1])) // => { excitatory: 5, inhibitory: -2 }
 * @see Dale's principle, as in Dayan & Abbott, Theoretical Neuroscience (2001), section 7.2.
 */
export function drive(input: Tensor, weight: Tensor): Drive {
  return { excitatory: input.matmul(weight.maximum(0)), inhibitory: input.matmul(weight.minimum(0)) };
}

/**
 * A layer: H neurons side by side that see the same D inputs, for N examples at once.
 *
 * `Y = f(X Wᵀ + b)`
 *
 * Row h of W holds the weights of neuron h, so X Wᵀ has in row n, column h the product w_h·x_n.
 *
 * @param input - `[N, D]` one example in each row, X.
 * @param weight - `[H, D]` one neuron in each row, W.
 * @param bias - `[H]` b.
 * @param options.activation - f, as for {@link neuron}.
 * @returns `[N, H]` Y.
 * @throws ShapeError - when the rows of `weight` are not as long as those of `input`.
 * @throws RangeError - when the activation has another name.
 * @example
 * const weight = tensor([[3, -1], [0, 1]]);
 * layer(tensor([[1, 2]]), weight, tensor([0.5, -5]), { activation: "relu" }) // => [[1.5, 0]]
 * @see Goodfellow, Bengio & Courville, Deep Learning (2016), section 6.1.
 */
export function layer(input: Tensor, weight: Tensor, bias: Tensor, options: ActivationOptions = {}): Tensor {
  return curveOf("layer", options).value(netInput(input, weight, bias));
}

/**
 * Gradients of a loss with respect to everything that went into {@link layer}.
 *
 * With `dL/dZ = dL/dY ∘ f′(Z)`, Z = X Wᵀ + b:
 * `dL/dX = dL/dZ · W`, `dL/dW = (dL/dZ)ᵀ X`, `dL/db = Σ_n dL/dZ_n`
 *
 * Weights and bias serve every example, so their gradients are sums over the batch.
 *
 * @param input - `[N, D]` X, as in the forward pass.
 * @param weight - `[H, D]` W.
 * @param bias - `[H]` b.
 * @param gradOutput - `[N, H]` dL/dY.
 * @param options.activation - f, as in the forward pass; the slope of relu at 0 is 0.
 * @returns gradients of the shapes of `input`, `weight` and `bias`.
 * @throws ShapeError - when the shapes do not fit.
 * @throws RangeError - when the activation has another name.
 * @example layerBackward(tensor([[1, 2]]), tensor([[3, -1]]), tensor([0]), tensor([[10]])).gradWeight // => [[10, 20]]
 */
export function layerBackward(
  input: Tensor,
  weight: Tensor,
  bias: Tensor,
  gradOutput: Tensor,
  options: ActivationOptions = {},
): LayerGradients {
  const slope = curveOf("layerBackward", options).slope(netInput(input, weight, bias));
  const gradNet = gradOutput.mul(slope);
  return { gradInput: gradNet.matmul(weight), gradWeight: gradNet.T.matmul(input), gradBias: gradNet.sum(0) };
}

function netInput(input: Tensor, weight: Tensor, bias: Tensor): Tensor {
  return input.matmul(weight.T).add(bias);
}

function curveOf(caller: string, { activation = "linear" }: ActivationOptions) {
  if (Object.hasOwn(curves, activation)) return curves[activation];
  throw new RangeError(
    `${caller}: activation is "${activation}", expected one of ${Object.keys(curves).join(", ")}. ` +
      `Leave it out for a linear neuron.`,
  );
}
