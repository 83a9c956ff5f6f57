import { ones, type Tensor } from "#tensor";

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

type Curve = {
  of: (z: Tensor) => Tensor;
  /** The slope, written in terms of the output y: none of the four needs z again. */
  slopeAt: (y: Tensor) => Tensor;
};

const curves = new Map<string, Curve>([
  ["linear", { of: (z) => z, slopeAt: (y) => ones(y.shape) }],
  // 1 / (1 + e^-z), by the tanh half-angle identity: no exponential that could overflow
  ["sigmoid", { of: (z) => z.div(2).tanh().add(1).div(2), slopeAt: (y) => y.sub(y.square()) }],
  ["relu", { of: (z) => z.maximum(0), slopeAt: (y) => y.sign() }],
  ["tanh", { of: (z) => z.tanh(), slopeAt: (y) => ones(y.shape).sub(y.square()) }],
]);

function curve(name: string = "linear"): Curve {
  const found = curves.get(name);
  if (found === undefined) throw new RangeError(`there is no activation "${name}"; I know ${[...curves.keys()].join(", ")}`);
  return found;
}

/** A neuron is a layer of one that sees a batch of one. */
export function neuron(input: Tensor, weight: Tensor, bias: Tensor, options: ActivationOptions = {}): Tensor {
  return layer(input.expandDims(0), weight.expandDims(0), bias.expandDims(0), options).reshape([]);
}

export function drive(input: Tensor, weight: Tensor): Drive {
  const through = (chosen: Tensor): Tensor => weight.mul(chosen).matmul(input);
  return { excitatory: through(weight.greater(0)), inhibitory: through(weight.less(0)) };
}

export function layer(input: Tensor, weight: Tensor, bias: Tensor, { activation }: ActivationOptions = {}): Tensor {
  return curve(activation).of(input.matmul(weight.T).add(bias));
}

export function layerBackward(
  input: Tensor,
  weight: Tensor,
  bias: Tensor,
  gradOutput: Tensor,
  options: ActivationOptions = {},
): LayerGradients {
  const output = layer(input, weight, bias, options);
  const delta = gradOutput.mul(curve(options.activation).slopeAt(output)); // [N, H]
  return {
    gradInput: delta.matmul(weight), // [N, H] [H, D]
    gradWeight: delta.T.matmul(input), // [H, N] [N, D]
    gradBias: delta.sumTo(bias.shape),
  };
}
