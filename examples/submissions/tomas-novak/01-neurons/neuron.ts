import { full, ones, type Tensor } from "#tensor";

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

/* φ and φ′ */
type Pair = readonly [φ: (z: Tensor) => Tensor, dφ: (z: Tensor) => Tensor];
const σ = (z: Tensor): Tensor => full(z.shape, 1).div(z.neg().exp().add(1));
function pairFor(activation: Activation | undefined): Pair {
  switch (activation) {
    case undefined:
    case "linear": return [(z) => z, (z) => ones(z.shape)];
    case "sigmoid": return [σ, (z) => σ(z).mul(σ(z.neg()))];
    case "relu": return [(z) => z.maximum(0), (z) => z.greater(0)];
    case "tanh": return [(z) => z.tanh(), (z) => z.tanh().square().neg().add(1)];
  }
  throw new RangeError(`φ = ${String(activation)}?`);
}

export function neuron(x: Tensor, w: Tensor, b: Tensor, { activation }: ActivationOptions = {}): Tensor {
  const [φ] = pairFor(activation);
  return φ(w.matmul(x).add(b));
}

export function drive(x: Tensor, w: Tensor): Drive {
  // w⁺ = (|w| + w)/2,  w⁻ = (w − |w|)/2
  return { excitatory: w.abs().add(w).div(2).matmul(x), inhibitory: w.sub(w.abs()).div(2).matmul(x) };
}

export function layer(X: Tensor, W: Tensor, b: Tensor, { activation }: ActivationOptions = {}): Tensor {
  const [φ] = pairFor(activation);
  return φ(X.matmul(W.T).add(b));
}

export function layerBackward(X: Tensor, W: Tensor, b: Tensor, gradOutput: Tensor, { activation }: ActivationOptions = {}): LayerGradients {
  const [, dφ] = pairFor(activation);
  const δ = gradOutput.mul(dφ(X.matmul(W.T).add(b)));
  return { gradInput: δ.matmul(W), gradWeight: δ.T.matmul(X), gradBias: ones([X.shape[0]!]).matmul(δ) };
}
