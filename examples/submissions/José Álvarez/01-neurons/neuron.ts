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

// función de activación y su derivada
const funciones = {
  linear: { f: (z: number) => z, df: (_z: number) => 1 },
  sigmoid: { f: (z: number) => 1 / (1 + Math.exp(-z)), df: (z: number) => 1 / (1 + Math.exp(-z)) / (1 + Math.exp(z)) },
  relu: { f: (z: number) => Math.max(0, z), df: (z: number) => (z > 0 ? 1 : 0) },
  tanh: { f: Math.tanh, df: (z: number) => 1 - Math.tanh(z) ** 2 },
};

function elegir(activation: Activation = "linear") {
  if (!Object.keys(funciones).includes(activation)) throw new RangeError(`no conozco la activación ${activation}`);
  return funciones[activation];
}

// entrada neta: producto escalar más sesgo
function entradaNeta(x: Tensor, w: Tensor, b: Tensor): Tensor {
  if (x.shape.at(-1) !== w.shape.at(-1)) throw new ShapeError("los tamaños no coinciden");
  return x.matmul(w.rank === 2 ? w.T : w).add(b);
}

export function neuron(input: Tensor, weight: Tensor, bias: Tensor, options: ActivationOptions = {}): Tensor {
  const { f } = elegir(options.activation);
  return entradaNeta(input, weight, bias).map((z) => f(z));
}

export function drive(input: Tensor, weight: Tensor): Drive {
  let [excitatory, inhibitory] = [0, 0];
  weight.data.forEach((w, i) => {
    if (w > 0) excitatory += w * input.at(i);
    if (w < 0) inhibitory += w * input.at(i);
  });
  return { excitatory: tensor(excitatory), inhibitory: tensor(inhibitory) };
}

export function layer(input: Tensor, weight: Tensor, bias: Tensor, options: ActivationOptions = {}): Tensor {
  const { f } = elegir(options.activation);
  return entradaNeta(input, weight, bias).map((z) => f(z));
}

export function layerBackward(
  input: Tensor,
  weight: Tensor,
  bias: Tensor,
  gradOutput: Tensor,
  options: ActivationOptions = {},
): LayerGradients {
  const { df } = elegir(options.activation);
  const z = entradaNeta(input, weight, bias);
  const delta = z.map((valor, i) => df(valor) * gradOutput.data[i]!);
  const gradBias = zeros(bias.shape).add(delta.sum(0)); // suma sobre los ejemplos
  return { gradInput: delta.matmul(weight), gradWeight: delta.T.matmul(input), gradBias };
}
