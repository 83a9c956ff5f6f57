import { ShapeError, tensor, zeros, type Tensor } from "#tensor";

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

// Step 1: the activation functions
function f(z: number, activation: string): number {
  if (activation == "linear") {
    return z;
  } else if (activation == "sigmoid") {
    return 1 / (1 + Math.exp(-z));
  } else if (activation == "relu") {
    return Math.max(0, z);
  } else if (activation == "tanh") {
    return Math.tanh(z);
  } else {
    throw new RangeError("Unknown activation " + activation);
  }
}

// Step 2: their derivatives
function fPrime(z: number, activation: string): number {
  if (activation == "sigmoid") {
    return f(z, "sigmoid") * (1 - f(z, "sigmoid"));
  } else if (activation == "relu") {
    return z > 0 ? 1 : 0;
  } else if (activation == "tanh") {
    return 1 - Math.tanh(z) * Math.tanh(z);
  } else {
    return 1;
  }
}

// Step 3: one neuron
export function neuron(input: Tensor, weight: Tensor, bias: Tensor, options: ActivationOptions = {}): Tensor {
  if (input.size != weight.size) {
    throw new ShapeError("input and weight must have the same length");
  }
  let z = bias.item();
  for (let i = 0; i < input.size; i++) {
    z += input.at(i) * weight.at(i);
  }
  return tensor(f(z, options.activation ?? "linear"));
}

export function drive(input: Tensor, weight: Tensor): Drive {
  if (input.size != weight.size) {
    throw new ShapeError("input and weight must have the same length");
  }
  let excitatory = 0;
  let inhibitory = 0;
  for (let i = 0; i < input.size; i++) {
    if (weight.at(i) > 0) {
      excitatory += input.at(i) * weight.at(i);
    } else {
      inhibitory += input.at(i) * weight.at(i);
    }
  }
  return { excitatory: tensor(excitatory), inhibitory: tensor(inhibitory) };
}

// Step 4: the layer is just many neurons
export function layer(input: Tensor, weight: Tensor, bias: Tensor, options: ActivationOptions = {}): Tensor {
  const N = input.shape[0]!;
  const H = weight.shape[0]!;
  const output = zeros([N, H]);
  for (let n = 0; n < N; n++) {
    for (let h = 0; h < H; h++) {
      output.data[n * H + h] = neuron(input.slice(n), weight.slice(h), bias.slice(h), options).item();
    }
  }
  return output;
}

// Step 5: backward
export function layerBackward(
  input: Tensor,
  weight: Tensor,
  bias: Tensor,
  gradOutput: Tensor,
  options: ActivationOptions = {},
): LayerGradients {
  const activation = options.activation ?? "linear";
  const N = input.shape[0]!;
  const D = input.shape[1]!;
  const H = weight.shape[0]!;
  // delta = gradOutput * f'(z)
  const delta = zeros([N, H]);
  for (let n = 0; n < N; n++) {
    for (let h = 0; h < H; h++) {
      const z = neuron(input.slice(n), weight.slice(h), bias.slice(h)).item();
      delta.data[n * H + h] = gradOutput.at(n, h) * fPrime(z, activation);
    }
  }
  const gradInput = zeros([N, D]);
  const gradWeight = zeros([D, H]);
  const gradBias = zeros([H]);
  for (let n = 0; n < N; n++) {
    for (let h = 0; h < H; h++) {
      gradBias.data[h]! += delta.at(n, h);
      for (let d = 0; d < D; d++) {
        gradInput.data[n * D + d]! += delta.at(n, h) * weight.at(h, d);
        gradWeight.data[d * H + h]! += input.at(n, d) * delta.at(n, h); // X^T * delta
      }
    }
  }
  return { gradInput, gradWeight, gradBias };
}
