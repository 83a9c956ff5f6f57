import { inputs, type Draw } from "#graders/spec/authoring.ts";
import type { Conv2dOptions } from "#reference/10-convolutional-networks/conv2d.ts";

interface Sizes {
  readonly batch: number;
  readonly channelsInGroup: number;
  readonly outputsOfGroup: number;
  readonly image: readonly [height: number, width: number];
  readonly kernel: readonly [height: number, width: number];
}

/** Images and kernels of the sizes; an option that is at its default is left out every other time. */
function convolution(draw: Draw, sizes: Sizes, options: Required<Conv2dOptions>) {
  const { batch, channelsInGroup, outputsOfGroup, image, kernel } = sizes;
  const { stride, padding, dilation, groups } = options;
  return {
    input: draw.tensor([batch, groups * channelsInGroup, ...image]),
    weight: draw.tensor([groups * outputsOfGroup, channelsInGroup, ...kernel]),
    bias: draw.tensor([groups * outputsOfGroup]),
    options: {
      ...(stride === 1 && draw.boolean() ? {} : { stride }),
      ...(padding === 0 && draw.boolean() ? {} : { padding }),
      ...(dilation === 1 && draw.boolean() ? {} : { dilation }),
      ...(groups === 1 && draw.boolean() ? {} : { groups }),
    },
  };
}

/** Rows or columns of the image that a kernel spans. */
function span(kernelSize: number, dilation: number): number {
  return dilation * (kernelSize - 1) + 1;
}

export default inputs({
  /** Strides below and above the kernel's size, and rests that floor drops. */
  conv2d(draw) {
    const stride = draw.pick([1, 1, 2, 3, 4]);
    const groups = draw.pick([1, 1, 2, 3]);
    const dilation = draw.pick([1, 1, 2]);
    const padding = draw.integer(0, 2);
    const kernel = [draw.size(1, 3), draw.size(1, 3)] as const;
    const [channelsInGroup, outputsOfGroup] = [draw.size(1, 2), draw.size(1, 2)];
    // Enough for one stop of the kernel, and up to four rows and five columns more.
    const height = Math.max(1, span(kernel[0], dilation) - 2 * padding) + draw.integer(0, 4);
    const width = Math.max(1, span(kernel[1], dilation) - 2 * padding) + draw.integer(1, 5);
    const sizes = { batch: draw.size(1, 3), channelsInGroup, outputsOfGroup, image: [height, width], kernel } as const;
    return convolution(draw, sizes, { stride, padding, dilation, groups });
  },
  /** Room for two stops and more, even where the image is padded on one side alone. */
  "stride of one"(draw) {
    const groups = draw.pick([1, 1, 2, 3]);
    const dilation = draw.pick([1, 2]);
    const padding = draw.integer(0, 2);
    const kernel = [draw.size(1, 3), draw.size(1, 3)] as const;
    const [channelsInGroup, outputsOfGroup] = [draw.size(1, 2), draw.size(1, 2)];
    const height = Math.max(1, span(kernel[0], dilation) - padding) + draw.integer(2, 4);
    const width = Math.max(1, span(kernel[1], dilation) - padding) + draw.integer(2, 5);
    const sizes = { batch: draw.size(1, 3), channelsInGroup, outputsOfGroup, image: [height, width], kernel } as const;
    return convolution(draw, sizes, { stride: 1, padding, dilation, groups });
  },
  /** Several images, and windows that overlap. */
  "no options"(draw) {
    const [channels, outputs] = [draw.size(1, 3), draw.size(1, 3)];
    const kernel = [draw.size(1, 3), draw.size(2, 3)] as const;
    const image = [kernel[0] + draw.integer(0, 3), kernel[1] + draw.integer(1, 3)] as const;
    return {
      input: draw.tensor([draw.size(2, 3), channels, ...image]),
      weight: draw.tensor([outputs, channels, ...kernel]),
      bias: draw.tensor([outputs]),
    };
  },
  /** Each option is at work: what leaves out any of them, or exchanges two, comes to another output. */
  "all options"(draw) {
    // No two stops meet one pixel: windows that overlap are another matter.
    const [stride, dilation] = draw.pick<[number, number]>([
      [3, 2],
      [4, 3],
      [2, 3],
    ]);
    const padding = draw.integer(1, 2);
    const groups = draw.pick([2, 3]);
    const kernel = [draw.pick([1, 3]), 2] as const;
    // So many rows that some stop begins on a row of the image, not in its padding.
    const height = Math.max(stride, stride + span(kernel[0], dilation) - 1 - padding) + draw.integer(0, 2);
    // The third stop ends at the last column of the padding: without that column there would be a stop less.
    const width = span(kernel[1], dilation) + 2 * stride - 2 * padding;
    const sizes = {
      batch: 2,
      channelsInGroup: 2,
      outputsOfGroup: draw.size(1, 2),
      image: [height, width],
      kernel,
    } as const;
    return convolution(draw, sizes, { stride, padding, dilation, groups });
  },
});
