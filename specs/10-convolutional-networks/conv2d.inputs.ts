import { inputs, type Draw } from "#graders/spec/authoring.ts";

/** Images and kernels that fit each other; strides below and above the kernel's size, and rests that floor drops. */
function convolution(draw: Draw, stride: number) {
  const groups = draw.pick([1, 1, 2, 3]);
  const dilation = draw.pick([1, 1, 2]);
  const padding = draw.integer(0, 2);
  const [kernelHeight, kernelWidth] = [draw.size(1, 3), draw.size(1, 3)];
  const [channels, outputs] = [draw.size(1, 2), draw.size(1, 2)];
  // Enough for one stop of the kernel, and up to four rows and five columns more.
  const height = Math.max(1, dilation * (kernelHeight - 1) + 1 - 2 * padding) + draw.integer(0, 4);
  const width = Math.max(1, dilation * (kernelWidth - 1) + 1 - 2 * padding) + draw.integer(1, 5);
  return {
    input: draw.tensor([draw.size(1, 3), groups * channels, height, width]),
    weight: draw.tensor([groups * outputs, channels, kernelHeight, kernelWidth]),
    bias: draw.tensor([groups * outputs]),
    options: {
      ...(stride === 1 && draw.boolean() ? {} : { stride }),
      ...(padding === 0 && draw.boolean() ? {} : { padding }),
      ...(dilation === 1 && draw.boolean() ? {} : { dilation }),
      ...(groups === 1 && draw.boolean() ? {} : { groups }),
    },
  };
}

export default inputs({
  conv2d: (draw) => convolution(draw, draw.pick([1, 1, 2, 3, 4])),
  "stride of one": (draw) => convolution(draw, 1),
});
