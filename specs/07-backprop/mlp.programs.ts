import { tensor, zeros, type NestedNumbers, type Random, type Tensor } from "#tensor";
import type { Activation, LayerParameters, MlpOptions } from "#reference/07-backprop/mlp.ts";

type Module = typeof import("#reference/07-backprop/mlp.ts");

/** Weights and biases, `weight1`, `bias1`, `weight2`, …; the layers from input to output. */
export interface Parameters {
  readonly [name: string]: Tensor;
}

export function layersOf(parameters: Parameters): LayerParameters[] {
  const count = Object.keys(parameters).length / 2;
  return Array.from({ length: count }, (_, l) => ({
    weight: parameters[`weight${l + 1}`]!,
    bias: parameters[`bias${l + 1}`]!,
  }));
}

export function byName(layers: readonly LayerParameters[]): Parameters {
  return Object.fromEntries(
    layers.flatMap(({ weight, bias }, l) => [
      [`weight${l + 1}`, weight],
      [`bias${l + 1}`, bias],
    ]),
  );
}

interface Gradients {
  readonly gradInput: Tensor;
  readonly gradParameters: Parameters;
}

/** One hidden layer. */
export function shallow({ mlp }: Module, input: Tensor, parameters: Parameters, options?: MlpOptions): Tensor {
  return mlp(input, layersOf(parameters), options);
}

export function shallowBackward(
  { mlpBackward }: Module,
  input: Tensor,
  parameters: Parameters,
  gradOutput: Tensor,
  options?: MlpOptions,
): Gradients {
  const { gradInput, gradLayers } = mlpBackward(input, layersOf(parameters), gradOutput, options);
  return { gradInput, gradParameters: byName(gradLayers) };
}

/** Two hidden layers. */
export function deep(module: Module, input: Tensor, parameters: Parameters, options?: MlpOptions): Tensor {
  return shallow(module, input, parameters, options);
}

export function deepBackward(
  module: Module,
  input: Tensor,
  parameters: Parameters,
  gradOutput: Tensor,
  options?: MlpOptions,
): Gradients {
  return shallowBackward(module, input, parameters, gradOutput, options);
}

/** The δ of all units of a network with two hidden layers. */
export function deltas(
  { mlpDeltas }: Module,
  input: Tensor,
  parameters: Parameters,
  gradOutput: Tensor,
  options?: MlpOptions,
): { readonly delta1: Tensor; readonly delta2: Tensor; readonly delta3: Tensor } {
  const [delta1, delta2, delta3] = mlpDeltas(input, layersOf(parameters), gradOutput, options) as [
    Tensor,
    Tensor,
    Tensor,
  ];
  return { delta1, delta2, delta3 };
}

/** A network without a hidden layer: a linear layer alone. */
export function single(
  { mlp, mlpDeltas, mlpBackward }: Module,
  input: Tensor,
  parameters: Parameters,
  gradOutput: Tensor,
): { output: Tensor; delta: Tensor; gradInput: Tensor; gradWeight: Tensor; gradBias: Tensor } {
  const layers = layersOf(parameters);
  const { gradInput, gradLayers } = mlpBackward(input, layers, gradOutput);
  const [{ weight, bias }] = gradLayers as [LayerParameters];
  const [delta] = mlpDeltas(input, layers, gradOutput) as [Tensor];
  return { output: mlp(input, layers), delta, gradInput, gradWeight: weight, gradBias: bias };
}

/** What is not a network, or not one for this input; parameters as nested lists. */
export function refused(
  { mlp, mlpBackward }: Module,
  input: Tensor,
  parameters: { readonly [name: string]: NestedNumbers },
  activation: string,
  backward: boolean,
): Tensor {
  const options = { activation: activation as Activation };
  const entries = Object.entries(parameters).map(([name, numbers]) => [name, tensor(numbers)]);
  const layers = layersOf(Object.fromEntries(entries) as Parameters);
  if (!backward) return mlp(input, layers, options);
  return mlpBackward(input, layers, zeros([input.shape[0]!, 1]), options).gradInput;
}

/**
 * Gradients of the mean cross-entropy of a network with one hidden layer, and where some steps of gradient descent lead.
 * The same is asked of automatic differentiation in the exercise tensor-autograd, with the same numbers.
 */
export function networkGradients(
  { mlp, mlpBackward }: Module,
  x: Tensor,
  parameters: Parameters,
  labels: Tensor,
  activation: Activation,
  training: { readonly steps: number; readonly learningRate: number },
): { gradX: Tensor; gradParameters: Parameters; trained: Parameters } {
  const gradientsAt = (layers: readonly LayerParameters[]) => {
    const powers = mlp(x, layers, { activation }).exp();
    const gradLogits = powers.div(powers.sum(1, { keepDims: true })).map((probability, place) => {
      const classes = powers.shape[1]!;
      return (probability - (labels.at(Math.floor(place / classes)) === place % classes ? 1 : 0)) / labels.size;
    });
    return mlpBackward(x, layers, gradLogits, { activation });
  };
  let layers = layersOf(parameters);
  const { gradInput, gradLayers } = gradientsAt(layers);
  for (let step = 0; step < training.steps; step++) {
    const gradients = gradientsAt(layers).gradLayers;
    layers = layers.map(({ weight, bias }, l) => ({
      weight: weight.sub(gradients[l]!.weight.mul(training.learningRate)),
      bias: bias.sub(gradients[l]!.bias.mul(training.learningRate)),
    }));
  }
  return { gradX: gradInput, gradParameters: byName(gradLayers), trained: byName(layers) };
}

/** Trains on some examples and gives the logits of others. */
export function learn(
  { mlp, trainMlp }: Module,
  input: Tensor,
  labels: Tensor,
  testInput: Tensor,
  random: Random,
): Tensor {
  const logits = mlp(testInput, trainMlp(input, labels, random));
  const classes = labels.max().item() + 1;
  if (logits.shape[1] !== classes)
    throw new RangeError(`trainMlp: there are ${logits.shape[1]} outputs, expected ${classes}, one for each class.`);
  return logits;
}
