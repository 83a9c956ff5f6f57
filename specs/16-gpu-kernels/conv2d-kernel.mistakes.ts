import type { Device, DeviceTensor, Kernel, Thread, Vector, Volume } from "#gpu";
import { conv2d, type Conv2dOptions } from "#reference/16-gpu-kernels/conv2d-kernel.ts";
import { mistakes } from "#graders/spec/authoring.ts";

type Sizes =
  | "images"
  | "channels"
  | "maps"
  | "height"
  | "width"
  | "windowHeight"
  | "windowWidth"
  | "stride"
  | "padding";

/** The reference's launch with another kernel. */
function launching(kernel: Kernel<Sizes>) {
  return (
    device: Device,
    x: DeviceTensor,
    weight: DeviceTensor,
    bias: DeviceTensor,
    options: Conv2dOptions = {},
  ): DeviceTensor => {
    // It refuses what doesn't fit, and says how large the output is.
    const { shape } = conv2d(device, x, weight, bias, options);
    const { stride = 1, padding = 0 } = options;
    const [images, channels, height, width] = x.shape as readonly [number, number, number, number];
    const [maps, , windowHeight, windowWidth] = weight.shape as readonly [number, number, number, number];
    const output = device.launch(
      kernel,
      [images * maps, shape[2]!, shape[3]!],
      { images, channels, maps, height, width, windowHeight, windowWidth, stride, padding },
      device.reshape(x, [images * channels, height, width]),
      device.reshape(weight, [maps * channels, windowHeight, windowWidth]),
      bias,
    );
    return device.reshape(output, shape);
  };
}

export default mistakes<typeof import("#reference/16-gpu-kernels/conv2d-kernel.ts")>({
  "kernel flipped": {
    looksLike: "The window is walked backwards, as in the convolution of signal processing.",
    reread: "w[o, c, k, l] · x[n, c, iS + k − P, jS + l − P]: k and the row grow together",
    conv2d: launching(function (this: Thread<Sizes>, x: Volume, weight: Volume, bias: Vector): number {
      const image = Math.floor(this.thread.z / this.constants.maps);
      const map = this.thread.z - image * this.constants.maps;
      let sum = bias[map]!;
      for (let c = 0; c < this.constants.channels; c++) {
        for (let k = 0; k < this.constants.windowHeight; k++) {
          const row = this.thread.y * this.constants.stride + k - this.constants.padding;
          for (let l = 0; l < this.constants.windowWidth; l++) {
            const column = this.thread.x * this.constants.stride + l - this.constants.padding;
            if (row >= 0 && row < this.constants.height && column >= 0 && column < this.constants.width) {
              const up = this.constants.windowHeight - 1 - k;
              const back = this.constants.windowWidth - 1 - l;
              sum +=
                weight[map * this.constants.channels + c]![up]![back]! *
                x[image * this.constants.channels + c]![row]![column]!;
            }
          }
        }
      }
      return sum;
    }),
  },
  "first channel alone": {
    looksLike: "Only the first channel of each image is read.",
    reread: "Σ_c runs over all channels",
    conv2d: launching(function (this: Thread<Sizes>, x: Volume, weight: Volume, bias: Vector): number {
      const image = Math.floor(this.thread.z / this.constants.maps);
      const map = this.thread.z - image * this.constants.maps;
      let sum = bias[map]!;
      for (let k = 0; k < this.constants.windowHeight; k++) {
        const row = this.thread.y * this.constants.stride + k - this.constants.padding;
        for (let l = 0; l < this.constants.windowWidth; l++) {
          const column = this.thread.x * this.constants.stride + l - this.constants.padding;
          if (row >= 0 && row < this.constants.height && column >= 0 && column < this.constants.width) {
            sum += weight[map * this.constants.channels]![k]![l]! * x[image * this.constants.channels]![row]![column]!;
          }
        }
      }
      return sum;
    }),
  },
  "images and maps mixed up": {
    looksLike:
      "The plane of the output is taken for map after map with all images in each, not image after image with all maps.",
    reread: "plane n O + o of y is map o of image n",
    conv2d: launching(function (this: Thread<Sizes>, x: Volume, weight: Volume, bias: Vector): number {
      const map = Math.floor(this.thread.z / this.constants.images);
      const image = this.thread.z - map * this.constants.images;
      let sum = bias[map]!;
      for (let c = 0; c < this.constants.channels; c++) {
        for (let k = 0; k < this.constants.windowHeight; k++) {
          const row = this.thread.y * this.constants.stride + k - this.constants.padding;
          for (let l = 0; l < this.constants.windowWidth; l++) {
            const column = this.thread.x * this.constants.stride + l - this.constants.padding;
            if (row >= 0 && row < this.constants.height && column >= 0 && column < this.constants.width) {
              sum +=
                weight[map * this.constants.channels + c]![k]![l]! *
                x[image * this.constants.channels + c]![row]![column]!;
            }
          }
        }
      }
      return sum;
    }),
  },
  "bias left out": {
    looksLike: "The bias is not added.",
    reread: "b_o + Σ …",
    conv2d: launching(function (this: Thread<Sizes>, x: Volume, weight: Volume, _bias: Vector): number {
      const image = Math.floor(this.thread.z / this.constants.maps);
      const map = this.thread.z - image * this.constants.maps;
      let sum = 0;
      for (let c = 0; c < this.constants.channels; c++) {
        for (let k = 0; k < this.constants.windowHeight; k++) {
          const row = this.thread.y * this.constants.stride + k - this.constants.padding;
          for (let l = 0; l < this.constants.windowWidth; l++) {
            const column = this.thread.x * this.constants.stride + l - this.constants.padding;
            if (row >= 0 && row < this.constants.height && column >= 0 && column < this.constants.width) {
              sum +=
                weight[map * this.constants.channels + c]![k]![l]! *
                x[image * this.constants.channels + c]![row]![column]!;
            }
          }
        }
      }
      return sum;
    }),
  },
  "padding at the end alone": {
    looksLike: "All padding is put below and to the right; the window begins at the image's corner.",
    reread: "x[n, c, iS + k − P, jS + l − P]",
    conv2d: launching(function (this: Thread<Sizes>, x: Volume, weight: Volume, bias: Vector): number {
      const image = Math.floor(this.thread.z / this.constants.maps);
      const map = this.thread.z - image * this.constants.maps;
      let sum = bias[map]!;
      for (let c = 0; c < this.constants.channels; c++) {
        for (let k = 0; k < this.constants.windowHeight; k++) {
          const row = this.thread.y * this.constants.stride + k;
          for (let l = 0; l < this.constants.windowWidth; l++) {
            const column = this.thread.x * this.constants.stride + l;
            if (row < this.constants.height && column < this.constants.width) {
              sum +=
                weight[map * this.constants.channels + c]![k]![l]! *
                x[image * this.constants.channels + c]![row]![column]!;
            }
          }
        }
      }
      return sum;
    }),
  },
  "stride ignored": {
    looksLike: "Windows begin one after the other, whatever the stride.",
    reread: "iS + k: S stands before the row",
    conv2d: launching(function (this: Thread<Sizes>, x: Volume, weight: Volume, bias: Vector): number {
      const image = Math.floor(this.thread.z / this.constants.maps);
      const map = this.thread.z - image * this.constants.maps;
      let sum = bias[map]!;
      for (let c = 0; c < this.constants.channels; c++) {
        for (let k = 0; k < this.constants.windowHeight; k++) {
          const row = this.thread.y + k - this.constants.padding;
          for (let l = 0; l < this.constants.windowWidth; l++) {
            const column = this.thread.x + l - this.constants.padding;
            if (row >= 0 && row < this.constants.height && column >= 0 && column < this.constants.width) {
              sum +=
                weight[map * this.constants.channels + c]![k]![l]! *
                x[image * this.constants.channels + c]![row]![column]!;
            }
          }
        }
      }
      return sum;
    }),
  },
  "channels unchecked": {
    looksLike: "A kernel for fewer channels is applied to the first channels of the image.",
    reread: "throws when the shapes don't fit",
    conv2d: (device, x, weight, bias, options) => {
      if (x.shape[1] === weight.shape[1]) return conv2d(device, x, weight, bias, options);
      const depth = weight.shape[1]!;
      const [images, , height, width] = x.shape as readonly [number, number, number, number];
      const plane = function (this: Thread<"channels" | "depth">, x: Volume): number {
        const image = Math.floor(this.thread.z / this.constants.depth);
        const channel = this.thread.z - image * this.constants.depth;
        return x[image * this.constants.channels + channel]![this.thread.y]![this.thread.x]!;
      };
      const channels = x.shape[1]!;
      const planes = device.reshape(x, [images * channels, height, width]);
      const cut = device.launch(plane, [images * depth, height, width], { channels, depth }, planes);
      return conv2d(device, device.reshape(cut, [images, depth, height, width]), weight, bias, options);
    },
  },
});
