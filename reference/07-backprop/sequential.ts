// Layers that know their own gradients, and a chain of them. What the backward pass needs of the forward pass, a layer
// keeps itself; so a chain needs to know nothing of what its layers do, only their order.

import { ShapeError, type Tensor, zeros } from "#tensor";
import { linear, linearBackward } from "#reference/07-backprop/linear-layer.ts";

/** Anything that can be put into a {@link Sequential}, which is one itself. */
export interface Layer {
  /** What an optimiser may change, in an order that stays. Assigning puts in new tensors of the same shapes. */
  parameters: readonly Tensor[];
  /** dL/dθ for each parameter, by the last backward pass alone; zeros before there was one. */
  readonly gradients: readonly Tensor[];
  /** The output, for which the layer keeps what its backward pass will need. */
  forward(input: Tensor): Tensor;
  /**
   * From dL/d(output) to dL/d(input), for the last input that went forward; sets `gradients` on the way.
   *
   * @throws Error - when nothing went forward before.
   */
  backward(gradOutput: Tensor): Tensor;
}

/**
 * A fully connected layer: `y = x Wᵀ + b`.
 *
 * @example new Linear(tensor([[1, -1]]), tensor([10])).forward(tensor([[1, 2]])) // => [[9]]
 */
export class Linear implements Layer {
  #weight: Tensor;
  #bias: Tensor;
  #input: Tensor | undefined;
  gradients: readonly Tensor[];

  /**
   * @param weight - `[E, D]`, a row for each output.
   * @param bias - `[E]`.
   */
  constructor(weight: Tensor, bias: Tensor) {
    this.#weight = weight;
    this.#bias = bias;
    this.gradients = [zeros(weight.shape), zeros(bias.shape)];
  }

  /** Weight, then bias. */
  get parameters(): readonly Tensor[] {
    return [this.#weight, this.#bias];
  }

  set parameters(parameters: readonly Tensor[]) {
    expectSameShapes(this.parameters, parameters);
    [this.#weight, this.#bias] = parameters as [Tensor, Tensor];
  }

  forward(input: Tensor): Tensor {
    this.#input = input;
    return linear(input, this.#weight, this.#bias);
  }

  backward(gradOutput: Tensor): Tensor {
    const input = expectForward(this.#input);
    const { gradInput, gradWeight, gradBias } = linearBackward(input, this.#weight, this.#bias, gradOutput);
    this.gradients = [gradWeight, gradBias];
    return gradInput;
  }
}

/**
 * The hyperbolic tangent, entry by entry: `a = tanh z`, `da/dz = 1 − a²`.
 *
 * The slope can be told from the output, so that is what is kept.
 *
 * @example new Tanh().forward(tensor([0])) // => [0]
 */
export class Tanh implements Layer {
  parameters: readonly Tensor[] = [];
  readonly gradients: readonly Tensor[] = [];
  #output: Tensor | undefined;

  forward(input: Tensor): Tensor {
    this.#output = input.tanh();
    return this.#output;
  }

  backward(gradOutput: Tensor): Tensor {
    const output = expectForward(this.#output);
    return gradOutput.sub(gradOutput.mul(output.square()));
  }
}

/**
 * Layers one after the other, each fed with what the one before it gives.
 *
 * `y = f_L(… f_2(f_1(x)))`, `dL/dh_{l−1} = (dh_l/dh_{l−1})ᵀ dL/dh_l` for l = L, …, 1
 *
 * A Sequential is a layer, so it may stand in another one.
 *
 * @example
 * const network = new Sequential([new Linear(tensor([[2]]), tensor([1])), new Linear(tensor([[-1]]), tensor([0]))]);
 * network.forward(tensor([[3]]));
 * [network.backward(tensor([[1]])), ...network.gradients] // => [[[-2]], [[-3]], [-1], [[7]], [1]]
 * @see Goodfellow, Bengio & Courville, Deep Learning (2016), algorithms 6.3 and 6.4. PyTorch, nn.Sequential.
 */
export class Sequential implements Layer {
  readonly #layers: readonly Layer[];

  /**
   * @param layers - from input to output, each an object of its own.
   * @throws RangeError - when a layer stands there twice: it keeps what one forward pass left, and the second would
   *   overwrite that of the first.
   */
  constructor(layers: readonly Layer[]) {
    const repeated = layers.find((layer, index) => layers.indexOf(layer) < index);
    if (repeated) {
      throw new RangeError(
        `Sequential: layers[${layers.lastIndexOf(repeated)}] is layers[${layers.indexOf(repeated)}], expected a layer of ` +
          "its own. Make another one: each remembers one forward pass.",
      );
    }
    this.#layers = layers;
  }

  /** Those of all layers, the first layer's first. */
  get parameters(): readonly Tensor[] {
    return this.#layers.flatMap((layer) => layer.parameters);
  }

  set parameters(parameters: readonly Tensor[]) {
    expectSameShapes(this.parameters, parameters);
    let start = 0;
    for (const layer of this.#layers) {
      const end = start + layer.parameters.length;
      layer.parameters = parameters.slice(start, end);
      start = end;
    }
  }

  /** In the order of the parameters. */
  get gradients(): readonly Tensor[] {
    return this.#layers.flatMap((layer) => layer.gradients);
  }

  forward(input: Tensor): Tensor {
    return this.#layers.reduce((hidden, layer) => layer.forward(hidden), input);
  }

  backward(gradOutput: Tensor): Tensor {
    return this.#layers.reduceRight((gradient, layer) => layer.backward(gradient), gradOutput);
  }
}

function expectForward(kept: Tensor | undefined): Tensor {
  if (kept) return kept;
  throw new Error("backward: nothing went forward before, expected a call of forward. What it leaves is needed here.");
}

function expectSameShapes(old: readonly Tensor[], assigned: readonly Tensor[]): void {
  const fits =
    old.length === assigned.length && old.every(({ shape }, i) => shape.join() === assigned[i]!.shape.join());
  if (fits) return;
  throw new ShapeError(
    `parameters: the shapes assigned are ${assigned.map(({ shape }) => `[${shape.join(", ")}]`).join(" ")}, expected ` +
      `those of the old ones, ${old.map(({ shape }) => `[${shape.join(", ")}]`).join(" ")}.`,
  );
}
