import { zeros } from "#tensor";
import { averagePool2d } from "#reference/10-convolutional-networks/average-pool.ts";
import { variants } from "#graders/spec/authoring.ts";
import { everyStop } from "./pooling-loops.ts";

export default variants<typeof import("#reference/10-convolutional-networks/average-pool.ts")>({
  "window by window, with a loop for each axis": {
    averagePool2d(input, kernelSize, options = {}) {
      const output = averagePool2d(input.mul(0), kernelSize, options);
      for (const { output: y, pixels } of everyStop(input, kernelSize, options)) {
        const count = (options.countPadding ?? true) ? kernelSize ** 2 : pixels.length;
        output.data[y] = pixels.reduce((sum, pixel) => sum + input.data[pixel]!, 0) / count;
      }
      return output;
    },
    averagePool2dBackward(input, kernelSize, gradOutput, options = {}) {
      const gradInput = zeros(input.shape);
      for (const { output: y, pixels } of everyStop(input, kernelSize, options)) {
        const count = (options.countPadding ?? true) ? kernelSize ** 2 : pixels.length;
        for (const pixel of pixels) gradInput.data[pixel]! += gradOutput.data[y]! / count;
      }
      return gradInput;
    },
  },
});
