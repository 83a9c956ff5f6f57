import { inputs } from "#graders/spec/authoring.ts";

export default inputs({
  /** Strides, paddings and groups of all kinds, with an output padding below the stride, and an output of one place at least. */
  transposedConv2d(draw) {
    const [stride, dilation, groups] = [draw.pick([1, 2, 2, 3]), draw.pick([1, 1, 2]), draw.pick([1, 1, 2])];
    const kernel = [draw.size(1, 3), draw.size(2, 4)] as const;
    const image = [draw.size(1, 3), draw.size(2, 4)] as const;
    const outputPadding = draw.integer(0, stride - 1);
    const whole = [0, 1].map((axis) => (image[axis]! - 1) * stride + dilation * (kernel[axis]! - 1) + 1);
    const padding = draw.integer(0, Math.min(2, Math.floor((Math.min(...whole) - 1) / 2)));
    const [channels, outputs] = [draw.size(1, 2), draw.size(1, 3)];
    return {
      input: draw.tensor([draw.size(1, 3), groups * channels, ...image]),
      weight: draw.tensor([groups * channels, outputs, ...kernel]),
      bias: draw.tensor([groups * outputs]),
      options: {
        ...(stride === 1 && draw.boolean() ? {} : { stride }),
        ...(padding === 0 && draw.boolean() ? {} : { padding }),
        ...(dilation === 1 && draw.boolean() ? {} : { dilation }),
        ...(groups === 1 && draw.boolean() ? {} : { groups }),
        ...(outputPadding === 0 && draw.boolean() ? {} : { outputPadding }),
      },
    };
  },
});
