import { inputSizes, outputSize, samePadding } from "#reference/10-convolutional-networks/output-size.ts";
import { variants } from "#graders/spec/authoring.ts";

export default variants<typeof import("#reference/10-convolutional-networks/output-size.ts")>({
  "stops counted one by one": {
    outputSize(inputSize, kernelSize, options = {}) {
      outputSize(inputSize, kernelSize, options);
      const { stride = 1, padding = 0, dilation = 1 } = options;
      let count = 0;
      for (let start = -padding; start + dilation * (kernelSize - 1) < inputSize + padding; start += stride) count++;
      return count;
    },
    samePadding(kernelSize, options) {
      const limit = samePadding(kernelSize, options);
      let padding = 0;
      while (padding < limit && outputSize(99, kernelSize, { ...options, padding }) < 99) padding++;
      return padding;
    },
    inputSizes(outputs, kernelSize, options) {
      inputSizes(outputs, kernelSize, options);
      const gives = (size: number) => {
        try {
          return outputSize(size, kernelSize, options);
        } catch {
          return 0;
        }
      };
      let least = 1;
      while (gives(least) < outputs) least++;
      let most = least;
      while (gives(most + 1) === outputs) most++;
      return { least, most };
    },
  },
});
