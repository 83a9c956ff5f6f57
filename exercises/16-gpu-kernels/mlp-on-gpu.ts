import { NotStarted } from "#tensor";
import type { Device, DeviceTensor } from "#gpu";

/** A network of one hidden layer. */
export interface MlpParameters {
  /** `[H, D]` */
  readonly weight1: DeviceTensor;
  /** `[H]` */
  readonly bias1: DeviceTensor;
  /** `[C, H]` */
  readonly weight2: DeviceTensor;
  /** `[C]` */
  readonly bias2: DeviceTensor;
}

export interface TrainOptions {
  /** η, 0.1 when left out. */
  readonly learningRate?: number;
  /** Steps of gradient descent, each over all examples; 10 when left out. */
  readonly steps?: number;
}

export interface Trained {
  readonly parameters: MlpParameters;
  /** `[1]`, the loss before the last step. */
  readonly loss: DeviceTensor;
}

/**
 * Trains a network of one hidden layer on a device. Examples and parameters are copied there once; every step starts from what the last one
 * left there, and only the end is read back.
 *
 * `a = X W₁ᵀ + b₁`, `h = relu(a)`, `p = softmax(h W₂ᵀ + b₂)`, `L = −Σ_n Σ_c y[n, c] log p[n, c] / N`
 * `dL/dz = (p − y) / N`, `dL/dW₂ = (dL/dz)ᵀ h`, `dL/dh = dL/dz W₂`, `dL/da = dL/dh where a > 0`, `dL/dW₁ = (dL/da)ᵀ X`
 * `θ ← θ − η dL/dθ`
 *
 * @param parameters - at the start.
 * @param x - `[N, D]`
 * @param y - `[N, C]`, one-hot.
 * @returns parameters after the last step, and the loss before it.
 * @throws an error when the shapes don't fit, or steps is no whole number from 1 on.
 */
export function train(
  device: Device,
  parameters: MlpParameters,
  x: DeviceTensor,
  y: DeviceTensor,
  { learningRate = 0.1, steps = 10 }: TrainOptions = {},
): Trained {
  throw new NotStarted();
}
