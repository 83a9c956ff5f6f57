import { stack, tensor, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import type { Activation } from "#reference/07-backprop/mlp.ts";
import {
  drawWeights,
  gradientNorms,
  gradientVerdict,
  layerGain,
  meanRatio,
} from "#reference/07-backprop/vanishing-gradients.ts";

type Module = typeof import("#reference/07-backprop/vanishing-gradients.ts");

const curves: { readonly [name in Activation]: (z: number) => number } = {
  tanh: Math.tanh,
  sigmoid: (z) => 1 / (1 + Math.exp(-z)),
  relu: (z) => Math.max(0, z),
};
const slopes: { readonly [name in Activation]: (a: number) => number } = {
  tanh: (a) => 1 - a * a,
  sigmoid: (a) => a * (1 - a),
  relu: (a) => (a > 0 ? 1 : 0),
};

interface Layer {
  readonly activation: Activation;
  /** Which one it is, the last being `depth`. */
  readonly l: number;
  readonly depth: number;
  /** z_l, a_l and a_{l−1}. */
  readonly net: Tensor;
  readonly value: Tensor;
  readonly before: Tensor;
  readonly weight: Tensor;
  /** dL/da_l */
  readonly grad: Tensor;
}

interface Steps {
  readonly delta?: (layer: Layer) => Tensor;
  readonly back?: (delta: Tensor, layer: Layer) => Tensor;
  readonly norm?: (delta: Tensor, layer: Layer) => Tensor;
  readonly finish?: (norms: number[]) => number[];
}

const rightDelta = ({ grad, value, activation }: Layer): Tensor => grad.mul(value.map(slopes[activation]));
const length = (gradient: Tensor): Tensor => gradient.square().sum().sqrt();

/** The way back, with some of its steps done in another way. */
function backWith({
  delta: deltaOf = rightDelta,
  back = (delta, { weight }) => delta.matmul(weight),
  norm = (delta, { before }) => length(delta.T.matmul(before)),
  finish = (norms) => norms,
}: Steps): Module["gradientNorms"] {
  return (input, weights, gradOutput, options = {}) => {
    gradientNorms(input, weights, gradOutput, options); // refuses what does not fit
    const { activation = "tanh" } = options;
    const depth = weights.shape[0]!;
    const [nets, values]: [Tensor[], Tensor[]] = [[input], [input]];
    for (let l = 1; l <= depth; l++) {
      nets.push(values[l - 1]!.matmul(weights.slice(l - 1).T));
      values.push(nets[l]!.map(curves[activation]));
    }
    const norms: number[] = [];
    let grad = gradOutput;
    for (let l = depth; l > 0; l--) {
      const [net, value, before] = [nets[l]!, values[l]!, values[l - 1]!];
      const layer = { activation, l, depth, net, value, before, weight: weights.slice(l - 1), grad };
      const delta = deltaOf(layer);
      norms.unshift(norm(delta, layer).item());
      grad = back(delta, layer);
    }
    return tensor(finish(norms));
  };
}

const squaredSlopes = { sigmoid: 1 / 16, tanh: 1, relu: 1 / 2 };
const variance = (width: number) => ({ small: 1e-4, xavier: 1 / width, he: 2 / width });

export default mistakes<Module>({
  "no slope on the way back": {
    looksLike: "The gradient goes back through the weights alone, as if all layers were linear.",
    reread: "δ_l = g_l ∘ f'(z_l)",
    gradientNorms: backWith({ delta: ({ grad }) => grad }),
  },
  "no slope at the last layer": {
    looksLike: "gradOutput is taken for δ_L, though the last layer has an activation too.",
    reread: "g_L = dL/da_L, δ_L = g_L ∘ f'(z_L)",
    gradientNorms: backWith({ delta: (layer) => (layer.l === layer.depth ? layer.grad : rightDelta(layer)) }),
  },
  "slope of the layer below": {
    looksLike: "The slope is taken at the values that the layer receives, not at those that it gives.",
    reread: "δ_l = g_l ∘ f'(z_l), with f'(z_l) told from a_l",
    gradientNorms: backWith({ delta: ({ grad, before, activation }) => grad.mul(before.map(slopes[activation])) }),
  },
  "slope at the net input": {
    looksLike: "The formula for the slope in terms of a is given z.",
    reread: "f'(z) = 1 − a² and a (1 − a), with a = f(z)",
    gradientNorms: backWith({ delta: ({ grad, net, activation }) => grad.mul(net.map(slopes[activation])) }),
  },
  "back through the transposed weight": {
    looksLike: "The gradient is multiplied by Wᵀ, as values are on the way forward.",
    reread: "g_{l−1} = δ_l W_l",
    gradientNorms: backWith({ back: (delta, { weight }) => delta.matmul(weight.T) }),
  },
  "gradient without its slope passed on": {
    looksLike: "The weight gradient has its slope, but what goes on to the layer below is g W.",
    reread: "g_{l−1} = δ_l W_l, with δ and not g",
    gradientNorms: backWith({ back: (_, { grad, weight }) => grad.matmul(weight) }),
  },
  "weight gradient from the layer's own values": {
    looksLike: "δ meets the values of its own layer instead of those of the layer below.",
    reread: "dL/dW_l = δ_lᵀ a_{l−1}",
    gradientNorms: backWith({ norm: (delta, { value }) => length(delta.T.matmul(value)) }),
  },
  "norms of the deltas": {
    looksLike: "The norm is that of δ, not of the gradient of the weight.",
    reread: "dL/dW_l = δ_lᵀ a_{l−1}",
    gradientNorms: backWith({ norm: (delta) => length(delta) }),
  },
  "squared norms": {
    looksLike: "The squares are added up without a root.",
    reread: "√(Σ_ij (dL/dW_l)_ij²)",
    gradientNorms: backWith({ finish: (norms) => norms.map((norm) => norm * norm) }),
  },
  "sum of absolute values": {
    looksLike: "The absolute values are added up, not the squares.",
    reread: "√(Σ_ij (dL/dW_l)_ij²)",
    gradientNorms: backWith({ norm: (delta, { before }) => delta.T.matmul(before).abs().sum() }),
  },
  "root mean square": {
    looksLike: "The squares are averaged, so that the norm does not grow with the number of weights.",
    reread: "√(Σ_ij (dL/dW_l)_ij²)",
    gradientNorms: backWith({ norm: (delta, { before }) => delta.T.matmul(before).square().mean().sqrt() }),
  },
  "divided by the batch": {
    looksLike: "The gradient is divided by the number of examples. Where a mean belongs, it has come with gradOutput.",
    reread: "dL/dW_l = δ_lᵀ a_{l−1}, a sum over examples",
    gradientNorms: backWith({ norm: (delta, { before }) => length(delta.T.matmul(before)).div(before.shape[0]!) }),
  },
  "last layer first": {
    looksLike: "The norms come in the order in which they are found, from the last layer to the first.",
    reread: "from the first layer to the last",
    gradientNorms: backWith({ finish: (norms) => norms.toReversed() }),
  },
  "gain of the variance": {
    looksLike: "The factor is that of the squared length: the root is missing.",
    reread: "√(H · Var[w] · E[f'(z)²])",
    layerGain: (width, activation, initialisation) => layerGain(width, activation, initialisation) ** 2,
  },
  "gain without the slope": {
    looksLike: "The activation makes no difference to the gain.",
    reread: "√(H · Var[w] · E[f'(z)²])",
    layerGain: (width, activation, initialisation) =>
      layerGain(width, activation, initialisation) / Math.sqrt(squaredSlopes[activation]),
  },
  "slope of sigmoid not squared": {
    looksLike: "E[f'(z)²] is 1/4 for sigmoid, though the slope itself is 1/4.",
    reread: "√(H · Var[w] · E[f'(z)²]), with f'(0) = 1/4",
    layerGain: (width, activation, initialisation) =>
      layerGain(width, activation, initialisation) * (activation === "sigmoid" ? 2 : 1),
  },
  "relu lets all units through": {
    looksLike: "The slope of relu counts as 1 for all units, though half of them have slope 0.",
    reread: "for relu f'² is 1 for half of the units, else 0",
    layerGain: (width, activation, initialisation) =>
      layerGain(width, activation, initialisation) * (activation === "relu" ? Math.SQRT2 : 1),
  },
  "relu halves the length": {
    looksLike: "Relu is given a factor of 1/2, though half of the squares are lost, and the length is a root.",
    reread: "√(H · Var[w] · E[f'(z)²]), with E[f'(z)²] = 1/2",
    layerGain: (width, activation, initialisation) =>
      layerGain(width, activation, initialisation) * (activation === "relu" ? Math.SQRT1_2 : 1),
  },
  "gain of one weight": {
    looksLike: "The deviation of a single weight, though a layer adds up H terms.",
    reread: "√(H · Var[w] · E[f'(z)²])",
    layerGain: (width, activation, initialisation) => layerGain(width, activation, initialisation) / Math.sqrt(width),
  },
  "variance for a deviation": {
    looksLike: "The generator is given the variance where it asks for the standard deviation.",
    reread: "Var[w] = 1 / H, a deviation of √(1 / H)",
    drawWeights: (depth, width, initialisation, random) =>
      drawWeights(depth, width, initialisation, random).mul(Math.sqrt(variance(width)[initialisation])),
  },
  "all layers alike": {
    looksLike: "One matrix is drawn and used for every layer.",
    reread: "all weights are independent",
    drawWeights: (depth, width, initialisation, random) => {
      const one = drawWeights(depth, width, initialisation, random).slice(0);
      return stack(Array.from({ length: depth }, () => one));
    },
  },
  "weights from 0 up": {
    looksLike: "All weights are positive.",
    reread: "with mean 0",
    drawWeights: (depth, width, initialisation, random) => drawWeights(depth, width, initialisation, random).abs(),
  },
  "root of as many as layers": {
    looksLike: "The root is the L-th, though there are L − 1 steps between L layers.",
    reread: "(n_1 / n_L)^(1 / (L − 1))",
    meanRatio: (norms) => meanRatio(norms) ** ((norms.size - 1) / norms.size),
  },
  "ratio upside down": {
    looksLike: "The ratio is that of a layer to the one before it, so that vanishing gradients have a ratio above 1.",
    reread: "(n_1 / n_L)^(1 / (L − 1))",
    meanRatio: (norms) => 1 / meanRatio(norms),
  },
  "arithmetic mean of the ratios": {
    looksLike: "The ratios are averaged, though they multiply.",
    reread: "the geometric mean over all pairs of neighbours",
    meanRatio: (norms) => {
      meanRatio(norms); // refuses what does not fit
      return norms
        .slice([0, -1])
        .div(norms.slice([1, null]))
        .mean()
        .item();
    },
  },
  "quotient that overflows": {
    looksLike:
      "The first norm is divided by the last before the root is taken, and the quotient is too large for a number.",
    reread: "Worked out as a difference of logarithms",
    meanRatio: (norms) => {
      meanRatio(norms); // refuses what does not fit
      return (norms.at(0) / norms.at(-1)) ** (1 / (norms.size - 1));
    },
  },
  "verdict turned round": {
    looksLike: "A first norm far below the last is called exploding.",
    reread: "vanishing: n_1 < n_L / factor",
    gradientVerdict: (norms, options) => {
      const verdict = gradientVerdict(norms, options);
      return verdict === "steady" ? verdict : verdict === "vanishing" ? "exploding" : "vanishing";
    },
  },
  "NaN is steady": {
    looksLike: "NaN is neither above nor below a bound, and so it passes for steady.",
    reread: "exploding: n_1 > n_L · factor, or not a number",
    gradientVerdict: (norms, options) => (Number.isNaN(norms.at(0)) ? "steady" : gradientVerdict(norms, options)),
  },
  "verdict from all layers": {
    looksLike: "The smallest and the largest norm are compared, wherever they stand.",
    reread: "vanishing: n_1 < n_L / factor",
    gradientVerdict: (norms, options = {}) => {
      const verdict = gradientVerdict(norms, options);
      const { factor = 1000 } = options;
      if (verdict !== "steady") return verdict;
      if (norms.max().item() > norms.at(0) * factor) return "vanishing";
      return norms.min().item() < norms.at(0) / factor ? "exploding" : verdict;
    },
  },
  "factor ignored": {
    looksLike: "The bound is 1000 whatever the options say.",
    reread: "vanishing: n_1 < n_L / factor",
    gradientVerdict: (norms) => gradientVerdict(norms),
  },
});
