import { ShapeError, tensor, zeros, type Tensor } from "#tensor";

export interface Perceptron {
  readonly weight: Tensor;
  readonly bias: Tensor;
}

export interface Training extends Perceptron {
  readonly converged: boolean;
  readonly epochs: number;
  readonly mistakes: number;
}

/** Kapselt Gewichte und Schwelle; nach außen gehen nur Kopien. */
class PerceptronService {
  private weight: Tensor;
  private bias: Tensor;
  private readonly learningRate: number;

  public constructor(weight: Tensor, bias: Tensor, learningRate: number) {
    this.weight = weight;
    this.bias = bias;
    this.learningRate = learningRate;
  }

  public train(input: Tensor, target: number): boolean {
    PerceptronService.validate(target);
    const answer = this.weight.matmul(input).add(this.bias).item() > 0 ? 1 : 0;
    if (answer === target) return false;
    const delta = this.learningRate * (target - answer);
    this.weight = this.weight.add(input.mul(delta));
    this.bias = this.bias.add(delta);
    return true;
  }

  public get state(): Perceptron {
    return { weight: this.weight, bias: this.bias };
  }

  public static validate(target: number): void {
    if (![0, 1].includes(target)) throw new RangeError(`Ziel muss 0 oder 1 sein, ist ${target}`);
  }
}

export function perceptronStep(
  { weight, bias }: Perceptron,
  input: Tensor,
  target: Tensor,
  { learningRate = 1 }: { learningRate?: number } = {},
): Perceptron {
  const service = new PerceptronService(weight, bias, learningRate);
  service.train(input, target.item());
  return service.state;
}

export function trainPerceptron(
  inputs: Tensor,
  targets: Tensor,
  { learningRate = 1, maxEpochs = 100 }: { learningRate?: number; maxEpochs?: number } = {},
): Training {
  checkTargets(inputs, targets);
  const service = new PerceptronService(zeros([inputs.shape[1]!]), tensor(0), learningRate);
  let mistakes = 0;
  for (let epoch = 1; epoch <= maxEpochs; epoch++) {
    let errors = 0;
    targets.data.forEach((target, index) => {
      if (service.train(inputs.slice(index), target)) errors++;
    });
    mistakes += errors;
    if (errors === 0) return { ...service.state, converged: true, epochs: epoch, mistakes };
  }
  return { ...service.state, converged: false, epochs: maxEpochs, mistakes };
}

export function mistakeBound({ weight, bias }: Perceptron, inputs: Tensor, targets: Tensor): Tensor {
  checkTargets(inputs, targets);
  const length = weight.square().sum().add(bias.square()).sqrt();
  const margins = inputs.matmul(weight).add(bias).mul(targets.mul(2).sub(1)).div(length);
  const gamma = margins.min();
  if (gamma.item() <= 0) throw new RangeError("Das Perzeptron trennt die Klassen nicht");
  const radius = inputs.square().sum(1).add(1).max().sqrt();
  return radius.div(gamma).square();
}

function checkTargets(inputs: Tensor, targets: Tensor): void {
  if (targets.rank !== 1 || targets.size !== inputs.shape[0]) throw new ShapeError("Ein Ziel pro Eingabe");
  targets.data.forEach((target) => PerceptronService.validate(target));
}
