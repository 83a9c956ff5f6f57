import type { Device, DeviceTensor, Matrix, Thread, Vector } from "#gpu";
import { matmulTransposeA, matmulTransposeB } from "#reference/16-gpu-kernels/matmul-transposed.ts";
import { matmul } from "#reference/16-gpu-kernels/matmul-kernel.ts";
import { relu, reluBackward } from "#reference/16-gpu-kernels/relu-kernel.ts";
import { softmax } from "#reference/16-gpu-kernels/softmax-kernel.ts";

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
 * @throws RangeError - when the shapes don't fit, or steps is no whole number from 1 on.
 * @see Raina, Madhavan & Ng, Large-scale Deep Unsupervised Learning using Graphics Processors (2009), on keeping data on the device
 *
 * @example
 * const device = new PlainDevice();
 * const [weight1, bias1, weight2, bias2] = [ones([2, 1]), zeros([2]), zeros([2, 2]), zeros([2])].map((values) => device.upload(values));
 * const [x, y] = [device.upload(tensor([[1], [2]])), device.upload(tensor([[1, 0], [0, 1]]))];
 * const { loss } = train(device, { weight1, bias1, weight2, bias2 }, x, y, { steps: 1 });
 * device.read(loss) // => [Math.log(2)]
 */
export function train(
  device: Device,
  parameters: MlpParameters,
  x: DeviceTensor,
  y: DeviceTensor,
  { learningRate = 0.1, steps = 10 }: TrainOptions = {},
): Trained {
  if (!Number.isInteger(steps) || steps < 1)
    throw new RangeError(`train: steps is ${steps}, expected a whole number from 1 on.`);
  let trained = step(device, parameters, x, y, learningRate);
  for (let taken = 1; taken < steps; taken++) trained = step(device, trained.parameters, x, y, learningRate);
  return trained;
}

function step(device: Device, before: MlpParameters, x: DeviceTensor, y: DeviceTensor, rate: number): Trained {
  const { loss, gradients } = lossAndGradients(device, before, x, y);
  const parameters = {
    weight1: descend(device, before.weight1, gradients.weight1, rate),
    bias1: descend(device, before.bias1, gradients.bias1, rate),
    weight2: descend(device, before.weight2, gradients.weight2, rate),
    bias2: descend(device, before.bias2, gradients.bias2, rate),
  };
  return { parameters, loss };
}

/** The loss over all examples, and its gradient with respect to each parameter. */
function lossAndGradients(
  device: Device,
  { weight1, bias1, weight2, bias2 }: MlpParameters,
  x: DeviceTensor,
  y: DeviceTensor,
): { readonly loss: DeviceTensor; readonly gradients: MlpParameters } {
  const activation = addBias(device, matmulTransposeB(device, x, weight1), bias1);
  const hidden = relu(device, activation);
  const probabilities = softmax(device, addBias(device, matmulTransposeB(device, hidden, weight2), bias2));
  const [examples, classes] = y.shape as readonly [number, number];
  const loss = device.launch(crossEntropy, [1], { examples, classes }, probabilities, y);
  const gradScores = device.launch(errorOf, y.shape, { examples }, probabilities, y);
  const gradActivation = reluBackward(device, activation, matmul(device, gradScores, weight2));
  return {
    loss,
    gradients: {
      weight1: matmulTransposeA(device, gradActivation, x),
      bias1: device.launch(columnSum, bias1.shape, { examples }, gradActivation),
      weight2: matmulTransposeA(device, gradScores, hidden),
      bias2: device.launch(columnSum, bias2.shape, { examples }, gradScores),
    },
  };
}

function addBias(device: Device, x: DeviceTensor, bias: DeviceTensor): DeviceTensor {
  return device.launch(plusRow, x.shape, {}, x, bias);
}

function descend(device: Device, parameter: DeviceTensor, gradient: DeviceTensor, rate: number): DeviceTensor {
  const size = [parameter.shape.reduce((product, length) => product * length, 1)];
  const moved = device.launch(move, size, {}, device.reshape(parameter, size), device.reshape(gradient, size), rate);
  return device.reshape(moved, parameter.shape);
}

function plusRow(this: Thread, x: Matrix, row: Vector): number {
  return x[this.thread.y]![this.thread.x]! + row[this.thread.x]!;
}

function crossEntropy(this: Thread<"examples" | "classes">, probabilities: Matrix, y: Matrix): number {
  let sum = 0;
  for (let n = 0; n < this.constants.examples; n++) {
    for (let c = 0; c < this.constants.classes; c++) {
      if (y[n]![c]! > 0) {
        sum -= y[n]![c]! * Math.log(probabilities[n]![c]!);
      }
    }
  }
  return sum / this.constants.examples;
}

function errorOf(this: Thread<"examples">, probabilities: Matrix, y: Matrix): number {
  return (probabilities[this.thread.y]![this.thread.x]! - y[this.thread.y]![this.thread.x]!) / this.constants.examples;
}

function columnSum(this: Thread<"examples">, x: Matrix): number {
  let sum = 0;
  for (let n = 0; n < this.constants.examples; n++) {
    sum += x[n]![this.thread.x]!;
  }
  return sum;
}

function move(this: Thread, parameter: Vector, gradient: Vector, rate: number): number {
  return parameter[this.thread.x]! - rate * gradient[this.thread.x]!;
}
