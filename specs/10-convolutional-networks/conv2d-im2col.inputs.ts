import { inputs, type Draw } from "#graders/spec/authoring.ts";
import convolutions from "./conv2d.inputs.ts";

/** Images and a kernel's size; stride, padding and dilation of all kinds. */
function windows(draw: Draw) {
  const kernelSize = [draw.size(1, 3), draw.size(1, 3)] as const;
  const [stride, padding, dilation] = [draw.pick([1, 1, 2, 3]), draw.integer(0, 2), draw.pick([1, 1, 2])];
  const least = kernelSize.map((size) => Math.max(1, dilation * (size - 1) + 1 - 2 * padding));
  return {
    input: draw.tensor([
      draw.size(1, 3),
      draw.size(1, 3),
      least[0]! + draw.integer(0, 3),
      least[1]! + draw.integer(1, 4),
    ]),
    kernelSize,
    options: {
      ...(stride === 1 && draw.boolean() ? {} : { stride }),
      ...(padding === 0 && draw.boolean() ? {} : { padding }),
      ...(dilation === 1 && draw.boolean() ? {} : { dilation }),
    },
  };
}

export default inputs({
  im2col: windows,
  conv2dIm2col: convolutions["conv2d"]!,
  "no options": convolutions["no options"]!,
  "all options": convolutions["all options"]!,
});
