import * as right from "#reference/10-convolutional-networks/architectures.ts";
import type { Layer, Name, Shape } from "#reference/10-convolutional-networks/architectures.ts";
import { mistakes } from "#graders/spec/authoring.ts";

type Module = typeof import("#reference/10-convolutional-networks/architectures.ts");

/** The network with each layer replaced by others, inside of sums and branches, too. */
function rewrite(layers: readonly Layer[], change: (layer: Layer) => readonly Layer[]): Layer[] {
  return layers.flatMap((layer) => {
    if (layer.type === "residual") {
      const { main, shortcut } = layer;
      return change({ ...layer, main: rewrite(main, change), shortcut: rewrite(shortcut, change) });
    }
    if (layer.type !== "concat") return change(layer);
    return change({ ...layer, branches: layer.branches.map((branch) => rewrite(branch, change)) });
  });
}

/** An architecture with a slip in one or all of the published ones. */
const builtWith = (change: (layers: Layer[], name: Name) => Layer[]): Pick<Module, "architecture"> => ({
  architecture: (name) => change(right.architecture(name), name),
});

const eachLayer = (change: (layer: Layer) => readonly Layer[]): Pick<Module, "architecture"> =>
  builtWith((layers) => rewrite(layers, change));

/** A shape after each layer with another rule for windows or for branches. */
function shapesWith(
  places: (size: number, kernelSize: number, stride: number, padding: number) => number,
  channelsOf: (channels: readonly number[]) => number = (channels) => channels.reduce((sum, each) => sum + each, 0),
): Pick<Module, "outputShape"> {
  const after = (shape: Shape, layer: Layer): Shape => {
    const [channels, ...sizes] = shape as readonly [number, ...number[]];
    if (layer.type === "concat") {
      const shapes = layer.branches.map((branch) => branch.reduce(after, shape));
      return [channelsOf(shapes.map((one) => one[0]!)), ...shapes[0]!.slice(1)];
    }
    if (layer.type === "residual") return layer.main.reduce(after, shape);
    if (layer.type !== "conv" && layer.type !== "maxPool" && layer.type !== "averagePool")
      return right.outputShape([layer], shape);
    const { kernelSize, stride = 1, padding = 0 } = layer;
    const next = sizes.map((size) => places(size, kernelSize, stride, padding));
    return [layer.type === "conv" ? layer.channels : channels, ...next];
  };
  return {
    outputShape(layers, inputShape) {
      right.outputShape(layers, inputShape);
      return layers.reduce(after, inputShape);
    },
  };
}

/** A receptive field with another choice among ways. */
function fieldWith(
  choose: (sizes: readonly number[], before: number) => number,
  window: (kernelSize: number, jump: number, stride: number) => number = (kernelSize, jump) => (kernelSize - 1) * jump,
): Pick<Module, "receptiveField"> {
  interface Field {
    readonly size: number;
    readonly jump: number;
  }
  const after = (field: Field, layer: Layer): Field => {
    const { size, jump } = field;
    if (layer.type === "residual" || layer.type === "concat") {
      const ways = layer.type === "residual" ? [layer.main, layer.shortcut] : layer.branches;
      const fields = ways.map((way) => way.reduce(after, field));
      return {
        size: choose(
          fields.map((one) => one.size),
          size,
        ),
        jump: fields[0]!.jump,
      };
    }
    if (layer.type !== "conv" && layer.type !== "maxPool" && layer.type !== "averagePool") return field;
    const { kernelSize, stride = 1 } = layer;
    return { size: size + window(kernelSize, jump, stride), jump: jump * stride };
  };
  return {
    receptiveField(layers) {
      const end = layers.findIndex(({ type }) => type === "flatten" || type === "globalAveragePool");
      return layers.slice(0, end === -1 ? layers.length : end).reduce(after, { size: 1, jump: 1 });
    },
  };
}

const widest = (sizes: readonly number[]): number => Math.max(...sizes);
const usual = (size: number, kernelSize: number, stride: number, padding: number): number =>
  Math.floor((size + 2 * padding - kernelSize) / stride) + 1;

/** Parameters of a network that is read otherwise. */
const parametersOf = (change: (layer: Layer) => readonly Layer[]): Pick<Module, "parameterShapes"> => ({
  parameterShapes: (layers, inputShape) => right.parameterShapes(rewrite(layers, change), inputShape),
});

/** Runs another network that has the same parameters. */
const runsAs = (change: (layer: Layer) => readonly Layer[]): Pick<Module, "forward"> => ({
  forward: (layers, parameters, images) => {
    right.forward(layers, parameters, images);
    return right.forward(rewrite(layers, change), parameters, images);
  },
});

export default mistakes<Module>({
  "half windows counted": {
    looksLike: "The division is rounded up: a window that would reach over the border counts.",
    reread: "H' = ⌊(H + 2P − K) / S⌋ + 1",
    ...shapesWith((size, kernelSize, stride, padding) => Math.ceil((size + 2 * padding - kernelSize) / stride) + 1),
  },
  "one window too few": {
    looksLike: "The first window isn't counted: plus 1 is missing.",
    reread: "H' = ⌊(H + 2P − K) / S⌋ + 1",
    ...shapesWith((...sizes) => usual(...sizes) - 1),
  },
  "padding on one side": {
    looksLike: "The padding is counted once; it is put on both sides.",
    reread: "H' = ⌊(H + 2P − K) / S⌋ + 1",
    ...shapesWith((size, kernelSize, stride, padding) => usual(size + padding, kernelSize, stride, 0)),
  },
  "channels of the first branch": {
    looksLike: "A concat has the channels of its first branch alone.",
    reread: "the channels of all branches, one branch after the other",
    ...shapesWith(usual, ([first]) => first!),
  },
  "anything can be put together": {
    looksLike: "Nothing is refused: ways and branches of different shapes are put together all the same.",
    reread: "throws ShapeError when the ways of a residual give different shapes, or branches different sizes",
    outputShape(layers, inputShape) {
      try {
        return right.outputShape(layers, inputShape);
      } catch {
        return inputShape;
      }
    },
  },
  "groups ignored": {
    looksLike: "A kernel reaches over all channels, whatever the groups.",
    reread: "convolution: [O, C / G, K, K]",
    ...parametersOf((layer) => [layer.type === "conv" ? { ...layer, groups: 1 } : layer]),
  },
  "bias where there is none": {
    looksLike: "Convolutions have a bias even where it is switched off.",
    reread: "bias: true when left out",
    ...parametersOf((layer) => [layer.type === "conv" ? { ...layer, bias: true } : layer]),
  },
  "batch normalisation learns nothing": {
    looksLike: "Batch normalisation has no parameters here; its scales and shifts are missing.",
    reread: "batch normalisation: [C] scales, [C] shifts",
    ...parametersOf((layer) => [layer.type === "batchNorm" ? { type: "relu" } : layer]),
  },
  "shortcuts learn nothing": {
    looksLike: "The parameters of shortcuts are missing.",
    reread: "residual: the main way, then the shortcut",
    ...parametersOf((layer) => (layer.type === "residual" ? layer.main : [layer])),
  },
  "linear weights are [in, out]": {
    looksLike: "The weights of linear layers have their axes exchanged.",
    reread: "linear: [O, I], [O]",
    parameterShapes: (layers, inputShape) =>
      right.parameterShapes(layers, inputShape).map((shape) => (shape.length === 2 ? shape.toReversed() : shape)),
  },
  "ways added up": {
    looksLike:
      "What the ways of a residual or the branches of a concat see is added up, as if they followed each other.",
    reread: "Of several ways, the one that sees most counts",
    ...fieldWith((sizes, before) => sizes.reduce((sum, size) => sum + size - before, before)),
  },
  "narrowest way": {
    looksLike: "Of several ways, the one that sees least is taken.",
    reread: "Of several ways, the one that sees most counts",
    ...fieldWith((sizes) => Math.min(...sizes)),
  },
  "last way": {
    looksLike: "The last of several ways is taken: the shortcut, or the last branch.",
    reread: "Of several ways, the one that sees most counts",
    ...fieldWith((sizes) => sizes.at(-1)!),
  },
  "jump multiplied too early": {
    looksLike: "A layer's own stride is counted for its own window.",
    reread: "r ← r + (K − 1) j with the j from before this layer",
    ...fieldWith(widest, (kernelSize, jump, stride) => (kernelSize - 1) * jump * stride),
  },
  "K j instead of (K − 1) j": {
    looksLike: "A layer adds its whole window to what is seen; one pixel of it was seen already.",
    reread: "r ← r + (K − 1) j",
    ...fieldWith(widest, (kernelSize, jump) => kernelSize * jump),
  },
  "maximum for average": {
    looksLike: "Average pooling takes the maximum.",
    reread: "averagePool: the mean of what a window holds",
    ...runsAs((layer) => [layer.type === "averagePool" ? { ...layer, type: "maxPool" } : layer]),
  },
  "identity left out": {
    looksLike: "A shortcut without layers adds nothing.",
    reread: "without layers, the shortcut is the identity",
    ...runsAs((layer) => (layer.type === "residual" && layer.shortcut.length === 0 ? layer.main : [layer])),
  },
  "ReLU inside the sum": {
    looksLike: "The main way of a residual goes through ReLU before it is added.",
    reread: "residual: the sum of two ways, as they are",
    ...runsAs((layer) => [layer.type === "residual" ? { ...layer, main: [...layer.main, { type: "relu" }] } : layer]),
  },
  "ReLU for tanh": {
    looksLike: "tanh is computed as ReLU.",
    reread: "tanh",
    ...runsAs((layer) => [layer.type === "tanh" ? { type: "relu" } : layer]),
  },
  "first convolution with a bias": {
    looksLike: "The first convolution has a bias though a batch normalisation follows.",
    reread: "From GoogLeNet on, convolutions have no bias",
    ...builtWith(([first, ...layers]) => [first?.type === "conv" ? { ...first, bias: true } : first!, ...layers]),
  },
  "stride one pair too late": {
    looksLike: "MobileNet's strides are at the pairs behind the ones that change the channels.",
    reread: "the pairs to the first 128, 256, 512 and 1024 have stride 2",
    ...builtWith((layers) => {
      let before = 1;
      return layers.map((layer) => {
        if (layer.type !== "conv" || (layer.groups ?? 1) === 1) return layer;
        const stride = before;
        before = layer.stride ?? 1;
        return { ...layer, stride };
      });
    }),
  },
  "shortcuts without normalisation": {
    looksLike: "The 1 × 1 convolutions in the shortcuts of a ResNet are not normalised.",
    reread: "the shortcut is a 1 × 1 convolution with that stride, normalised",
    ...eachLayer((layer) => [layer.type === "residual" ? { ...layer, shortcut: layer.shortcut.slice(0, 1) } : layer]),
  },
  "stages of one size": {
    looksLike: "The stages of a ResNet don't halve the size: the stride of their first block is missing.",
    reread: "The first block of the stages 2 to 4 has stride 2",
    ...eachLayer((layer) => {
      if (layer.type !== "residual") return [layer];
      const still = (one: Layer): readonly Layer[] => [one.type === "conv" ? { ...one, stride: 1 } : one];
      return [{ ...layer, main: rewrite(layer.main, still), shortcut: rewrite(layer.shortcut, still) }];
    }),
  },
  "5 × 5 in the third branch": {
    looksLike:
      "The third branch of GoogLeNet's modules has kernels of 5 × 5, as in the paper, but the count is for 3 × 3.",
    reread: "d@1, e@3+1 (5 × 5 in the paper; the count is that of torchvision)",
    ...eachLayer((layer) => {
      if (layer.type !== "concat" || layer.branches.length < 4) return [layer];
      const wide = (one: Layer): readonly Layer[] =>
        one.type === "conv" && one.kernelSize === 3 ? [{ ...one, kernelSize: 5, padding: 2 }] : [one];
      return [{ ...layer, branches: layer.branches.with(2, rewrite(layer.branches[2]!, wide)) }];
    }),
  },
  "pooled channels not reduced": {
    looksLike: "Behind the pooling of GoogLeNet's modules the 1 × 1 convolution is missing.",
    reread: "max pooling 3/1+1, f@1",
    ...eachLayer((layer) =>
      layer.type === "concat" && layer.branches.length > 3
        ? [{ ...layer, branches: layer.branches.with(3, layer.branches[3]!.slice(0, 1)) }]
        : [layer],
    ),
  },
  "last normalisation forgotten": {
    looksLike: "DenseNet's normalisation behind the last block is missing.",
    reread: "Behind the last block: batch normalisation, ReLU",
    ...builtWith((layers, name) => (name === "DenseNet-121" ? layers.toSpliced(-4, 2) : layers)),
  },
  "transitions that keep all channels": {
    looksLike: "DenseNet's channels aren't halved between its blocks.",
    reread: "a 1 × 1 convolution to half the channels",
    ...builtWith((layers, name) =>
      name === "DenseNet-121"
        ? layers.map((layer, index) =>
            layer.type === "conv" && index > 0 ? { ...layer, channels: 2 * layer.channels } : layer,
          )
        : layers,
    ),
  },
  "no padding at the first layer": {
    looksLike: "The first convolution of AlexNet has no padding, so the last maps are smaller.",
    reread: "AlexNet: 64@11/4+2",
    ...builtWith((layers, name) =>
      name === "AlexNet" ? layers.with(0, { ...layers[0]!, padding: 0 } as Layer) : layers,
    ),
  },
  "more padding than published": {
    looksLike: "The first convolution of AlexNet is padded by 3, which happens to give maps of the same size.",
    reread: "AlexNet: 64@11/4+2",
    ...builtWith((layers, name) =>
      name === "AlexNet" ? layers.with(0, { ...layers[0]!, padding: 3 } as Layer) : layers,
    ),
  },
  "no activations": {
    looksLike: "There is no ReLU between the layers, so that each network is one linear map, however deep.",
    reread: "ReLU behind each convolution and each linear layer but the last",
    ...builtWith((layers, name) =>
      name === "LeNet-5" ? layers : rewrite(layers, (layer) => (layer.type === "relu" ? [] : [layer])),
    ),
  },
  "no ReLU behind the sum": {
    looksLike: "The blocks of a ResNet end in the sum, without the ReLU behind it.",
    reread: "a sum, and ReLU behind it",
    ...builtWith((layers) =>
      layers.filter(({ type }, index) => type !== "relu" || layers[index - 1]?.type !== "residual"),
    ),
  },
  "mean instead of flatten": {
    looksLike: "The first networks end in global average pooling, as the later ones do, instead of flatten.",
    reread: "LeNet-5, AlexNet, VGG-16: flatten",
    ...eachLayer((layer) => [layer.type === "flatten" ? { type: "globalAveragePool" } : layer]),
  },
});
