import type { Thread, Vector } from "#gpu";
import { variants } from "#graders/spec/authoring.ts";

export default variants<typeof import("#reference/16-gpu-kernels/reduce-sum.ts")>({
  "halves added to each other": {
    reduceSum: (device, x) => {
      if (x.shape.length !== 1) throw new RangeError("reduceSum: x must be a vector.");
      const kernel = function (this: Thread<"half" | "length">, x: Vector): number {
        if (this.thread.x + this.constants.half < this.constants.length) {
          return x[this.thread.x]! + x[this.thread.x + this.constants.half]!;
        }
        return x[this.thread.x]!;
      };
      let sums = x;
      while (sums.shape[0]! > 1) {
        const length = sums.shape[0]!;
        const half = Math.ceil(length / 2);
        sums = device.launch(kernel, [half], { half, length }, sums);
      }
      return sums;
    },
  },
});
