import { ShapeError, Tensor } from "#tensor";
import { single, sizes } from "../lib/buffers.ts";

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

/** f(z), one number at a time. */
function activate(z: number, kind: Activation): number {
  switch (kind) {
    case "linear":
      return z;
    case "sigmoid":
      return 1 / (1 + Math.exp(-z)); // exp(-z) = Infinity is fine here, 1 / Infinity is the right 0
    case "relu":
      return z > 0 ? z : 0;
    case "tanh":
      return Math.tanh(z);
    default:
      throw new RangeError(`activation "${String(kind)}" is not one of linear, sigmoid, relu, tanh`);
  }
}

/** f'(z) */
function slope(z: number, kind: Activation): number {
  const y = activate(z, kind);
  if (kind === "sigmoid") return y * (1 - y);
  if (kind === "relu") return z > 0 ? 1 : 0;
  if (kind === "tanh") return 1 - y * y;
  return 1;
}

function sameLength(input: Tensor, weight: Tensor): number {
  const [d] = sizes("input", input, 1) as [number];
  const [dw] = sizes("weight", weight, 1) as [number];
  if (d !== dw) throw new ShapeError(`the input has ${d} entries and the weight ${dw}`);
  return d;
}

export function neuron(input: Tensor, weight: Tensor, bias: Tensor, options: ActivationOptions = {}): Tensor {
  const d = sameLength(input, weight);
  let z = bias.item();
  for (let i = 0; i < d; i++) z += weight.data[i]! * input.data[i]!;
  return single(activate(z, options.activation ?? "linear"));
}

export function drive(input: Tensor, weight: Tensor): Drive {
  const d = sameLength(input, weight);
  let excitatory = 0;
  let inhibitory = 0;
  for (let i = 0; i < d; i++) {
    const w = weight.data[i]!;
    if (w > 0) excitatory += w * input.data[i]!;
    else if (w < 0) inhibitory += w * input.data[i]!;
  }
  return { excitatory: single(excitatory), inhibitory: single(inhibitory) };
}

/** The net inputs z[n, h], before the activation. */
function netInputs(input: Tensor, weight: Tensor, bias: Tensor): Float64Array {
  const [n, d] = sizes("input", input, 2) as [number, number];
  const [h, dw] = sizes("weight", weight, 2) as [number, number];
  if (d !== dw) throw new ShapeError(`rows of the input have ${d} entries, rows of the weight ${dw}`);
  if (bias.size !== h) throw new ShapeError(`there are ${h} neurons and ${bias.size} biases`);
  const z = new Float64Array(n * h);
  for (let example = 0; example < n; example++) {
    for (let unit = 0; unit < h; unit++) {
      let sum = bias.data[unit]!;
      for (let i = 0; i < d; i++) sum += weight.data[unit * d + i]! * input.data[example * d + i]!;
      z[example * h + unit] = sum;
    }
  }
  return z;
}

export function layer(input: Tensor, weight: Tensor, bias: Tensor, options: ActivationOptions = {}): Tensor {
  const kind = options.activation ?? "linear";
  const z = netInputs(input, weight, bias);
  for (let i = 0; i < z.length; i++) z[i] = activate(z[i]!, kind);
  return new Tensor(z, [input.shape[0]!, weight.shape[0]!]);
}

export function layerBackward(
  input: Tensor,
  weight: Tensor,
  bias: Tensor,
  gradOutput: Tensor,
  options: ActivationOptions = {},
): LayerGradients {
  const kind = options.activation ?? "linear";
  const z = netInputs(input, weight, bias);
  const [n, d] = input.shape as [number, number];
  const h = weight.shape[0]!;
  const dx = new Float64Array(n * d);
  const dw = new Float64Array(h * d);
  const db = new Float64Array(h);
  for (let example = 0; example < n; example++) {
    for (let unit = 0; unit < h; unit++) {
      const dz = gradOutput.data[example * h + unit]! * slope(z[example * h + unit]!, kind);
      db[unit]! += dz;
      for (let i = 0; i < d; i++) {
        dx[example * d + i]! += dz * weight.data[unit * d + i]!;
        dw[unit * d + i]! += dz * input.data[example * d + i]!;
      }
    }
  }
  return { gradInput: new Tensor(dx, [n, d]), gradWeight: new Tensor(dw, [h, d]), gradBias: new Tensor(db, [h]) };
}
