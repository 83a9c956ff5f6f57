import type { Device, DeviceTensor, Thread, Vector } from "#gpu";

export interface AdamOptions {
  /** η, 0.001 when left out. */
  readonly learningRate?: number;
  /** β₁, 0.9 when left out. */
  readonly beta1?: number;
  /** β₂, 0.999 when left out. */
  readonly beta2?: number;
  /** ε, 1e-8 when left out. */
  readonly epsilon?: number;
}

/** What a step leaves on the device. */
export interface AdamState {
  readonly parameter: DeviceTensor;
  /** m, the running mean of the gradient. */
  readonly mean: DeviceTensor;
  /** v, the running mean of its square. */
  readonly square: DeviceTensor;
}

/**
 * One step of Adam on a device, for parameters laid out flat. Nothing comes back to the host between steps.
 *
 * `m ← β₁ m + (1 − β₁) g`, `v ← β₂ v + (1 − β₂) g²`
 * `θ ← θ − η m̂ / (√v̂ + ε)`, where `m̂ = m / (1 − β₁ᵗ)` and `v̂ = v / (1 − β₂ᵗ)`
 *
 * A kernel has one output, so there are three launches. What is the same for all threads the host works out, in float64: in float32,
 * 1 − 0.999 is off by one part in 80,000.
 *
 * @param state - parameter, mean and square, each `[N]`.
 * @param gradient - `[N]`, dL/dθ.
 * @param time - t, 1 for the first step.
 * @returns the state after the step.
 * @throws RangeError - when the shapes differ, or time is no whole number from 1 on.
 * @see Kingma & Ba, Adam: A Method for Stochastic Optimization (2015), algorithm 1
 *
 * @example
 * const device = new PlainDevice();
 * const [parameter, mean, square, gradient] = [[1, 1], [0, 0], [0, 0], [4, -2]].map((values) => device.upload(tensor(values)));
 * const after = adamStep(device, { parameter, mean, square }, gradient, 1, { learningRate: 0.5, epsilon: 0 });
 * device.read(after.parameter).map((entry) => Math.round(1e6 * entry) / 1e6) // => [0.5, 1.5]
 */
export function adamStep(
  device: Device,
  { parameter, mean, square }: AdamState,
  gradient: DeviceTensor,
  time: number,
  { learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: AdamOptions = {},
): AdamState {
  if (!Number.isInteger(time) || time < 1)
    throw new RangeError(`adamStep: time is ${time}, expected a whole number from 1 on, the number of this step.`);
  for (const [name, { shape }] of Object.entries({ mean, square, gradient })) {
    if (shape.join() !== parameter.shape.join())
      throw new RangeError(
        `adamStep: ${name} has shape [${shape.join(", ")}], expected [${parameter.shape.join(", ")}], that of parameter.`,
      );
  }
  const { shape } = parameter;
  const newMean = device.launch(average, shape, {}, mean, gradient, beta1, 1 - beta1);
  const newSquare = device.launch(averageOfSquare, shape, {}, square, gradient, beta2, 1 - beta2);
  const [rate, correction] = [learningRate / (1 - beta1 ** time), 1 - beta2 ** time];
  const moved = device.launch(move, shape, {}, parameter, newMean, newSquare, rate, correction, epsilon);
  return { parameter: moved, mean: newMean, square: newSquare };
}

function average(this: Thread, mean: Vector, gradient: Vector, kept: number, taken: number): number {
  return kept * mean[this.thread.x]! + taken * gradient[this.thread.x]!;
}

function averageOfSquare(this: Thread, square: Vector, gradient: Vector, kept: number, taken: number): number {
  return kept * square[this.thread.x]! + taken * gradient[this.thread.x]! * gradient[this.thread.x]!;
}

function move(
  this: Thread,
  parameter: Vector,
  mean: Vector,
  square: Vector,
  rate: number,
  correction: number,
  epsilon: number,
): number {
  const size = Math.sqrt(square[this.thread.x]! / correction) + epsilon;
  return parameter[this.thread.x]! - (rate * mean[this.thread.x]!) / size;
}
