import { Tensor } from "#tensor";

// coming from numpy, so everything is an array expression :)

export type Activation = "linear" | "sigmoid" | "relu" | "tanh";
export type ActivationOptions = { readonly activation?: Activation };
export type Drive = { readonly excitatory: Tensor; readonly inhibitory: Tensor };
export type LayerGradients = { readonly gradInput: Tensor; readonly gradWeight: Tensor; readonly gradBias: Tensor };

const act: Record<Activation, (z: Tensor) => Tensor> = {
  linear: (z) => z,
  sigmoid: (z) => z.neg().exp().add(1).pow(-1),
  relu: (z) => z.maximum(0),
  tanh: (z) => z.tanh(),
};

// derivative in terms of the output a
const dact: Record<Activation, (a: Tensor) => Tensor> = {
  linear: (a) => a.mul(0).add(1),
  sigmoid: (a) => a.mul(a.neg().add(1)),
  relu: (a) => a.greater(0),
  tanh: (a) => a.square().neg().add(1),
};

const get = (name: Activation = "linear") => {
  if (!(name in act)) throw new RangeError("no such activation: " + name);
  return name;
};

export const neuron = (input: Tensor, weight: Tensor, bias: Tensor, options: ActivationOptions = {}): Tensor =>
  act[get(options.activation)](input.matmul(weight).add(bias));

export const drive = (input: Tensor, weight: Tensor): Drive => ({
  excitatory: input.matmul(weight.maximum(0)),
  inhibitory: input.matmul(weight.minimum(0)),
});

export const layer = (input: Tensor, weight: Tensor, bias: Tensor, options: ActivationOptions = {}): Tensor =>
  act[get(options.activation)](input.matmul(weight.T).add(bias));

export const layerBackward = (
  input: Tensor,
  weight: Tensor,
  bias: Tensor,
  gradOutput: Tensor,
  options: ActivationOptions = {},
): LayerGradients => {
  const a = layer(input, weight, bias, options);
  const dz = gradOutput.mul(dact[get(options.activation)](a));
  return { gradInput: dz.matmul(weight), gradWeight: dz.T.matmul(input), gradBias: dz.sum(0) };
};
