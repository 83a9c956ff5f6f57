import { inputs, type Draw } from "#graders/spec/authoring.ts";
import type { WindowOptions } from "#reference/10-convolutional-networks/output-size.ts";

/** A window with all of its options; one that is at its default is left out every other time. */
function drawWindow(draw: Draw) {
  const kernelSize = draw.integer(1, 7);
  const [stride, dilation, padding] = [draw.integer(1, 5), draw.integer(1, 3), draw.integer(0, 4)];
  const options: WindowOptions = {
    ...(stride === 1 && draw.boolean() ? {} : { stride }),
    ...(padding === 0 && draw.boolean() ? {} : { padding }),
    ...(dilation === 1 && draw.boolean() ? {} : { dilation }),
  };
  return { kernelSize, options, stride, padding, span: dilation * (kernelSize - 1) + 1 };
}

export default inputs({
  /** Room for at least one stop, and for as many more as come. */
  outputSize(draw) {
    const { kernelSize, options, padding, span } = drawWindow(draw);
    return { inputSize: Math.max(1, span - 2 * padding) + draw.integer(0, 30), kernelSize, options };
  },
  /** So many outputs that the padding alone doesn't give them. */
  inputSizes(draw) {
    const { kernelSize, options, stride, padding, span } = drawWindow(draw);
    const fewest = Math.max(1, Math.floor((1 + 2 * padding - span) / stride) + 1);
    return { outputs: fewest + draw.integer(0, 9), kernelSize, options };
  },
});
