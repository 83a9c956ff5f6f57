import type { Device, DeviceTensor, Kernel, Thread, Volume } from "#gpu";
import { maxPool, type MaxPoolOptions } from "#reference/16-gpu-kernels/max-pool-kernel.ts";
import { mistakes } from "#graders/spec/authoring.ts";

type Sizes = "size" | "stride";

/** The reference's launch with another kernel. */
function launching(kernel: Kernel<Sizes>) {
  return (device: Device, x: DeviceTensor, options: MaxPoolOptions = {}): DeviceTensor => {
    const { shape } = maxPool(device, x, options);
    const { size = 2, stride = size } = options;
    const [images, channels, height, width] = x.shape as readonly [number, number, number, number];
    const planes = device.reshape(x, [images * channels, height, width]);
    const output = device.launch(kernel, [images * channels, shape[2]!, shape[3]!], { size, stride }, planes);
    return device.reshape(output, shape);
  };
}

export default mistakes<typeof import("#reference/16-gpu-kernels/max-pool-kernel.ts")>({
  "search starts from 0": {
    looksLike: "The search starts from 0, which wins over windows that are all negative.",
    reread: "max over the entries of the window",
    maxPool: launching(function (this: Thread<Sizes>, x: Volume): number {
      let largest = 0;
      for (let k = 0; k < this.constants.size; k++) {
        for (let l = 0; l < this.constants.size; l++) {
          const row = this.thread.y * this.constants.stride + k;
          largest = Math.max(largest, x[this.thread.z]![row]![this.thread.x * this.constants.stride + l]!);
        }
      }
      return largest;
    }),
  },
  "windows begin one after the other": {
    looksLike: "Windows move by one, whatever the stride.",
    reread: "x[n, c, iS + k, jS + l]: S stands before the row",
    maxPool: launching(function (this: Thread<Sizes>, x: Volume): number {
      let largest = x[this.thread.z]![this.thread.y]![this.thread.x]!;
      for (let k = 0; k < this.constants.size; k++) {
        for (let l = 0; l < this.constants.size; l++) {
          largest = Math.max(largest, x[this.thread.z]![this.thread.y + k]![this.thread.x + l]!);
        }
      }
      return largest;
    }),
  },
  "stride is the size": {
    looksLike: "Windows move by their own size, whatever the stride.",
    reread: "S is options.stride, the size only when left out",
    maxPool: (device, x, options = {}) => {
      const { shape } = maxPool(device, x, options);
      const { size = 2 } = options;
      const [images, channels, height, width] = x.shape as readonly [number, number, number, number];
      const kernel = function (this: Thread<"size" | "height" | "width">, x: Volume): number {
        const top = Math.min(this.thread.y * this.constants.size, this.constants.height - this.constants.size);
        const left = Math.min(this.thread.x * this.constants.size, this.constants.width - this.constants.size);
        let largest = x[this.thread.z]![top]![left]!;
        for (let k = 0; k < this.constants.size; k++) {
          for (let l = 0; l < this.constants.size; l++) {
            largest = Math.max(largest, x[this.thread.z]![top + k]![left + l]!);
          }
        }
        return largest;
      };
      const planes = device.reshape(x, [images * channels, height, width]);
      const output = device.launch(kernel, [images * channels, shape[2]!, shape[3]!], { size, height, width }, planes);
      return device.reshape(output, shape);
    },
  },
  "average for maximum": {
    looksLike: "The mean of each window is taken.",
    reread: "y is the maximum of the window",
    maxPool: launching(function (this: Thread<Sizes>, x: Volume): number {
      let sum = 0;
      for (let k = 0; k < this.constants.size; k++) {
        for (let l = 0; l < this.constants.size; l++) {
          const row = this.thread.y * this.constants.stride + k;
          sum += x[this.thread.z]![row]![this.thread.x * this.constants.stride + l]!;
        }
      }
      return sum / (this.constants.size * this.constants.size);
    }),
  },
  "first row of the window alone": {
    looksLike: "Only the first row of each window is searched.",
    reread: "max over k and l",
    maxPool: launching(function (this: Thread<Sizes>, x: Volume): number {
      const top = this.thread.y * this.constants.stride;
      const left = this.thread.x * this.constants.stride;
      let largest = x[this.thread.z]![top]![left]!;
      for (let l = 0; l < this.constants.size; l++) {
        largest = Math.max(largest, x[this.thread.z]![top]![left + l]!);
      }
      return largest;
    }),
  },
  "window unchecked": {
    looksLike: "A window larger than the image is cut to fit.",
    reread: "throws when the window is larger than the image",
    maxPool: (device, x, options = {}) => {
      const size = Math.min(options.size ?? 2, x.shape[2]!, x.shape[3]!);
      return maxPool(device, x, { ...options, size, stride: options.stride ?? options.size ?? 2 });
    },
  },
});
