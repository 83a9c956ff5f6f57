import { arange, type Random, type Tensor, zeros } from "#tensor";
import { sigmoid } from "#reference/02-activations/sigmoid.ts";
import { softmax } from "#reference/02-activations/softmax.ts";
import { Adam } from "#reference/08-optimisers/adam.ts";
import { linear } from "#reference/07-backprop/linear-layer.ts";

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

/** Each with its slope, which can be told from its value a. */
const activations: {
  readonly [name in Activation]: { readonly value: (z: Tensor) => Tensor; readonly slope: (a: Tensor) => Tensor };
} = {
  tanh: { value: (z) => z.tanh(), slope: (a) => a.square().neg().add(1) },
  sigmoid: { value: sigmoid, slope: (a) => a.sub(a.square()) },
  relu: { value: (z) => z.maximum(0), slope: (a) => a.greater(0) },
};

const training = { hidden: 16, steps: 150, learningRate: 0.05 };

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
 * @example
 * const hidden = { weight: tensor([[1], [-1]]), bias: tensor([0, 1]) };
 * mlp(tensor([[3], [-3]]), [hidden, { weight: tensor([[2, 5]]), bias: tensor([-1]) }], { activation: "relu" }) // => [[5], [19]]
 * @see Goodfellow, Bengio & Courville, Deep Learning (2016), algorithm 6.3.
 */
export function mlp(input: Tensor, layers: readonly LayerParameters[], options: MlpOptions = {}): Tensor {
  return forward(input, layers, options).at(-1)!;
}

/**
 * How much the loss changes with the net input of each unit, on each example.
 *
 * `δ_l = dL/dz_l`: `δ_L = dL/dz_L`, `δ_l = (δ_{l+1} W_{l+1}) ∘ f'(z_l)` for l = L − 1, …, 1
 *
 * A unit's δ is what the units that it feeds have, weighted by how strongly it feeds them, times its own slope.
 *
 * @param input - `[N, D]`, as in the forward pass, and so are `layers` and `options`.
 * @param gradOutput - `[N, C]`, dL/dz_L.
 * @returns δ_1, …, δ_L, each `[N, H]` with H the number of units of the layer.
 * @example
 * const hidden = { weight: tensor([[1], [-1]]), bias: tensor([0, 1]) };
 * const layers = [hidden, { weight: tensor([[2, 5]]), bias: tensor([-1]) }];
 * mlpDeltas(tensor([[3]]), layers, tensor([[10]]), { activation: "relu" }) // => [[[20, 0]], [[10]]]
 * @see Nielsen, Neural networks and deep learning (2015), equations BP1 and BP2.
 */
export function mlpDeltas(
  input: Tensor,
  layers: readonly LayerParameters[],
  gradOutput: Tensor,
  options: MlpOptions = {},
): Tensor[] {
  return deltasOf(forward(input, layers, options), layers, gradOutput, options);
}

/**
 * Gradients of a loss with respect to input and all parameters.
 *
 * `dL/dW_l = δ_lᵀ a_{l−1}`, `dL/db_l = Σ_n δ_l`, `dL/dx = δ_1 W_1`, with δ of {@link mlpDeltas}
 *
 * @param input - `[N, D]`, as in the forward pass, and so are `layers` and `options`.
 * @param gradOutput - `[N, C]`, dL/dz_L.
 * @returns gradients of the shapes of the input and the parameters.
 * @see Nielsen, Neural networks and deep learning (2015), equations BP3 and BP4.
 */
export function mlpBackward(
  input: Tensor,
  layers: readonly LayerParameters[],
  gradOutput: Tensor,
  options: MlpOptions = {},
): MlpGradients {
  const values = forward(input, layers, options);
  const deltas = deltasOf(values, layers, gradOutput, options);
  const gradLayers = deltas.map((delta, l) => ({ weight: delta.T.matmul(values[l]!), bias: delta.sum(0) }));
  return { gradInput: deltas[0]!.matmul(layers[0]!.weight), gradLayers };
}

/**
 * Learns to tell classes apart: one hidden layer of tanh units, Adam on the cross-entropy of all examples.
 *
 * The weights start at random, or all hidden units would stay alike, with the variance 1/K for K inputs, so that
 * no unit begins where tanh is flat.
 *
 * @param input - `[N, D]`.
 * @param labels - `[N]`, class ids, integers from 0 up; the largest says how many classes there are.
 * @param random - the source of all chance.
 * @returns layers with which {@link mlp}, left to its own activation, gives logits for examples like these.
 */
export function trainMlp(input: Tensor, labels: Tensor, random: Random): LayerParameters[] {
  const { hidden, steps, learningRate } = training;
  const [count, features] = input.shape as readonly [number, number];
  const classes = labels.max().item() + 1;
  let layers: readonly LayerParameters[] = [
    { weight: random.normal([hidden, features], 0, 1 / Math.sqrt(features)), bias: zeros([hidden]) },
    { weight: random.normal([classes, hidden], 0, 1 / Math.sqrt(hidden)), bias: zeros([classes]) },
  ];
  const targets = labels.expandDims(1).equal(arange(classes)); // one-hot rows
  const optimiser = new Adam({ learningRate });
  for (let step = 0; step < steps; step++) {
    const gradLogits = softmax(mlp(input, layers)).sub(targets).div(count);
    const { gradLayers } = mlpBackward(input, layers, gradLogits);
    const moved = optimiser.step(toList(layers), toList(gradLayers));
    layers = layers.map((_, l) => ({ weight: moved[2 * l]!, bias: moved[2 * l + 1]! }));
  }
  return [...layers];
}

/** a_0, …, a_{L−1} and z_L. */
function forward(input: Tensor, layers: readonly LayerParameters[], { activation = "tanh" }: MlpOptions): Tensor[] {
  if (layers.length === 0) throw new RangeError("mlp: layers is empty, expected one layer or more.");
  if (!Object.hasOwn(activations, activation)) {
    throw new RangeError(`mlp: activation is "${activation}", expected one of ${Object.keys(activations).join(", ")}.`);
  }
  const values = [input];
  for (const [index, { weight, bias }] of layers.entries()) {
    const net = linear(values[index]!, weight, bias);
    values.push(index === layers.length - 1 ? net : activations[activation].value(net));
  }
  return values;
}

function deltasOf(
  values: readonly Tensor[],
  layers: readonly LayerParameters[],
  gradOutput: Tensor,
  { activation = "tanh" }: MlpOptions,
): Tensor[] {
  const deltas = [gradOutput];
  for (let l = layers.length - 1; l > 0; l--) {
    deltas.unshift(deltas[0]!.matmul(layers[l]!.weight).mul(activations[activation].slope(values[l]!)));
  }
  return deltas;
}

function toList(layers: readonly LayerParameters[]): Tensor[] {
  return layers.flatMap(({ weight, bias }) => [weight, bias]);
}
