import { zeros } from "#tensor";
import { maxPool2d, maxPool2dBackward } from "#reference/10-convolutional-networks/max-pool.ts";
import { variants } from "#graders/spec/authoring.ts";
import { everyStop } from "./pooling-loops.ts";

export default variants<typeof import("#reference/10-convolutional-networks/max-pool.ts")>({
  "window by window, with a loop for each axis": {
    maxPool2d(input, kernelSize, options) {
      const output = maxPool2d(input.mul(0), kernelSize, options);
      for (const { output: y, pixels } of everyStop(input, kernelSize, options)) {
        output.data[y] = Math.max(...pixels.map((pixel) => input.data[pixel]!));
      }
      return output;
    },
    maxPool2dBackward(input, kernelSize, gradOutput, options) {
      const gradInput = zeros(input.shape);
      for (const { output: y, pixels } of everyStop(input, kernelSize, options)) {
        const largest = pixels.reduce((best, pixel) => (input.data[pixel]! > input.data[best]! ? pixel : best));
        gradInput.data[largest]! += gradOutput.data[y]!;
      }
      return gradInput;
    },
  },
  "padded by hand": {
    maxPool2d(input, kernelSize, options = {}) {
      maxPool2d(input, kernelSize, options);
      const { padding = 0, ...others } = options;
      const around = [padding, padding] as const;
      return maxPool2d(input.pad([[0, 0], [0, 0], around, around], -Number.MAX_VALUE), kernelSize, others);
    },
    maxPool2dBackward(input, kernelSize, gradOutput, options = {}) {
      const { padding = 0, ...others } = options;
      const around = [padding, padding] as const;
      const [height, width] = input.shape.slice(2) as [number, number];
      const padded = input.pad([[0, 0], [0, 0], around, around], -Number.MAX_VALUE);
      return maxPool2dBackward(padded, kernelSize, gradOutput, others).slice(
        null,
        null,
        [padding, padding + height],
        [padding, padding + width],
      );
    },
  },
});
