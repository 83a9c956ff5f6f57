// Architectures as data, of the sizes for which the parameter counts below were published. Images are 3 × 224 × 224, and
// 1 × 32 × 32 for LeNet-5.
//
//   LeNet-5          61,706   LeCun et al. (1998), with each map of the second convolution connected to all six before it
//   AlexNet      61,100,840   Krizhevsky, One weird trick (2014), the variant for one processor
//   VGG-16      138,357,544   Simonyan & Zisserman (2014), column D
//   GoogLeNet     6,624,904   Szegedy et al. (2014), without side heads; batch normalisation, and 3 × 3 for 5 × 5, as in torchvision
//   ResNet-18    11,689,512   He et al. (2015), table 1; the stride of a bottleneck at its 3 × 3
//   ResNet-50    25,557,032
//   DenseNet-121  7,978,856   Huang et al. (2016), table 1
//   MobileNet     4,231,976   Howard et al. (2017), table 1
import type { Layer } from "./architectures.ts";

export type Name = keyof typeof published;

/**
 * A published network as a list of layers.
 *
 * @param name - one of LeNet-5, AlexNet, VGG-16, GoogLeNet, ResNet-18, ResNet-50, DenseNet-121 and MobileNet.
 * @throws RangeError - when the name is none of these.
 * @example architecture("LeNet-5")[0] // => { type: "conv", channels: 6, kernelSize: 5 }
 */
export function architecture(name: Name): Layer[] {
  if (Object.hasOwn(published, name)) return published[name]();
  throw new RangeError(
    `architecture: name is ${JSON.stringify(name)}, expected one of ${Object.keys(published).join(", ")}.`,
  );
}

const published = {
  "LeNet-5": () => [
    conv(6, 5),
    tanh,
    averagePool(2, 2),
    conv(16, 5),
    tanh,
    averagePool(2, 2),
    flatten,
    linear(120),
    tanh,
    linear(84),
    tanh,
    linear(10),
  ],

  AlexNet: () => [
    conv(64, 11, 4, 2),
    relu,
    maxPool(3, 2),
    conv(192, 5, 1, 2),
    relu,
    maxPool(3, 2),
    ...[384, 256, 256].flatMap((channels) => [conv(channels, 3, 1, 1), relu]),
    maxPool(3, 2),
    flatten,
    ...[4096, 4096].flatMap((features) => [dropout, linear(features), relu]),
    linear(1000),
  ],

  "VGG-16": () => [
    ...[
      [64, 64],
      [128, 128],
      [256, 256, 256],
      [512, 512, 512],
      [512, 512, 512],
    ].flatMap((stage) => [...stage.flatMap((channels) => [conv(channels, 3, 1, 1), relu]), maxPool(2, 2)]),
    flatten,
    ...[4096, 4096].flatMap((features) => [linear(features), relu, dropout]),
    linear(1000),
  ],

  GoogLeNet: () => [
    ...convBnRelu(64, 7, 2, 3),
    maxPool(3, 2, 1),
    ...convBnRelu(64, 1),
    ...convBnRelu(192, 3, 1, 1),
    maxPool(3, 2, 1),
    inception([64, 96, 128, 16, 32, 32]),
    inception([128, 128, 192, 32, 96, 64]),
    maxPool(3, 2, 1),
    inception([192, 96, 208, 16, 48, 64]),
    inception([160, 112, 224, 24, 64, 64]),
    inception([128, 128, 256, 24, 64, 64]),
    inception([112, 144, 288, 32, 64, 64]),
    inception([256, 160, 320, 32, 128, 128]),
    maxPool(3, 2, 1),
    inception([256, 160, 320, 32, 128, 128]),
    inception([384, 192, 384, 48, 128, 128]),
    ...classifier,
  ],

  "ResNet-18": () => resNet([2, 2, 2, 2], basicBlock),

  "ResNet-50": () => resNet([3, 4, 6, 3], bottleneck),

  "DenseNet-121": () => [
    ...convBnRelu(64, 7, 2, 3),
    maxPool(3, 2, 1),
    ...denseBlock(6),
    ...transition(128),
    ...denseBlock(12),
    ...transition(256),
    ...denseBlock(24),
    ...transition(512),
    ...denseBlock(16),
    batchNorm,
    relu,
    ...classifier,
  ],

  MobileNet: () => [
    ...convBnRelu(32, 3, 2, 1),
    ...separable(32, 64, 1),
    ...separable(64, 128, 2),
    ...separable(128, 128, 1),
    ...separable(128, 256, 2),
    ...separable(256, 256, 1),
    ...separable(256, 512, 2),
    ...Array.from({ length: 5 }, () => separable(512, 512, 1)).flat(),
    ...separable(512, 1024, 2),
    ...separable(1024, 1024, 1),
    ...classifier,
  ],
} satisfies Record<string, () => Layer[]>;

// Parts.

/** Channels of 1 × 1; of 1 × 1 and 3 × 3 behind it; of 1 × 1 and the larger kernel behind it; of 1 × 1 behind the pooling. */
type InceptionChannels = readonly [number, number, number, number, number, number];

function inception([one, reduceThree, three, reduceFive, five, pool]: InceptionChannels): Layer {
  return {
    type: "concat",
    branches: [
      convBnRelu(one, 1),
      [...convBnRelu(reduceThree, 1), ...convBnRelu(three, 3, 1, 1)],
      [...convBnRelu(reduceFive, 1), ...convBnRelu(five, 3, 1, 1)],
      [maxPool(3, 1, 1), ...convBnRelu(pool, 1)],
    ],
  };
}

type Block = (before: number, width: number, stride: number) => { readonly block: Layer[]; readonly channels: number };

/** Four stages, each of twice the width and half the size of the one before; the first block of a stage does both. */
function resNet(counts: readonly number[], makeBlock: Block): Layer[] {
  const layers: Layer[] = [...convBnRelu(64, 7, 2, 3), maxPool(3, 2, 1)];
  let before = 64;
  for (const [stage, count] of counts.entries()) {
    for (let index = 0; index < count; index++) {
      const { block, channels } = makeBlock(before, 64 * 2 ** stage, stage > 0 && index === 0 ? 2 : 1);
      layers.push(...block);
      before = channels;
    }
  }
  return [...layers, ...classifier];
}

function basicBlock(before: number, width: number, stride: number) {
  const main = [...convBnRelu(width, 3, stride, 1), ...convBn(width, 3, 1, 1)];
  return { block: residual(main, before, width, stride), channels: width };
}

function bottleneck(before: number, width: number, stride: number) {
  const channels = 4 * width;
  const main = [...convBnRelu(width, 1), ...convBnRelu(width, 3, stride, 1), ...convBn(channels, 1)];
  return { block: residual(main, before, channels, stride), channels };
}

/** A sum, and ReLU. Where size or channels change, the shortcut is a 1 × 1 convolution. */
function residual(main: readonly Layer[], before: number, channels: number, stride: number): Layer[] {
  const shortcut = before === channels && stride === 1 ? [] : convBn(channels, 1, stride);
  return [{ type: "residual", main, shortcut }, relu];
}

/** Each layer adds 32 channels to all that came before. */
function denseBlock(count: number): Layer[] {
  const growth = [batchNorm, relu, convOnly(128, 1), batchNorm, relu, convOnly(32, 3, 1, 1)];
  return Array.from({ length: count }, () => ({ type: "concat", branches: [[], growth] }));
}

/** Half as many channels, half the size. */
function transition(channels: number): Layer[] {
  return [batchNorm, relu, convOnly(channels, 1), averagePool(2, 2)];
}

/** Each channel by itself, then a 1 × 1 convolution over the channels. */
function separable(before: number, channels: number, stride: number): Layer[] {
  const depthwise: Layer = {
    type: "conv",
    channels: before,
    kernelSize: 3,
    stride,
    padding: 1,
    groups: before,
    bias: false,
  };
  return [depthwise, batchNorm, relu, ...convBnRelu(channels, 1)];
}

function convBnRelu(channels: number, kernelSize: number, stride = 1, padding = 0): Layer[] {
  return [...convBn(channels, kernelSize, stride, padding), relu];
}

function convBn(channels: number, kernelSize: number, stride = 1, padding = 0): Layer[] {
  return [convOnly(channels, kernelSize, stride, padding), batchNorm];
}

/** Without bias: the normalisation that follows would take it away. */
function convOnly(channels: number, kernelSize: number, stride = 1, padding = 0): Layer {
  return { type: "conv", channels, kernelSize, stride, padding, bias: false };
}

function conv(channels: number, kernelSize: number, stride?: number, padding?: number): Layer {
  return { type: "conv", channels, kernelSize, ...(stride ? { stride } : {}), ...(padding ? { padding } : {}) };
}

function maxPool(kernelSize: number, stride: number, padding = 0): Layer {
  return { type: "maxPool", kernelSize, stride, padding };
}

function averagePool(kernelSize: number, stride: number): Layer {
  return { type: "averagePool", kernelSize, stride };
}

function linear(features: number): Layer {
  return { type: "linear", features };
}

const batchNorm: Layer = { type: "batchNorm" };
const relu: Layer = { type: "relu" };
const tanh: Layer = { type: "tanh" };
const dropout: Layer = { type: "dropout" };
const flatten: Layer = { type: "flatten" };
const classifier: readonly Layer[] = [{ type: "globalAveragePool" }, linear(1000)];
