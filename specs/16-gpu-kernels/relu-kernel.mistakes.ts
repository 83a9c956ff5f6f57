import type { Device, DeviceTensor, Kernel, Thread, Vector } from "#gpu";
import { mistakes } from "#graders/spec/authoring.ts";

function flat(device: Device, x: DeviceTensor): DeviceTensor {
  return device.reshape(x, [x.shape.reduce((product, size) => product * size, 1)]);
}

function launching(kernel: Kernel) {
  return (device: Device, x: DeviceTensor): DeviceTensor => {
    const values = flat(device, x);
    return device.reshape(device.launch(kernel, values.shape, {}, values), x.shape);
  };
}

function launchingBackward(kernel: Kernel) {
  return (device: Device, x: DeviceTensor, gradOutput: DeviceTensor): DeviceTensor => {
    if (x.shape.join() !== gradOutput.shape.join()) throw new RangeError("reluBackward: the shapes differ.");
    const [values, gradient] = [flat(device, x), flat(device, gradOutput)];
    return device.reshape(device.launch(kernel, values.shape, {}, values, gradient), x.shape);
  };
}

export default mistakes<typeof import("#reference/16-gpu-kernels/relu-kernel.ts")>({
  "absolute value": {
    looksLike: "Negative entries change their sign in place of becoming 0.",
    reread: "relu(x) = 0 where x is not above 0",
    relu: launching(function (this: Thread, x: Vector): number {
      return Math.abs(x[this.thread.x]!);
    }),
  },
  "minimum for maximum": {
    looksLike: "Negative entries are kept, and positive ones become 0.",
    reread: "relu(x) = x where x > 0",
    relu: launching(function (this: Thread, x: Vector): number {
      return Math.min(x[this.thread.x]!, 0);
    }),
  },
  "result left flat": {
    looksLike: "The result keeps the flat shape that it was launched over.",
    reread: "returns the shape of x",
    relu: (device, x) => {
      const values = flat(device, x);
      const kernel = function (this: Thread, x: Vector): number {
        return Math.max(x[this.thread.x]!, 0);
      };
      return device.launch(kernel, values.shape, {}, values);
    },
  },
  "gradient passed on everywhere": {
    looksLike: "The gradient is passed on where x is negative too.",
    reread: "dL/dx = dL/dy where x > 0, else 0",
    reluBackward: launchingBackward(function (this: Thread, x: Vector, gradOutput: Vector): number {
      return gradOutput[this.thread.x]!;
    }),
  },
  "gradient cut by its own sign": {
    looksLike: "The gradient is cut where it is negative itself, not where x is.",
    reread: "dL/dx = dL/dy where x > 0, else 0",
    reluBackward: launchingBackward(function (this: Thread, x: Vector, gradOutput: Vector): number {
      return Math.max(gradOutput[this.thread.x]!, 0);
    }),
  },
  "gradient passed on at 0": {
    looksLike: "The gradient is passed on where x is exactly 0.",
    reread: "dL/dx = dL/dy where x > 0: 0 is not above 0",
    reluBackward: launchingBackward(function (this: Thread, x: Vector, gradOutput: Vector): number {
      if (x[this.thread.x]! >= 0) {
        return gradOutput[this.thread.x]!;
      }
      return 0;
    }),
  },
  "slope without the gradient": {
    looksLike: "The slope of relu is given back, not multiplied by the gradient that comes in.",
    reread: "dL/dx = dL/dy where x > 0",
    reluBackward: launchingBackward(function (this: Thread, x: Vector, _gradOutput: Vector): number {
      if (x[this.thread.x]! > 0) {
        return 1;
      }
      return 0;
    }),
  },
});
