// Katherine J., week 3
// Everything below was checked by hand on the 2 x 3 example on page 4 of my notebook.
import { ones, ShapeError, where, type Tensor } from "#tensor";

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

function applyActivation(net: Tensor, activation: Activation): Tensor {
  if (activation === "linear") return net;
  if (activation === "relu") return net.maximum(0);
  if (activation === "tanh") return net.tanh();
  if (activation === "sigmoid") return ones(net.shape).div(net.neg().exp().add(1));
  throw new RangeError(`unknown activation: ${activation}`);
}

export function neuron(input: Tensor, weight: Tensor, bias: Tensor, options: ActivationOptions = {}): Tensor {
  if (input.size !== weight.size) throw new ShapeError(`${input.size} inputs but ${weight.size} weights`);
  const net = input.mul(weight).sum().add(bias);
  return applyActivation(net, options.activation ?? "linear");
}

export function drive(input: Tensor, weight: Tensor): Drive {
  if (input.size !== weight.size) throw new ShapeError(`${input.size} inputs but ${weight.size} weights`);
  // the sign of the WEIGHT decides, a negative input through an excitatory connection stays on the excitatory side
  const contribution = input.mul(weight);
  return {
    excitatory: where(weight.greater(0), contribution, 0).sum(),
    inhibitory: where(weight.less(0), contribution, 0).sum(),
  };
}

export function layer(input: Tensor, weight: Tensor, bias: Tensor, options: ActivationOptions = {}): Tensor {
  const net = input.matmul(weight.transpose()).add(bias); // [N, D] x [D, H] + [H]
  return applyActivation(net, options.activation ?? "linear");
}

export function layerBackward(
  input: Tensor,
  weight: Tensor,
  bias: Tensor,
  gradOutput: Tensor,
  options: ActivationOptions = {},
): LayerGradients {
  const activation = options.activation ?? "linear";
  const output = layer(input, weight, bias, options);
  let gradNet = gradOutput;
  if (activation === "sigmoid") gradNet = gradOutput.mul(output).mul(output.neg().add(1));
  if (activation === "tanh") gradNet = gradOutput.mul(output.mul(output).neg().add(1));
  if (activation === "relu") gradNet = where(output.greater(0), gradOutput, 0);
  return {
    gradInput: gradNet.matmul(weight),
    gradWeight: gradNet.transpose().matmul(input),
    gradBias: gradNet.sum(0),
  };
}
