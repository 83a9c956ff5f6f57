import { ones, zeros, type Tensor } from "#tensor";
import { Linear, type Layer } from "#reference/07-backprop/sequential.ts";
import { mistakes } from "#graders/spec/authoring.ts";
import type { SequentialModule } from "./sequential.programs.ts";

interface Kept {
  input: Tensor | undefined;
}

interface LinearChanges {
  /** What is kept, from what was kept before. */
  readonly keep?: (input: Tensor, kept: Tensor | undefined) => Tensor;
  /** Where it is kept, when not in the layer itself. */
  readonly place?: Kept;
  readonly gradients?: (right: readonly Tensor[], old: readonly Tensor[], input: Tensor) => readonly Tensor[];
  readonly gradInput?: (right: Tensor, gradOutput: Tensor, weight: Tensor) => Tensor;
}

/** A linear layer that keeps, or gives, something else. */
function linearWith(change: LinearChanges): SequentialModule["Linear"] {
  return class implements Layer {
    readonly #right: Linear;
    readonly #kept: Kept = change.place ?? { input: undefined };
    gradients: readonly Tensor[];

    constructor(weight: Tensor, bias: Tensor) {
      this.#right = new Linear(weight, bias);
      this.gradients = this.#right.gradients;
    }

    get parameters(): readonly Tensor[] {
      return this.#right.parameters;
    }

    set parameters(parameters: readonly Tensor[]) {
      this.#right.parameters = parameters;
    }

    forward(input: Tensor): Tensor {
      this.#kept.input = change.keep?.(input, this.#kept.input) ?? input;
      return this.#right.forward(input);
    }

    backward(gradOutput: Tensor): Tensor {
      if (!this.#kept.input) throw new Error("backward: expected a call of forward.");
      const { input } = this.#kept;
      this.#right.forward(input);
      const gradInput = this.#right.backward(gradOutput);
      this.gradients = change.gradients?.(this.#right.gradients, this.gradients, input) ?? this.#right.gradients;
      return change.gradInput?.(gradInput, gradOutput, this.#right.parameters[0]!) ?? gradInput;
    }
  };
}

/** A tanh layer with another slope, from its last input and output. */
function tanhWith(
  slope: (input: Tensor, output: Tensor) => Tensor,
  backward = (gradOutput: Tensor, factor: Tensor) => gradOutput.mul(factor),
): SequentialModule["Tanh"] {
  return class implements Layer {
    readonly parameters: readonly Tensor[] = [];
    readonly gradients: readonly Tensor[] = [];
    #input: Tensor | undefined;
    forward(input: Tensor): Tensor {
      this.#input = input;
      return input.tanh();
    }
    backward(gradOutput: Tensor): Tensor {
      if (!this.#input) throw new Error("backward: expected a call of forward.");
      return backward(gradOutput, slope(this.#input, this.#input.tanh()));
    }
  };
}

interface Change {
  readonly check?: (layers: readonly Layer[]) => void;
  readonly forward?: (layers: readonly Layer[], input: Tensor) => Tensor;
  readonly backward?: (layers: readonly Layer[], gradOutput: Tensor) => Tensor;
  readonly parametersOf?: (layers: readonly Layer[]) => readonly Tensor[];
  readonly assign?: (layers: readonly Layer[], parameters: readonly Tensor[]) => void;
  readonly gradientsOf?: (layers: readonly Layer[]) => readonly Tensor[];
  readonly checkAssigned?: boolean;
}

const shapesOf = (tensors: readonly Tensor[]): string => tensors.map(({ shape }) => shape.join()).join(";");
const parametersOf = (layers: readonly Layer[]): Tensor[] => layers.flatMap((layer) => layer.parameters);
const gradientsOf = (layers: readonly Layer[]): Tensor[] => layers.flatMap((layer) => layer.gradients);

function assign(layers: readonly Layer[], parameters: readonly Tensor[]): void {
  let start = 0;
  for (const layer of layers) {
    const end = start + layer.parameters.length;
    if (end > start) layer.parameters = parameters.slice(start, end);
    start = end;
  }
}

/** A Sequential that does something else with its layers. */
export function sequentialWith(change: Change): SequentialModule["Sequential"] {
  return class implements Layer {
    readonly #layers: Layer[];

    constructor(layers: readonly Layer[]) {
      this.#layers = [...layers];
      chains.add(this);
      if (change.check) change.check(layers);
      else if (new Set(layers).size < layers.length) throw new RangeError("Sequential: expected layers of their own.");
    }

    get parameters(): readonly Tensor[] {
      return (change.parametersOf ?? parametersOf)(this.#layers);
    }

    set parameters(parameters: readonly Tensor[]) {
      if ((change.checkAssigned ?? true) && shapesOf(parameters) !== shapesOf(this.parameters))
        throw new Error("Sequential: expected parameters of the old shapes.");
      (change.assign ?? assign)(this.#layers, parameters);
    }

    get gradients(): readonly Tensor[] {
      return (change.gradientsOf ?? gradientsOf)(this.#layers);
    }

    forward(input: Tensor): Tensor {
      if (change.forward) return change.forward(this.#layers, input);
      return this.#layers.reduce((hidden, layer) => layer.forward(hidden), input);
    }

    backward(gradOutput: Tensor): Tensor {
      if (change.backward) return change.backward(this.#layers, gradOutput);
      return this.#layers.reduceRight((gradient, layer) => layer.backward(gradient), gradOutput);
    }
  };
}

const chains = new WeakSet<Layer>();
const isSingle = (layer: Layer): boolean => !chains.has(layer);

export default mistakes<SequentialModule>({
  "backward in the order of forward": {
    looksLike: "The backward pass begins with the first layer; it must begin with the last.",
    reread: "dL/dh_{l−1} = (dh_l/dh_{l−1})ᵀ dL/dh_l for l = L, …, 1",
    Sequential: sequentialWith({
      backward: (layers, gradOutput) => layers.reduce((gradient, layer) => layer.backward(gradient), gradOutput),
    }),
  },
  "list of layers turned round for good": {
    looksLike: "The backward pass reverses the list of layers itself, so that the next forward pass begins at the end.",
    reread: "y = f_L(… f_2(f_1(x))), in every pass",
    Sequential: sequentialWith({
      backward: (layers, gradOutput) => {
        (layers as Layer[]).splice(0, layers.length, ...layers.toReversed());
        return layers.reduce((gradient, layer) => layer.backward(gradient), gradOutput);
      },
    }),
  },
  "every layer gets the input": {
    looksLike: "Each layer is fed with the input of the whole, not with what the layer before it gave.",
    reread: "y = f_L(… f_2(f_1(x)))",
    Sequential: sequentialWith({
      forward: (layers, input) => layers.map((layer) => layer.forward(input)).at(-1)!,
    }),
  },
  "every layer gets gradOutput": {
    looksLike: "Each layer gets the gradient of the whole output, not what the layer behind it has handed back.",
    reread: "dL/dh_{l−1} = (dh_l/dh_{l−1})ᵀ dL/dh_l",
    Sequential: sequentialWith({
      backward: (layers, gradOutput) =>
        layers
          .toReversed()
          .map((layer) => layer.backward(gradOutput))
          .at(-1)!,
    }),
  },
  "last layer left out": {
    looksLike: "The last layer is not called; what comes before it is given.",
    reread: "y = f_L(… f_2(f_1(x))), f_L too",
    Sequential: sequentialWith({
      forward: (layers, input) => layers.slice(0, -1).reduce((hidden, layer) => layer.forward(hidden), input),
      backward: (layers, gradOutput) =>
        layers.slice(0, -1).reduceRight((gradient, layer) => layer.backward(gradient), gradOutput),
    }),
  },
  "gradients in the order in which they came": {
    looksLike: "The gradients are listed from the last layer to the first, the parameters from the first to the last.",
    reread: "gradients: in the order of the parameters",
    Sequential: sequentialWith({ gradientsOf: (layers) => gradientsOf(layers.toReversed()) }),
  },
  "chains inside left out": {
    looksLike:
      "Parameters and gradients are collected from single layers alone; those of a Sequential inside are missing.",
    reread: "A Sequential is a layer, so it may stand in another one",
    Sequential: sequentialWith({
      parametersOf: (layers) => parametersOf(layers.filter(isSingle)),
      gradientsOf: (layers) => gradientsOf(layers.filter(isSingle)),
      assign: (layers, parameters) => assign(layers.filter(isSingle), parameters),
    }),
  },
  "new parameters not handed on": {
    looksLike: "Assigning parameters does not change the layers: they go on with the old ones.",
    reread: "parameters: assigning puts in new tensors",
    Sequential: sequentialWith({ assign: () => undefined }),
  },
  "new parameters for the first layer alone": {
    looksLike: "Assigning parameters reaches the first layer; the others keep their old ones.",
    reread: "parameters: those of all layers, the first layer's first",
    Sequential: sequentialWith({ assign: (layers, parameters) => assign(layers.slice(0, 1), parameters) }),
  },
  "same layer accepted twice": {
    looksLike:
      "One layer object may stand at two places, though the second pass through it overwrites what the first left.",
    reread: "RangeError: when a layer stands there twice",
    Sequential: sequentialWith({ check: () => undefined }),
  },
  "surplus parameters accepted": {
    looksLike: "More parameters than the layers have are accepted, and those left over are forgotten without a word.",
    reread: "ShapeError: when there are not as many tensors as before",
    Sequential: sequentialWith({ checkAssigned: false }),
  },
  "gradients added up over passes": {
    looksLike: "A linear layer adds each pass to the gradients of those before.",
    reread: "gradients: by the last backward pass alone",
    Linear: linearWith({
      gradients: (right, old) => right.map((gradient, index) => gradient.add(old[index]!)),
    }),
  },
  "first input kept for ever": {
    looksLike: "A linear layer keeps the input of its first forward pass and goes back with that.",
    reread: "backward: for the last input that went forward",
    Linear: linearWith({ keep: (input, kept) => kept ?? input }),
  },
  "one memory for all layers": {
    looksLike:
      "All linear layers keep their input at one place, so that the last to go forward overwrites the others'.",
    reread: "What the backward pass needs of the forward pass, a layer keeps itself",
    Linear: linearWith({ place: { input: undefined } }),
  },
  "gradients averaged over the batch": {
    looksLike: "The gradients of weight and bias are divided by the number of examples, as the loss has already done.",
    reread: "dL/dW = Σ Gᵀ x, dL/db = Σ G",
    Linear: linearWith({ gradients: (right, _, input) => right.map((gradient) => gradient.div(input.shape[0]!)) }),
  },
  "bias's gradient left out": {
    looksLike: "The bias gets no gradient.",
    reread: "dL/db = Σ G",
    Linear: linearWith({ gradients: ([gradWeight, gradBias]) => [gradWeight!, zeros(gradBias!.shape)] }),
  },
  "gradient not sent through the weight": {
    looksLike: "The gradient of a linear layer's input is turned round: gradOutput meets Wᵀ, not W.",
    reread: "dL/dx = G W",
    Linear: linearWith({
      gradInput: (_, gradOutput, weight) => gradOutput.matmul(weight.T.reshape(weight.shape)),
    }),
  },
  "tanh's slope from its input": {
    looksLike: "The slope of tanh is taken as 1 − z² with its input z; the square is of its output.",
    reread: "da/dz = 1 − a²",
    Tanh: tanhWith((input) => input.square().neg().add(1)),
  },
  "slope of sigmoid for tanh": {
    looksLike: "The slope of tanh is taken as a (1 − a), which is that of the sigmoid.",
    reread: "da/dz = 1 − a²",
    Tanh: tanhWith((_, output) => output.sub(output.square())),
  },
  "tanh without a slope": {
    looksLike: "The tanh layer hands gradOutput back as it is.",
    reread: "da/dz = 1 − a²",
    Tanh: tanhWith((input) => ones(input.shape)),
  },
  "tanh's slope without gradOutput": {
    looksLike: "The tanh layer hands its slope back, whatever gradOutput is.",
    reread: "backward: from dL/d(output) to dL/d(input)",
    Tanh: tanhWith(
      (_, output) => output.square().neg().add(1),
      (_, factor) => factor,
    ),
  },
});
