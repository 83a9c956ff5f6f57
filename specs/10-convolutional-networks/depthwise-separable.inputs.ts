import { inputs } from "#graders/spec/authoring.ts";

export default inputs({
  /** Strides and paddings of all kinds, one kernel for each channel or several. */
  depthwiseSeparable(draw) {
    const [channels, multiplier, outputs] = [draw.size(2, 3), draw.size(1, 3), draw.size(1, 5)];
    const kernel = [draw.pick([1, 2, 3]), draw.pick([2, 3])] as const;
    const [stride, padding, dilation] = [draw.pick([1, 2, 3]), draw.integer(0, 1), draw.pick([1, 1, 2])];
    const least = kernel.map((size) => Math.max(1, dilation * (size - 1) + 1 - 2 * padding));
    return {
      input: draw.tensor([draw.size(1, 3), channels, least[0]! + draw.integer(0, 2), least[1]! + draw.integer(1, 3)]),
      parameters: {
        depthwiseWeight: draw.tensor([channels, multiplier, ...kernel]),
        depthwiseBias: draw.tensor([channels, multiplier]),
        pointwiseWeight: draw.tensor([outputs, channels * multiplier]),
        pointwiseBias: draw.tensor([outputs]),
      },
      options: {
        ...(stride === 1 && draw.boolean() ? {} : { stride }),
        ...(padding === 0 && draw.boolean() ? {} : { padding }),
        ...(dilation === 1 && draw.boolean() ? {} : { dilation }),
      },
    };
  },
});
