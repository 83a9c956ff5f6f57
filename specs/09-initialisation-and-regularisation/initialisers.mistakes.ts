import { mistakes } from "#graders/spec/authoring.ts";
import {
  fans,
  he,
  orthogonal,
  trainFrom,
  xavier,
  type Network,
} from "#reference/09-initialisation-and-regularisation/initialisers.ts";
import { eye, type Tensor } from "#tensor";

type Module = typeof import("#reference/09-initialisation-and-regularisation/initialisers.ts");

/** The weights of the right one, multiplied by something that depends on the fans and the options. */
const scaledXavier =
  (factor: (fanIn: number, fanOut: number, isUniform: boolean, gain: number) => number): Module["xavier"] =>
  (shape, random, options = {}) => {
    const { distribution = "uniform", gain = 1 } = options;
    const { fanIn, fanOut } = fans(shape);
    return xavier(shape, random, options).mul(factor(fanIn, fanOut, distribution === "uniform", gain));
  };

const scaledHe =
  (factor: (fan: number, isUniform: boolean, slope: number) => number): Module["he"] =>
  (shape, random, options = {}) => {
    const { distribution = "normal", mode = "fanIn", slope = 0 } = options;
    return he(shape, random, options).mul(factor(fans(shape)[mode], distribution === "uniform", slope));
  };

const product = (sizes: readonly number[]): number => sizes.reduce((size, length) => size * length, 1);

interface Gradients {
  readonly hidden: Tensor;
  readonly output: Tensor;
}

/** A descent with another step. */
const descendBy =
  (step: (network: Network, input: Tensor, targets: Tensor, rate: number) => Network): Module["trainFrom"] =>
  (start, input, targets, { learningRate = 0.1, steps = 100 } = {}) => {
    let network = start;
    for (let k = 0; k < steps; k++) network = step(network, input, targets, learningRate);
    return network;
  };

/** The step of the right one is its gradient times the rate. */
const gradients = (network: Network, input: Tensor, targets: Tensor): Gradients => {
  const next = trainFrom(network, input, targets, { learningRate: 1, steps: 1 });
  return { hidden: network.hidden.sub(next.hidden), output: network.output.sub(next.output) };
};

export default mistakes<Module>({
  "fans exchanged": {
    looksLike: "Fan-in and fan-out have changed places: the weight is read as [in, out].",
    reread: "shape: [out, in] or [out, in, kh, kw]",
    fans: (shape) => {
      const { fanIn, fanOut } = fans(shape);
      return { fanIn: fanOut, fanOut: fanIn };
    },
  },
  "kernel not counted": {
    looksLike: "The positions of the kernel are not counted: only channels are.",
    reread: "fanIn = in · kh · kw, fanOut = out · kh · kw",
    fans: (shape) => {
      fans(shape);
      return { fanIn: shape[1]!, fanOut: shape[0]! };
    },
  },
  "kernel counted once": {
    looksLike: "The positions of the kernel count for the fan-in and not for the fan-out.",
    reread: "fanOut = out · kh · kw",
    fans: (shape) => ({ ...fans(shape), fanOut: shape[0]! }),
  },
  "all weights as fan-in": {
    looksLike: "The fan-in counts all weights of the layer, those of other outputs too.",
    reread: "fanIn = in · kh · kw",
    fans: (shape) => ({ ...fans(shape), fanIn: product(shape) }),
  },
  "fans of a bias": {
    looksLike: "A shape of one axis gets fans.",
    reread: "a bias has no fans, and starts at 0",
    fans: (shape) => (shape.length < 2 ? { fanIn: shape[0]!, fanOut: shape[0]! } : fans(shape)),
  },
  "Xavier: variance for the standard deviation": {
    looksLike: "The variance is used where the standard deviation belongs, so that the weights are far too small.",
    reread: "Var[w] = gain² · 2 / (fanIn + fanOut): the variance, not its root",
    xavier: scaledXavier((fanIn, fanOut, _, gain) => gain * Math.sqrt(2 / (fanIn + fanOut))),
  },
  "Xavier: standard deviation as the bound": {
    looksLike: "Uniform weights lie within one standard deviation: the factor √3 of the bound is missing.",
    reread: "uniform in ±√(3 Var[w])",
    xavier: scaledXavier((_fanIn, _fanOut, isUniform) => (isUniform ? 1 / Math.sqrt(3) : 1)),
  },
  "Xavier: fan-in alone": {
    looksLike: "The variance is 1 / fanIn: the fan-out plays no part.",
    reread: "Var[w] = gain² · 2 / (fanIn + fanOut)",
    xavier: scaledXavier((fanIn, fanOut) => Math.sqrt((fanIn + fanOut) / (2 * fanIn))),
  },
  "Xavier: one for two": {
    looksLike: "The variance is half of what it should be: 1 / (fanIn + fanOut).",
    reread: "Var[w] = gain² · 2 / (fanIn + fanOut)",
    xavier: scaledXavier(() => Math.SQRT1_2),
  },
  "Xavier: gain not squared": {
    looksLike: "The variance is multiplied by the gain, not by its square.",
    reread: "Var[w] = gain² · 2 / (fanIn + fanOut)",
    xavier: scaledXavier((_fanIn, _fanOut, _isUniform, gain) => 1 / Math.sqrt(gain)),
  },
  "Xavier: gain ignored": {
    looksLike: "The gain plays no part.",
    reread: "Var[w] = gain² · 2 / (fanIn + fanOut)",
    xavier: scaledXavier((_fanIn, _fanOut, _isUniform, gain) => 1 / gain),
  },
  "Xavier: positive weights": {
    looksLike: "Uniform weights lie between 0 and the bound: none is negative.",
    reread: "mean 0; uniform in ±√(3 Var[w])",
    xavier: (shape, random, options) => {
      const weights = xavier(shape, random, options);
      const bound = Math.sqrt(6 / (fans(shape).fanIn + fans(shape).fanOut)) * (options?.gain ?? 1);
      return options?.distribution === "normal" ? weights : weights.add(bound).div(2);
    },
  },
  "Xavier: always uniform": {
    looksLike: "The weights are uniform where normal ones were asked for.",
    reread: 'options.distribution: "uniform" or "normal"',
    xavier: (shape, random, options) => xavier(shape, random, { ...options, distribution: "uniform" }),
  },
  "Xavier: one row for all": {
    looksLike: "One row of weights is drawn and used for every unit: they all start alike.",
    reread: "independent weights",
    xavier: (shape, random, options) => xavier(shape, random, options).slice([0, 1]).broadcastTo(shape),
  },
  "He: variance for the standard deviation": {
    looksLike: "The variance is used where the standard deviation belongs, so that the weights are far too small.",
    reread: "Var[w] = 2 / ((1 + a²) fan): the variance, not its root",
    he: scaledHe((fan, _, slope) => Math.sqrt(2 / ((1 + slope ** 2) * fan))),
  },
  "He: standard deviation as the bound": {
    looksLike: "Uniform weights lie within one standard deviation: the factor √3 of the bound is missing.",
    reread: "uniform in ±√(3 Var[w])",
    he: scaledHe((_, isUniform) => (isUniform ? 1 / Math.sqrt(3) : 1)),
  },
  "He: variance for linear units": {
    looksLike: "The variance is 1 / fan; a rectifier, which loses half of the values, asks for twice that.",
    reread: "Var[w] = 2 / ((1 + a²) fan)",
    he: scaledHe(() => Math.SQRT1_2),
  },
  "He: always fan-in": {
    looksLike: "The fan-in counts, whichever mode was asked for.",
    reread: 'options.mode: "fanIn" or "fanOut"',
    he: (shape, random, options) => he(shape, random, { ...options, mode: "fanIn" }),
  },
  "He: the other fan": {
    looksLike: "The fan-out counts where the fan-in should, and the other way round.",
    reread: 'options.mode: "fanIn" or "fanOut"',
    he: (shape, random, { mode = "fanIn", ...options } = {}) =>
      he(shape, random, { ...options, mode: mode === "fanIn" ? "fanOut" : "fanIn" }),
  },
  "He: slope not squared": {
    looksLike: "The slope stands in 1 + a, not squared.",
    reread: "Var[w] = 2 / ((1 + a²) fan)",
    he: scaledHe((_fan, _isUniform, slope) => Math.sqrt((1 + slope ** 2) / (1 + slope))),
  },
  "He: slope ignored": {
    looksLike: "The slope plays no part.",
    reread: "Var[w] = 2 / ((1 + a²) fan)",
    he: (shape, random, { slope: _, ...options } = {}) => he(shape, random, options),
  },
  "He: always normal": {
    looksLike: "The weights are normal where uniform ones were asked for.",
    reread: 'options.distribution: "uniform" or "normal"',
    he: (shape, random, options) => he(shape, random, { ...options, distribution: "normal" }),
  },
  "rows of length 1, not orthogonal": {
    looksLike: "Each row is scaled to length 1, but nothing makes it orthogonal to the others.",
    reread: "W Wᵀ = gain² I: zeros off the diagonal",
    orthogonal: (shape, random, { gain = 1 } = {}) => {
      const rows = random.normal([shape[0]!, fans(shape).fanIn]);
      const lengths = rows.square().sum(1, { keepDims: true }).sqrt();
      return rows.div(lengths).mul(gain).reshape(shape);
    },
  },
  "orthogonal, but not of length 1": {
    looksLike: "The rows are orthogonal to each other, but keep the lengths that they had.",
    reread: "W Wᵀ = gain² I: gain² on the diagonal",
    orthogonal: (shape, random, options) => orthogonal(shape, random, options).mul(Math.sqrt(fans(shape).fanIn)),
  },
  "orthogonal without gain": {
    looksLike: "The gain plays no part.",
    reread: "W Wᵀ = gain² I",
    orthogonal: (shape, random) => orthogonal(shape, random),
  },
  "root of the gain": {
    looksLike: "The lengths are the root of the gain.",
    reread: "W Wᵀ = gain² I",
    orthogonal: (shape, random, { gain = 1 } = {}) => orthogonal(shape, random, { gain: Math.sqrt(gain) }),
  },
  "the identity": {
    looksLike: "The matrix is that of the identity, cut to size: nothing is random about it.",
    reread: "a random matrix; all directions are equally likely",
    orthogonal: (shape, _random, { gain = 1 } = {}) => {
      const [rows, columns] = [shape[0]!, fans(shape).fanIn];
      return eye(Math.max(rows, columns)).slice([0, rows], [0, columns]).mul(gain).reshape(shape);
    },
  },
  "all signs alike": {
    looksLike: "The first entry of every row is positive: half of all directions never come up.",
    reread: "all directions are equally likely",
    orthogonal: (shape, random, options) => {
      const weights = orthogonal(shape, random, options);
      const first = weights.reshape([shape[0]!, -1]).slice(null, [0, 1]).sign();
      return weights.reshape([shape[0]!, -1]).mul(first).reshape(shape);
    },
  },
  "trains uphill": {
    looksLike: "The gradient is added: the loss grows with every step.",
    reread: "gradient descent: w ← w − η dL/dw",
    trainFrom: (start, input, targets, { learningRate = 0.1, ...options } = {}) =>
      trainFrom(start, input, targets, { ...options, learningRate: -learningRate }),
  },
  "trains on the sum": {
    looksLike: "The gradients are summed over the examples; the division by N is missing.",
    reread: "L = 1/(2N) Σ_n ‖ŷ_n − y_n‖²",
    trainFrom: (start, input, targets, { learningRate = 0.1, ...options } = {}) =>
      trainFrom(start, input, targets, { ...options, learningRate: learningRate * input.shape[0]! }),
  },
  "twice the gradient": {
    looksLike: "The gradients are twice as large: the loss is taken without its ½.",
    reread: "L = 1/(2N) Σ_n ‖ŷ_n − y_n‖²",
    trainFrom: (start, input, targets, { learningRate = 0.1, ...options } = {}) =>
      trainFrom(start, input, targets, { ...options, learningRate: 2 * learningRate }),
  },
  "one after the other": {
    looksLike: "V steps first, and the gradient of W goes through the new V.",
    reread: "both W and V stepping at once",
    trainFrom: descendBy((network, input, targets, rate) => {
      const output = network.output.sub(gradients(network, input, targets).output.mul(rate));
      // The errors are those of the old V; only the way back uses the new one.
      const activations = input.matmul(network.hidden.T).tanh();
      const errors = activations.matmul(network.output.T).sub(targets).div(input.shape[0]!);
      const gradSums = errors.matmul(output).mul(activations.square().neg().add(1));
      return { hidden: network.hidden.sub(gradSums.T.matmul(input).mul(rate)), output };
    }),
  },
  "slope of tanh forgotten": {
    looksLike: "The gradient of W goes straight through the tanh: the factor 1 − h² is missing.",
    reread: "h_n = tanh(W x_n), whose slope is 1 − h²",
    trainFrom: descendBy((network, input, targets, rate) => {
      const activations = input.matmul(network.hidden.T).tanh();
      const errors = activations.matmul(network.output.T).sub(targets).div(input.shape[0]!);
      return {
        hidden: network.hidden.sub(errors.matmul(network.output).T.matmul(input).mul(rate)),
        output: network.output.sub(errors.T.matmul(activations).mul(rate)),
      };
    }),
  },
  "hidden layer fixed": {
    looksLike: "Only V learns; W stays as it was.",
    reread: "both W and V stepping at once",
    trainFrom: descendBy((network, input, targets, rate) => ({
      hidden: network.hidden,
      output: network.output.sub(gradients(network, input, targets).output.mul(rate)),
    })),
  },
});
