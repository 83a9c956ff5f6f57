import { type Tensor } from "#tensor";

export enum Activation {
  Linear = "linear",
  Sigmoid = "sigmoid",
  Relu = "relu",
  Tanh = "tanh",
}

export interface ActivationOptions {
  readonly activation?: Activation;
}

function activate(z: Tensor, activation: Activation): Tensor {
  switch (activation) {
    case Activation.Linear:
      return z;
    case Activation.Sigmoid:
      return z.neg().exp().add(1).pow(-1);
    case Activation.Relu:
      return z.maximum(0);
    case Activation.Tanh:
      return z.tanh();
    default:
      throw new RangeError(`Unbekannte Aktivierung: ${activation}`);
  }
}

export function neuron(input: Tensor, weight: Tensor, bias: Tensor, options: ActivationOptions = {}): Tensor {
  return activate(input.matmul(weight).add(bias), options.activation ?? Activation.Linear);
}

export function layer(input: Tensor, weight: Tensor, bias: Tensor, options: ActivationOptions = {}): Tensor {
  return activate(input.matmul(weight.T).add(bias), options.activation ?? Activation.Linear);
}
