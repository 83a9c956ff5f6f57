import { ShapeError, Tensor } from "#tensor";
import { single, sizes } from "../lib/buffers.ts";

export interface PerceptronOptions {
  readonly learningRate?: number;
}
export interface TrainingOptions extends PerceptronOptions {
  readonly maxEpochs?: number;
}
export interface Perceptron {
  readonly weight: Tensor;
  readonly bias: Tensor;
}
export interface Training extends Perceptron {
  readonly converged: boolean;
  readonly epochs: number;
  readonly mistakes: number;
}

function checked(target: number): number {
  if (target !== 0 && target !== 1) throw new RangeError(`target ${target}: only 0 and 1 are allowed`);
  return target;
}

/** The machine that learns: weights in a buffer of its own, changed in place. */
class Learner {
  readonly w: Float64Array;
  b: number;

  constructor(w: Float64Array, b: number) {
    this.w = w;
    this.b = b;
  }

  /** Net input for the example that begins at `from`. */
  net(x: Float64Array, from: number): number {
    let z = 0;
    for (let i = 0; i < this.w.length; i++) z += this.w[i]! * x[from + i]!;
    return z + this.b;
  }

  /** Corrects itself on one example and says whether it had to. */
  learn(x: Float64Array, from: number, target: number, rate: number): boolean {
    const fires = this.net(x, from) > 0 ? 1 : 0;
    if (fires === target) return false;
    const change = rate * (target - fires);
    for (let i = 0; i < this.w.length; i++) this.w[i]! += change * x[from + i]!;
    this.b += change;
    return true;
  }

  get result(): Perceptron {
    return { weight: new Tensor(this.w, [this.w.length]), bias: single(this.b) };
  }
}

export function perceptronStep(
  perceptron: Perceptron,
  input: Tensor,
  target: Tensor,
  { learningRate = 1 }: PerceptronOptions = {},
): Perceptron {
  const learner = new Learner(Float64Array.from(perceptron.weight.data), perceptron.bias.item());
  learner.learn(input.data, 0, checked(target.item()), learningRate);
  return learner.result;
}

export function trainPerceptron(
  inputs: Tensor,
  targets: Tensor,
  { learningRate = 1, maxEpochs = 100 }: TrainingOptions = {},
): Training {
  const [p, d] = sizes("inputs", inputs, 2) as [number, number];
  if (targets.shape.length !== 1 || targets.size !== p) throw new ShapeError(`${p} inputs, but targets [${targets.shape}]`);
  targets.data.forEach(checked);
  const learner = new Learner(new Float64Array(d), 0);
  let mistakes = 0;
  for (let epoch = 1; epoch <= maxEpochs; epoch++) {
    let errors = 0;
    for (let k = 0; k < p; k++) if (learner.learn(inputs.data, k * d, targets.data[k]!, learningRate)) errors++;
    mistakes += errors;
    if (errors === 0) return { ...learner.result, converged: true, epochs: epoch, mistakes };
  }
  return { ...learner.result, converged: false, epochs: maxEpochs, mistakes };
}

export function mistakeBound({ weight, bias }: Perceptron, inputs: Tensor, targets: Tensor): Tensor {
  const [p, d] = sizes("inputs", inputs, 2) as [number, number];
  if (targets.shape.length !== 1 || targets.size !== p) throw new ShapeError(`${p} inputs, but targets [${targets.shape}]`);
  const learner = new Learner(weight.data, bias.item());
  let length2 = bias.item() ** 2;
  for (let i = 0; i < d; i++) length2 += weight.data[i]! ** 2;
  let radius2 = 0;
  let margin = Infinity;
  for (let k = 0; k < p; k++) {
    let x2 = 1; // the input of the bias
    for (let i = 0; i < d; i++) x2 += inputs.data[k * d + i]! ** 2;
    radius2 = Math.max(radius2, x2);
    const side = checked(targets.data[k]!) === 1 ? 1 : -1;
    margin = Math.min(margin, side * learner.net(inputs.data, k * d));
  }
  if (margin <= 0) throw new RangeError(`example with margin ${margin}: the given perceptron is not right on all of them`);
  return single((radius2 * length2) / (margin * margin));
}
