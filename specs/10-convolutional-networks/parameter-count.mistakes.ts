import { layerParameters, parameterCount } from "#reference/10-convolutional-networks/parameter-count.ts";
import type { Layer, Parameters } from "#reference/10-convolutional-networks/parameter-count.ts";
import { mistakes } from "#graders/spec/authoring.ts";

type Module = typeof import("#reference/10-convolutional-networks/parameter-count.ts");
type Convolution = Layer & { readonly type: "conv2d" };

/** Both functions with another count for some layers; what is refused stays refused. */
function countedBy(change: (layer: Layer, right: Parameters) => Partial<Parameters>): Module {
  const layer: Module["layerParameters"] = (one) => {
    const right = layerParameters(one);
    return { ...right, ...change(one, right) };
  };
  const total = (layers: readonly Layer[]): number =>
    layers.map(layer).reduce((sum, { weights, biases }) => sum + weights + biases, 0);
  return { layerParameters: layer, parameterCount: total };
}

/** Another count of a convolution's weights or biases. */
const convolutionBy = (change: (layer: Convolution, right: Parameters) => Partial<Parameters>): Module =>
  countedBy((layer, right) => (layer.type === "conv2d" ? change(layer, right) : {}));

export default mistakes<Module>({
  "input channels forgotten": {
    looksLike: "A kernel is counted as if the image had one channel.",
    reread: "weights = O · (C / G) · KH · KW",
    ...convolutionBy(({ inChannels, groups = 1 }, { weights }) => ({ weights: weights / (inChannels / groups) })),
  },
  "groups ignored": {
    looksLike: "Each kernel is counted over all input channels, whatever the groups.",
    reread: "weights = O · (C / G) · KH · KW: a kernel sees the channels of its own group only",
    ...convolutionBy(({ groups = 1 }, { weights }) => ({ weights: weights * groups })),
  },
  "groups divide both sides": {
    looksLike: "The groups divide the input channels and the kernels, as if only one group were counted.",
    reread: "weights = O · (C / G) · KH · KW: O is the number of kernels of all groups together",
    ...convolutionBy(({ groups = 1 }, { weights }) => ({ weights: weights / groups })),
  },
  "kernel's height squared": {
    looksLike: "The kernel is taken for a square of its height.",
    reread: "weights = O · (C / G) · KH · KW",
    ...convolutionBy(({ kernelSize }, { weights }) => ({
      weights: typeof kernelSize === "number" ? weights : (weights / kernelSize[1]) * kernelSize[0],
    })),
  },
  "a bias for each channel that comes in": {
    looksLike: "The biases are counted over the input channels or features.",
    reread: "biases = O: one for each kernel, one for each feature that comes out",
    ...countedBy((layer, { biases }) => {
      if (biases === 0 || (layer.type !== "conv2d" && layer.type !== "linear")) return {};
      return { biases: layer.type === "conv2d" ? layer.inChannels : layer.inFeatures };
    }),
  },
  "a bias for each kernel and channel": {
    looksLike: "Each kernel gets a bias for every input channel.",
    reread: "biases = O",
    ...convolutionBy(({ inChannels, groups = 1 }, { biases }) => ({ biases: (biases * inChannels) / groups })),
  },
  "biases counted though there are none": {
    looksLike: "The option bias: false changes nothing.",
    reread: "bias: whether a bias is added",
    ...countedBy((layer) => {
      if (layer.type !== "conv2d" && layer.type !== "linear") return {};
      return { biases: layer.type === "conv2d" ? layer.outChannels : layer.outFeatures };
    }),
  },
  "biases left out": {
    looksLike: "Only weights are counted, biases are 0 everywhere.",
    reread: "biases = O",
    ...countedBy(() => ({ biases: 0 })),
  },
  "running statistics counted": {
    looksLike: "Running mean and variance of batch normalisation are counted, too; they are stored, not learned.",
    reread: "weights = C (the scales γ), biases = C (the shifts β)",
    ...countedBy((layer, { weights, biases }) =>
      layer.type === "batchNorm" ? { weights: 2 * weights, biases: 2 * biases } : {},
    ),
  },
  "batch normalisation learns nothing": {
    looksLike: "Batch normalisation counts 0, but its scales and shifts are learned.",
    reread: "weights = C (the scales γ), biases = C (the shifts β)",
    ...countedBy((layer) => (layer.type === "batchNorm" ? { weights: 0, biases: 0 } : {})),
  },
  "unknown layers count nothing": {
    looksLike: "A layer whose type isn't known counts 0; nobody learns that it was forgotten.",
    reread: "throws TypeError when the type is none of these",
    layerParameters: (layer) => {
      const known = ["conv2d", "linear", "batchNorm", "relu", "maxPool", "averagePool", "flatten", "dropout"];
      return known.includes(layer.type) ? layerParameters(layer) : { weights: 0, biases: 0 };
    },
  },
  "last layer left out": {
    looksLike: "The last layer isn't counted.",
    reread: "weights and biases of all its layers",
    parameterCount: (layers) => parameterCount(layers.slice(0, -1)),
  },
  "layers of one kind counted once": {
    looksLike: "Layers that are alike are counted once.",
    reread: "of all its layers: two that are alike still learn different numbers",
    parameterCount: (layers) => {
      const different = new Map(layers.map((layer) => [layer.type, layer]));
      return parameterCount([...different.values()]);
    },
  },
});
