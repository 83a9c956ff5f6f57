import { tensor, Tensor } from "#tensor";
import type { Layer } from "#reference/07-backprop/sequential.ts";

/** What the programs need of a student's classes. The stub's test holds both stub and reference to it. */
export interface SequentialModule {
  readonly Linear: new (weight: Tensor, bias: Tensor) => Layer;
  readonly Tanh: new () => Layer;
  readonly Sequential: new (layers: readonly Layer[]) => Layer;
}

/** A linear layer before any pass, then one pass, both ways. */
export function linearLayer(
  { Linear }: SequentialModule,
  input: Tensor,
  weight: Tensor,
  bias: Tensor,
  gradOutput: Tensor,
): { output: Tensor; gradInput: Tensor; parameters: { readonly [name: string]: Tensor } } {
  const layer = new Linear(weight, bias);
  const [freshGradWeight, freshGradBias] = layer.gradients as [Tensor, Tensor];
  const output = layer.forward(input);
  const gradInput = layer.backward(gradOutput);
  const [gradWeight, gradBias] = layer.gradients as [Tensor, Tensor];
  const [weightKept, biasKept] = layer.parameters as [Tensor, Tensor];
  const gradients = { freshGradWeight, freshGradBias, gradWeight, gradBias };
  return { output, gradInput, parameters: { weight: weightKept, bias: biasKept, ...gradients } };
}

/** One pass through a tanh layer, both ways, and how many parameters and gradients it has. */
export function tanhLayer(
  { Tanh }: SequentialModule,
  input: Tensor,
  gradOutput: Tensor,
): { output: Tensor; gradInput: Tensor; counts: { parameters: number; gradients: number } } {
  const layer = new Tanh();
  const output = layer.forward(input);
  const gradInput = layer.backward(gradOutput);
  return { output, gradInput, counts: { parameters: layer.parameters.length, gradients: layer.gradients.length } };
}

interface Parameters {
  readonly weight1: Tensor;
  readonly bias1: Tensor;
  readonly weight2: Tensor;
  readonly bias2: Tensor;
}

/** Linear, tanh, linear. */
function networkOf({ Linear, Tanh, Sequential }: SequentialModule, parameters: Parameters): Layer {
  const { weight1, bias1, weight2, bias2 } = parameters;
  return new Sequential([new Linear(weight1, bias1), new Tanh(), new Linear(weight2, bias2)]);
}

function byName(tensors: readonly Tensor[]): Parameters {
  const [weight1, bias1, weight2, bias2] = tensors as readonly [Tensor, Tensor, Tensor, Tensor];
  return { weight1, bias1, weight2, bias2 };
}

export function network(module: SequentialModule, input: Tensor, parameters: Parameters): Tensor {
  return networkOf(module, parameters).forward(input);
}

export function networkBackward(
  module: SequentialModule,
  input: Tensor,
  parameters: Parameters,
  gradOutput: Tensor,
): { gradInput: Tensor; gradParameters: Parameters } {
  const layer = networkOf(module, parameters);
  layer.forward(input);
  const gradInput = layer.backward(gradOutput);
  return { gradInput, gradParameters: byName(layer.gradients) };
}

/** A layer of the program's own, which takes note of its calls: y = θ x² with one number θ. */
class Noted implements Layer {
  readonly name: string;
  readonly calls: string[];
  parameters: readonly Tensor[];
  gradients: readonly Tensor[];
  #input = tensor(0);

  constructor(name: string, parameter: number, calls: string[]) {
    this.name = name;
    this.calls = calls;
    this.parameters = [tensor(parameter)];
    this.gradients = [tensor(0)];
  }

  forward(input: Tensor): Tensor {
    this.calls.push(`${this.name} forward`);
    this.#input = input;
    return input.square().mul(this.parameters[0]!);
  }

  backward(gradOutput: Tensor): Tensor {
    this.calls.push(`${this.name} backward`);
    this.gradients = [gradOutput.mul(this.#input.square()).sum()];
    return gradOutput.mul(this.#input.mul(2)).mul(this.parameters[0]!);
  }
}

/** Two passes through three layers of the program's own: the calls that they got, and the outcome of the second. */
export function otherLayers(
  { Sequential }: SequentialModule,
  input: Tensor,
  gradOutput: Tensor,
): { calls: string[]; output: Tensor; gradInput: Tensor } {
  const calls: string[] = [];
  const network = new Sequential([new Noted("a", 2, calls), new Noted("b", -0.5, calls), new Noted("c", 3, calls)]);
  network.forward(input.mul(2));
  network.backward(gradOutput);
  const output = network.forward(input);
  return { calls, output, gradInput: network.backward(gradOutput) };
}

const itemsOf = (tensors: readonly Tensor[]): Tensor => tensor(tensors.map((entry) => entry.item()));

/**
 * A Sequential in another one: its parameters, its gradients after a pass, and both once the parameters were moved
 * against their gradients and there was another pass.
 */
export function nested(
  { Sequential, Tanh }: SequentialModule,
  input: number,
  rate: number,
): { parameters: Tensor; gradients: Tensor; moved: Tensor; output: Tensor; movedGradients: Tensor } {
  const note: string[] = [];
  const inner = new Sequential([new Noted("b", -0.5, note), new Tanh(), new Noted("c", 3, note)]);
  const network = new Sequential([new Noted("a", 2, note), inner, new Noted("d", 0.25, note)]);
  const before = itemsOf(network.parameters);
  network.forward(tensor(input));
  network.backward(tensor(1));
  const gradients = itemsOf(network.gradients);
  const steps = network.gradients.map((gradient) => gradient.mul(rate));
  network.parameters = network.parameters.map((parameter, index) => parameter.sub(steps[index]!));
  const output = network.forward(tensor(input));
  network.backward(tensor(1));
  const moved = itemsOf(network.parameters);
  return { parameters: before, gradients, moved, output, movedGradients: itemsOf(network.gradients) };
}

interface Gradients {
  readonly gradInput: Tensor;
  readonly gradParameters: Parameters;
}

/** Two batches go forward, and the second goes back, twice: what comes of the first time and of the second. */
export function secondBatch(
  module: SequentialModule,
  first: Tensor,
  input: Tensor,
  parameters: Parameters,
  gradOutput: Tensor,
): { once: Gradients; again: Gradients } {
  const layer = networkOf(module, parameters);
  layer.forward(first);
  layer.forward(input);
  const back = (): Gradients => {
    const gradInput = layer.backward(gradOutput);
    return { gradInput, gradParameters: byName(layer.gradients) };
  };
  return { once: back(), again: back() };
}

/** Two networks with the same parameters, each with an input of its own: both forward, then both back. */
export function twoNetworks(
  module: SequentialModule,
  first: Tensor,
  input: Tensor,
  parameters: Parameters,
  gradOutput: Tensor,
): { left: Gradients; right: Gradients } {
  const [left, right] = [networkOf(module, parameters), networkOf(module, parameters)];
  left.forward(first);
  right.forward(input);
  const [gradLeft, gradRight] = [left.backward(gradOutput.mul(-2)), right.backward(gradOutput)];
  return {
    left: { gradInput: gradLeft, gradParameters: byName(left.gradients) },
    right: { gradInput: gradRight, gradParameters: byName(right.gradients) },
  };
}

/** What must be refused. */
export function refused({ Linear, Tanh, Sequential }: SequentialModule, what: string): Tensor {
  const linear = new Linear(tensor([[1, 2]]), tensor([3]));
  const tanh = new Tanh();
  switch (what) {
    case "Linear backward first":
      return linear.backward(tensor([[1]]));
    case "Tanh backward first":
      return tanh.backward(tensor([[1]]));
    case "Sequential backward first":
      return new Sequential([tanh, linear]).backward(tensor([[1]]));
    case "same layer twice":
      return new Sequential([tanh, linear, tanh]).forward(tensor([[1, 2]]));
    case "too few parameters":
      new Sequential([linear]).parameters = [tensor([[1, 2]])];
      break;
    case "too many parameters":
      new Sequential([linear, tanh]).parameters = [tensor([[1, 2]]), tensor([3]), tensor([3])];
      break;
    case "parameters in another order":
      new Sequential([tanh, linear]).parameters = [tensor([3]), tensor([[1, 2]])];
      break;
    case "parameters of other shapes":
      linear.parameters = [
        tensor([
          [1, 2],
          [3, 4],
        ]),
        tensor([3]),
      ];
      break;
  }
  return tensor(0);
}

/** Gradient descent on half the mean squared error: the loss before each step, and the parameters after the last. */
export function trainNetwork(
  module: SequentialModule,
  input: Tensor,
  targets: Tensor,
  parameters: Parameters,
  { steps, learningRate }: { readonly steps: number; readonly learningRate: number },
): { losses: Tensor; parameters: Parameters } {
  const layer = networkOf(module, parameters);
  const losses = Array.from({ length: steps }, () => {
    const errors = layer.forward(input).sub(targets);
    layer.backward(errors.div(input.shape[0]!));
    const { gradients } = layer;
    layer.parameters = layer.parameters.map((parameter, index) => parameter.sub(gradients[index]!.mul(learningRate)));
    return errors.square().sum(1).mean().item() / 2;
  });
  return { losses: new Tensor(losses, [steps]), parameters: byName(layer.parameters) };
}
