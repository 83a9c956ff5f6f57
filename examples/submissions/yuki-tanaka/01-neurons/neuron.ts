import { ShapeError, type Tensor } from "#tensor";

export type Activation = "linear" | "sigmoid" | "relu" | "tanh";
export interface ActivationOptions {
  readonly activation?: Activation;
}
export interface Drive {
  readonly excitatory: Tensor;
  readonly inhibitory: Tensor;
}
export interface LayerGradients {
  readonly gradInput: Tensor;
  readonly gradWeight: Tensor;
  readonly gradBias: Tensor;
}

// [f, f'] per entry
const table: Record<string, [(z: number) => number, (z: number) => number]> = {
  linear: [(z) => z, () => 1],
  sigmoid: [(z) => 1 / (1 + Math.exp(-z)), (z) => 1 / (2 + Math.exp(z) + Math.exp(-z))],
  relu: [(z) => Math.max(z, 0), (z) => Number(z > 0)],
  tanh: [Math.tanh, (z) => 1 / Math.cosh(z) ** 2],
};

function look(name: string = "linear") {
  const entry = table[name];
  if (!entry) throw new RangeError(`activation ${name}`);
  return entry;
}

function net(input: Tensor, weight: Tensor, bias: Tensor) {
  if (input.shape.at(-1) !== weight.shape.at(-1)) throw new ShapeError(`D: ${input.shape.at(-1)} vs ${weight.shape.at(-1)}`);
  return input.matmul(weight.rank === 1 ? weight : weight.T).add(bias);
}

export function neuron(input: Tensor, weight: Tensor, bias: Tensor, options: ActivationOptions = {}): Tensor {
  return net(input, weight, bias).map((z) => look(options.activation)[0](z));
}

export function drive(input: Tensor, weight: Tensor): Drive {
  return { excitatory: weight.clip(0, Infinity).mul(input).sum(), inhibitory: weight.clip(-Infinity, 0).mul(input).sum() };
}

export function layer(input: Tensor, weight: Tensor, bias: Tensor, options: ActivationOptions = {}): Tensor {
  const [f] = look(options.activation);
  return net(input, weight, bias).map((z) => f(z));
}

export function layerBackward(input: Tensor, weight: Tensor, bias: Tensor, gradOutput: Tensor, options: ActivationOptions = {}): LayerGradients {
  const [, slope] = look(options.activation);
  const delta = net(input, weight, bias).map((z) => slope(z)).mul(gradOutput);
  return { gradInput: delta.matmul(weight), gradWeight: delta.T.matmul(input), gradBias: delta.mean(0) };
}
