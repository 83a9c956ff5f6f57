import { arange, ones, zeros, type Random, type Tensor } from "#tensor";
import { softmax } from "#reference/02-activations/softmax.ts";
import { Adam } from "#reference/08-optimisers/adam.ts";
import { mlp, mlpBackward, mlpDeltas, type Activation, type LayerParameters } from "#reference/07-backprop/mlp.ts";
import { mistakes } from "#graders/spec/authoring.ts";

type Module = typeof import("#reference/07-backprop/mlp.ts");

const value: { readonly [name in Activation]: (z: Tensor) => Tensor } = {
  tanh: (z) => z.tanh(),
  sigmoid: (z) => z.neg().exp().add(1).pow(-1),
  relu: (z) => z.maximum(0),
};
const slopeOfValue: { readonly [name in Activation]: (a: Tensor) => Tensor } = {
  tanh: (a) => a.square().neg().add(1),
  sigmoid: (a) => a.sub(a.square()),
  relu: (a) => a.greater(0),
};

interface Forward {
  readonly activate?: (z: Tensor, activation: Activation, isLast: boolean) => Tensor;
  readonly net?: (input: Tensor, layer: LayerParameters) => Tensor;
}

/** A forward pass with other units. */
function forwardWith({ activate, net }: Forward): Module["mlp"] {
  return (input, layers, { activation = "tanh" } = {}) => {
    mlp(input, layers, { activation }); // refuses what does not fit
    return layers.reduce((a, layer, index) => {
      const isLast = index === layers.length - 1;
      const z = net?.(a, layer) ?? a.matmul(layer.weight.T).add(layer.bias);
      return activate?.(z, activation, isLast) ?? (isLast ? z : value[activation](z));
    }, input);
  };
}

interface Pass {
  readonly nets: readonly Tensor[];
  readonly values: readonly Tensor[];
  readonly layers: readonly LayerParameters[];
  readonly activation: Activation;
}

interface Backward {
  /** f' of the layer with this index, from 0. */
  readonly slope?: (pass: Pass, index: number) => Tensor;
  readonly through?: (delta: Tensor, weight: Tensor) => Tensor;
  readonly last?: (gradOutput: Tensor, pass: Pass) => Tensor;
}

function passOf(input: Tensor, layers: readonly LayerParameters[], activation: Activation): Pass {
  mlp(input, layers, { activation }); // refuses what does not fit
  const [nets, values]: [Tensor[], Tensor[]] = [[], [input]];
  for (const { weight, bias } of layers) {
    nets.push(values.at(-1)!.matmul(weight.T).add(bias));
    values.push(value[activation](nets.at(-1)!));
  }
  return { nets, values, layers, activation };
}

const rightSlope = ({ values, activation }: Pass, index: number): Tensor =>
  slopeOfValue[activation](values[index + 1]!);

/** Deltas worked out in another way, and gradients from them. */
function deltasWith({ slope = rightSlope, through = (delta, weight) => delta.matmul(weight), last }: Backward) {
  const deltas: Module["mlpDeltas"] = (input, layers, gradOutput, { activation = "tanh" } = {}) => {
    const pass = passOf(input, layers, activation);
    const found = [last?.(gradOutput, pass) ?? gradOutput];
    for (let index = layers.length - 2; index >= 0; index--)
      found.unshift(through(found[0]!, layers[index + 1]!.weight).mul(slope(pass, index)));
    return found;
  };
  return deltas;
}

type Change = (delta: Tensor, before: Tensor, pass: Pass, index: number) => Partial<LayerParameters>;

/** The right deltas with other gradients. */
function gradientsWith(change: Change, gradInput?: (delta: Tensor, weight: Tensor) => Tensor): Module["mlpBackward"] {
  return (input, layers, gradOutput, { activation = "tanh" } = {}) => {
    const right = mlpBackward(input, layers, gradOutput, { activation });
    const pass = passOf(input, layers, activation);
    const deltas = mlpDeltas(input, layers, gradOutput, { activation });
    return {
      gradInput: gradInput?.(deltas[0]!, layers[0]!.weight) ?? right.gradInput,
      gradLayers: right.gradLayers.map((layer, l) => ({ ...layer, ...change(deltas[l]!, pass.values[l]!, pass, l) })),
    };
  };
}

interface Training {
  readonly start?: (random: Random, shape: readonly number[]) => Tensor;
  readonly targets?: (labels: Tensor, classes: number) => Tensor;
  readonly direction?: number;
  readonly hidden?: number;
  readonly steps?: number;
}

function trainWith(change: Training): Module["trainMlp"] {
  const { direction = 1, hidden = 16, steps = 150 } = change;
  const start = change.start ?? ((random, shape) => random.normal(shape, 0, 1 / Math.sqrt(shape[1]!)));
  return (input, labels, random) => {
    const classes = labels.max().item() + 1;
    const targets = (change.targets ?? ((ids, count) => ids.expandDims(1).equal(arange(count))))(labels, classes);
    let layers: readonly LayerParameters[] = [
      { weight: start(random, [hidden, input.shape[1]!]), bias: zeros([hidden]) },
      { weight: start(random, [classes, hidden]), bias: zeros([classes]) },
    ];
    const optimiser = new Adam({ learningRate: 0.05 });
    for (let step = 0; step < steps; step++) {
      const gradLogits = softmax(mlp(input, layers)).sub(targets).div(labels.size);
      const { gradLayers } = mlpBackward(input, layers, gradLogits);
      const list = (all: readonly LayerParameters[]): Tensor[] => all.flatMap(({ weight, bias }) => [weight, bias]);
      const gradients = list(gradLayers).map((gradient) => gradient.mul(direction));
      const [weight1, bias1, weight2, bias2] = optimiser.step(list(layers), gradients) as [
        Tensor,
        Tensor,
        Tensor,
        Tensor,
      ];
      layers = [
        { weight: weight1, bias: bias1 },
        { weight: weight2, bias: bias2 },
      ];
    }
    return [...layers];
  };
}

export default mistakes<Module>({
  "activation on the output": {
    looksLike: "The outputs go through the activation, too.",
    reread: "the output is z_L, not f(z_L)",
    mlp: forwardWith({ activate: (z, activation) => value[activation](z) }),
  },
  "no activation": {
    looksLike: "The layers follow each other without an activation: together they are one linear layer.",
    reread: "a_l = f(z_l)",
    mlp: forwardWith({ activate: (z) => z }),
  },
  "activation before the weights": {
    looksLike: "Each layer applies the activation to what it gets, so that the input itself goes through it.",
    reread: "a_0 = x",
    mlp: (input, layers, { activation = "tanh" } = {}) => {
      mlp(input, layers, { activation }); // refuses what does not fit
      return layers.reduce((a, { weight, bias }) => value[activation](a).matmul(weight.T).add(bias), input);
    },
  },
  "always tanh": {
    looksLike: "The hidden units have tanh, whatever activation is asked for.",
    reread: "options.activation: f",
    mlp: forwardWith({ activate: (z, _, isLast) => (isLast ? z : z.tanh()) }),
  },
  "sigmoid when nothing is said": {
    looksLike: "Without the option the hidden units have the sigmoid; tanh is what it says.",
    reread: "options.activation: tanh when left out",
    mlp: (input, layers, options) => mlp(input, layers, { activation: "sigmoid", ...options }),
  },
  "hidden bias left out": {
    looksLike: "No layer adds its bias.",
    reread: "z_l = a_{l−1} W_lᵀ + b_l",
    mlp: forwardWith({ net: (input, { weight }) => input.matmul(weight.T) }),
  },
  "softmax on the output": {
    looksLike: "The outputs are probabilities; logits are asked for.",
    reread: "returns z_L: logits",
    mlp: (input, layers, options) => softmax(mlp(input, layers, options)),
  },
  "slope left out": {
    looksLike: "The δ of the hidden units lack the slope of their activation.",
    reread: "δ_l = (δ_{l+1} W_{l+1}) ∘ f'(z_l)",
    mlpDeltas: deltasWith({ slope: ({ nets }, index) => ones(nets[index]!.shape) }),
  },
  "slope from the net input": {
    looksLike: "The slope is calculated from z as if it were a: 1 − z² for tanh, z (1 − z) for the sigmoid.",
    reread: "f'(z) = 1 − a² for tanh, with a = tanh z",
    mlpDeltas: deltasWith({ slope: ({ nets, activation }, index) => slopeOfValue[activation](nets[index]!) }),
  },
  "slope taken twice": {
    looksLike: "The slope is calculated from f(a): the activation was applied to what had been through it already.",
    reread: "f'(z_l), with z_l before the activation",
    mlpDeltas: deltasWith({
      slope: ({ values, activation }, index) => slopeOfValue[activation](value[activation](values[index + 1]!)),
    }),
  },
  "slope of sigmoid for every activation": {
    looksLike: "The slope is a (1 − a) for every activation; that is the sigmoid's.",
    reread: "f': the slope of the activation that was used",
    mlpDeltas: deltasWith({ slope: ({ values }, index) => slopeOfValue.sigmoid(values[index + 1]!) }),
  },
  "slope of relu from the gradient": {
    looksLike: "relu cuts the gradient where the gradient is negative, not where its input is.",
    reread: "relu'(z) = 1[z > 0]",
    mlpDeltas: (input, layers, gradOutput, options = {}) => {
      if (options.activation !== "relu") return mlpDeltas(input, layers, gradOutput, options);
      return deltasWith({ slope: () => ones([1]), through: (delta, weight) => delta.matmul(weight).maximum(0) })(
        input,
        layers,
        gradOutput,
        options,
      );
    },
  },
  "slope on the output": {
    looksLike: "The δ of the last layer has the slope of the activation in it, though the last layer has none.",
    reread: "δ_L = dL/dz_L",
    mlpDeltas: deltasWith({
      last: (gradOutput, pass) => gradOutput.mul(rightSlope(pass, pass.layers.length - 1)),
    }),
  },
  "only the last hidden layer reached": {
    looksLike: "The δ of the first layers are 0: the walk back ends too early.",
    reread: "δ_l for l = L − 1, …, 1",
    mlpDeltas: (input, layers, gradOutput, options) =>
      mlpDeltas(input, layers, gradOutput, options).map((delta, l) => (l < layers.length - 2 ? delta.mul(0) : delta)),
  },
  "weight's gradient averaged": {
    looksLike:
      "The gradients of the weights are divided by the number of examples; gradOutput holds that factor already.",
    reread: "dL/dW_l = δ_lᵀ a_{l−1}",
    mlpBackward: gradientsWith((delta, before) => ({ weight: delta.T.matmul(before).div(before.shape[0]!) })),
  },
  "bias's gradient averaged": {
    looksLike: "The gradients of the biases are means over the examples.",
    reread: "dL/db_l = Σ_n δ_l",
    mlpBackward: gradientsWith((delta) => ({ bias: delta.mean(0) })),
  },
  "net inputs for values": {
    looksLike: "The gradients of the weights are made with z of the layer before, not with a = f(z).",
    reread: "dL/dW_l = δ_lᵀ a_{l−1}",
    mlpBackward: gradientsWith((delta, before, { nets }, index) => ({
      weight: delta.T.matmul(index === 0 ? before : nets[index - 1]!),
    })),
  },
  "weight's gradient turned round": {
    looksLike: "The entries of each weight's gradient stand as in aᵀ δ, which is the transpose.",
    reread: "dL/dW_l = δ_lᵀ a_{l−1}, of the shape of W_l",
    mlpBackward: gradientsWith((delta, before) => ({
      weight: before.T.matmul(delta).reshape([delta.shape[1]!, before.shape[1]!]),
    })),
  },
  "last example only": {
    looksLike: "The gradients come from the last example alone: those of the others were overwritten (= for +=).",
    reread: "dL/dW_l = δ_lᵀ a_{l−1}, dL/db_l = Σ_n δ_l: sums over the examples",
    mlpBackward: gradientsWith((delta, before) => ({
      weight: delta.slice([-1, null]).T.matmul(before.slice([-1, null])),
      bias: delta.slice(-1),
    })),
  },
  "input's gradient is the first delta times the slope of the input": {
    looksLike: "The gradient of the input is multiplied by a slope, as if the input were a hidden layer.",
    reread: "dL/dx = δ_1 W_1",
    mlpBackward: (input, layers, gradOutput, options) => {
      const right = mlpBackward(input, layers, gradOutput, options);
      return { ...right, gradInput: right.gradInput.mul(slopeOfValue[options?.activation ?? "tanh"](input)) };
    },
  },
  "weights start at 0": {
    looksLike: "All weights start at 0: the hidden units stay alike and get no gradient.",
    reread: "weights at random, or all hidden units would stay alike",
    trainMlp: trainWith({ start: (_, shape) => zeros(shape) }),
  },
  uphill: {
    looksLike: "The steps go along the gradient, not against it.",
    reread: "learns by descending the cross-entropy",
    trainMlp: trainWith({ direction: -1, steps: 60 }),
  },
  "hidden units all alike": {
    looksLike: "All weights start with one number, so that all hidden units stay alike: they are one.",
    reread: "weights at random, or all hidden units would stay alike",
    trainMlp: trainWith({ start: (_, shape) => zeros(shape).add(0.5) }),
  },
  "labels left out": {
    looksLike: "The labels are not subtracted from the probabilities.",
    reread: "dL/dz = (softmax(z) − one-hot labels) / N",
    trainMlp: trainWith({ targets: (labels, classes) => zeros([labels.size, classes]), steps: 60 }),
  },
  "too few hidden units": {
    looksLike: "Two hidden units draw two lines; a ring needs more.",
    reread: "what the hidden layer must be able to draw",
    trainMlp: trainWith({ hidden: 2 }),
  },
});
