import type { Device, DeviceTensor, Kernel, Thread, Vector } from "#gpu";
import { saxpy } from "#reference/16-gpu-kernels/saxpy.ts";
import { mistakes } from "#graders/spec/authoring.ts";

function launching(kernel: Kernel) {
  return (device: Device, a: number, x: DeviceTensor, y: DeviceTensor): DeviceTensor => {
    fitting(x, y);
    return device.launch(kernel, x.shape, {}, a, x, y);
  };
}

function fitting(x: DeviceTensor, y: DeviceTensor): void {
  if (x.shape.join() !== y.shape.join()) throw new RangeError("saxpy: x and y must have one length.");
}

export default mistakes<typeof import("#reference/16-gpu-kernels/saxpy.ts")>({
  "a times both": {
    looksLike: "y is multiplied by a as well.",
    reread: "a x_i + y_i",
    saxpy: launching(function (this: Thread, a: number, x: Vector, y: Vector): number {
      return a * (x[this.thread.x]! + y[this.thread.x]!);
    }),
  },
  "a on the wrong vector": {
    looksLike: "y is multiplied by a, and x is added.",
    reread: "a x_i + y_i",
    saxpy: launching(function (this: Thread, a: number, x: Vector, y: Vector): number {
      return x[this.thread.x]! + a * y[this.thread.x]!;
    }),
  },
  "first entry everywhere": {
    looksLike: "Every thread reads the first entries, not its own.",
    reread: "the thread at x owns entry x",
    saxpy: launching(function (this: Thread, a: number, x: Vector, y: Vector): number {
      return a * x[0]! + y[this.thread.x]!;
    }),
  },
  "tail left out": {
    looksLike: "Whole blocks of 256 threads are launched, and what is over at the end stays 0.",
    reread: "one thread for each entry, whether 256 divides N or not",
    saxpy: (device, a, x, y) => {
      fitting(x, y);
      const whole = Math.floor(x.shape[0]! / 256) * 256;
      const kernel = function (this: Thread<"whole">, a: number, x: Vector, y: Vector): number {
        if (this.constants.whole > 0 && this.thread.x >= this.constants.whole) {
          return 0;
        }
        return a * x[this.thread.x]! + y[this.thread.x]!;
      };
      return device.launch(kernel, x.shape, { whole }, a, x, y);
    },
  },
  "lengths unchecked": {
    looksLike: "Vectors of different lengths are added as far as they go.",
    reread: "throws when x and y have different shapes",
    saxpy: (device, a, x, y) => {
      const length = [Math.min(x.shape[0]!, y.shape[0]!)];
      const kernel = function (this: Thread, a: number, x: Vector, y: Vector): number {
        return a * x[this.thread.x]! + y[this.thread.x]!;
      };
      return x.shape.join() === y.shape.join() ? saxpy(device, a, x, y) : device.launch(kernel, length, {}, a, x, y);
    },
  },
});
