import { pixelsSeen, receptiveField } from "#reference/10-convolutional-networks/receptive-field.ts";
import type { ReceptiveField, WindowLayer } from "#reference/10-convolutional-networks/receptive-field.ts";
import { mistakes } from "#graders/spec/authoring.ts";

type Module = typeof import("#reference/10-convolutional-networks/receptive-field.ts");

const complete = ({ kernelSize, stride = 1, padding = 0, dilation = 1 }: WindowLayer) => ({
  kernelSize,
  stride,
  padding,
  dilation,
});

/** Another rule from layer to layer; what is refused stays refused. */
function fieldBy(
  rule: (field: ReceptiveField, layer: Required<WindowLayer>) => ReceptiveField,
  start: ReceptiveField = { size: 1, jump: 1, offset: 0 },
): Pick<Module, "receptiveField"> {
  return {
    receptiveField(layers) {
      receptiveField(layers);
      return layers.map(complete).reduce(rule, start);
    },
  };
}

/** The right rule with some of it changed. */
const ruleWith = (change: (field: ReceptiveField, layer: Required<WindowLayer>) => Partial<ReceptiveField>) =>
  fieldBy((field, layer) => {
    const { size, jump, offset } = field;
    const { kernelSize, stride, padding, dilation } = layer;
    const right = {
      size: size + dilation * (kernelSize - 1) * jump,
      jump: jump * stride,
      offset: offset - padding * jump,
    };
    return { ...right, ...change(field, layer) };
  });

/** Traced back by another step. */
function seenBy(
  step: (range: readonly [number, number], layer: Required<WindowLayer>, size: number) => readonly [number, number],
  end: (range: readonly [number, number], imageSize: number) => readonly [number, number] = (range) => range,
): Pick<Module, "pixelsSeen"> {
  return {
    pixelsSeen(layers, imageSize, output) {
      pixelsSeen(layers, imageSize, output);
      const sizes = [imageSize];
      for (const { kernelSize, stride, padding, dilation } of layers.map(complete)) {
        const way = sizes.at(-1)! + 2 * padding - dilation * (kernelSize - 1) - 1;
        sizes.push(Math.floor(way / stride) + 1);
      }
      let range: readonly [number, number] = [output, output];
      for (let index = layers.length - 1; index >= 0; index--)
        range = step(range, complete(layers[index]!), sizes[index]!);
      const [first, last] = end(range, imageSize);
      return { first, last };
    },
  };
}

const span = ({ kernelSize, dilation }: Required<WindowLayer>): number => dilation * (kernelSize - 1) + 1;

export default mistakes<Module>({
  "K j instead of (K − 1) j": {
    looksLike: "A layer adds its whole window to the size; one pixel of it was seen already.",
    reread: "r ← r + D (K − 1) j",
    ...ruleWith(({ size, jump }, layer) => ({ size: size + span(layer) * jump })),
  },
  "jump multiplied too early": {
    looksLike: "A layer's own stride is counted for its own window.",
    reread: "r ← r + D (K − 1) j with the j from before this layer",
    ...ruleWith(({ size, jump, offset }, layer) => ({
      size: size + (span(layer) - 1) * jump * layer.stride,
      offset: offset - layer.padding * jump * layer.stride,
    })),
  },
  "strides ignored in the size": {
    looksLike: "The windows are added up as if all strides were 1.",
    reread: "r ← r + D (K − 1) j: times the jump",
    ...ruleWith(({ size }, layer) => ({ size: size + span(layer) - 1 })),
  },
  "stride of the layer before alone": {
    looksLike: "The window is multiplied by the last stride, not by the product of all strides before.",
    reread: "j ← j S",
    ...fieldBy(({ size, jump, offset }, layer) => ({
      size: size + (span(layer) - 1) * jump,
      offset: offset - layer.padding * jump,
      jump: layer.stride,
    })),
  },
  "strides added up": {
    looksLike: "Jumps are added instead of multiplied.",
    reread: "j ← j S",
    ...fieldBy(({ size, jump, offset }, layer) => ({
      size: size + (span(layer) - 1) * jump,
      offset: offset - layer.padding * jump,
      jump: jump + layer.stride - 1,
    })),
  },
  "dilation ignored": {
    looksLike: "The window is taken to be as wide as it has entries.",
    reread: "r ← r + D (K − 1) j",
    ...ruleWith(({ size, jump }, { kernelSize }) => ({ size: size + (kernelSize - 1) * jump })),
  },
  "dilation times K": {
    looksLike: "A dilated window is taken to span D K pixels; behind its last entry there is none.",
    reread: "span = D (K − 1) + 1",
    ...ruleWith(({ size, jump }, { kernelSize, dilation }) => ({ size: size + (dilation * kernelSize - 1) * jump })),
  },
  "padding in pixels": {
    looksLike: "The padding of deep layers is taken as pixels of the image.",
    reread: "o ← o − P j",
    ...ruleWith(({ offset }, { padding }) => ({ offset: offset - padding })),
  },
  "offset the other way": {
    looksLike: "The offset is the padding itself, with the wrong sign.",
    reread: "o ← o − P j: the first pixel that output 0 sees, negative where that is padding",
    ...ruleWith(({ offset, jump }, { padding }) => ({ offset: offset + padding * jump })),
  },
  "padding subtracted from the size": {
    looksLike: "Padding makes the size smaller; it only moves what is seen.",
    reread: "r ← r + D (K − 1) j",
    ...ruleWith(({ size, jump }, layer) => ({ size: size + (span(layer) - 1 - 2 * layer.padding) * jump })),
  },
  "size from 0": {
    looksLike: "The size is one too small: an output of no layer at all sees one pixel, itself.",
    reread: "From r = 1, j = 1, o = 0",
    receptiveField: (layers) => ({ ...receptiveField(layers), size: receptiveField(layers).size - 1 }),
  },
  "layers from the last to the first": {
    looksLike: "The layers are taken in the reverse order.",
    reread: "for each layer in turn, in the order in which the image goes through them",
    receptiveField: (layers) => receptiveField(layers.toReversed()),
  },
  "padding counted as pixels": {
    looksLike: "What lies outside of the image is not cut off.",
    reread: "first ← max(0, …), last ← min(n − 1, …)",
    ...seenBy(([first, last], layer) => [
      first * layer.stride - layer.padding,
      last * layer.stride - layer.padding + span(layer) - 1,
    ]),
  },
  "cut off at the image alone": {
    looksLike: "Only the image's own border cuts off; the padding of deeper layers is taken for more of the image.",
    reread: "last ← min(n − 1, …), where n is the size of what the layer gets, at each layer",
    ...seenBy(
      ([first, last], layer) => [
        first * layer.stride - layer.padding,
        last * layer.stride - layer.padding + span(layer) - 1,
      ],
      ([first, last], imageSize) => [Math.max(0, first), Math.min(imageSize - 1, last)],
    ),
  },
  "one behind the last": {
    looksLike: "The last pixel is one too far: it is the first that is no longer seen.",
    reread: "last ← min(n − 1, last · S − P + span − 1)",
    pixelsSeen: (...args) => ({ ...pixelsSeen(...args), last: pixelsSeen(...args).last + 1 }),
  },
  "padding forgotten on the way back": {
    looksLike: "The windows are taken to begin at the first pixel, not at the first one of the padding.",
    reread: "first ← max(0, first · S − P)",
    ...seenBy(([first, last], layer, size) => [
      Math.min(size - 1, first * layer.stride),
      Math.min(size - 1, last * layer.stride + span(layer) - 1),
    ]),
  },
});
