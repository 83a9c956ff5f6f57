import { type Tensor, zeros } from "#tensor";
import {
  averagePool2d,
  averagePool2dBackward,
  type AveragePoolOptions,
} from "#reference/10-convolutional-networks/average-pool.ts";
import { maxPool2d, maxPool2dBackward } from "#reference/10-convolutional-networks/max-pool.ts";
import { mistakes } from "#graders/spec/authoring.ts";
import { everyStop, type Stop } from "./pooling-loops.ts";

type Module = typeof import("#reference/10-convolutional-networks/average-pool.ts");

/** Images with a border of zeros. */
const bordered = (input: Tensor, before: number, after: number): Tensor =>
  input.pad([
    [0, 0],
    [0, 0],
    [before, after],
    [before, after],
  ]);

/** Another rule for what a window's gradient does to the gradient of the image; m is what the forward pass divides by. */
const gradientBy = (
  rule: (gradInput: Float64Array, stop: Stop, given: { grad: number; m: number }) => void,
): Pick<Module, "averagePool2dBackward"> => ({
  averagePool2dBackward(input, kernelSize, gradOutput, options = {}) {
    const gradInput = zeros(input.shape);
    for (const stop of everyStop(input, kernelSize, options)) {
      const m = (options.countPadding ?? true) ? kernelSize ** 2 : stop.pixels.length;
      rule(gradInput.data, stop, { grad: gradOutput.data[stop.output]!, m });
    }
    return gradInput;
  },
});

/** What is left over at the end makes one more window, filled up with zeros that count. */
function roundedUp(input: Tensor, kernelSize: number, options: AveragePoolOptions = {}): Tensor {
  const { stride = kernelSize, padding = 0, ...others } = options;
  averagePool2d(input, kernelSize, options);
  const [rows, columns] = input.shape.slice(2).map((size) => {
    const rest = (size + 2 * padding - kernelSize) % stride;
    return rest === 0 ? 0 : stride - rest;
  });
  const wider = input.pad([
    [0, 0],
    [0, 0],
    [padding, padding + rows!],
    [padding, padding + columns!],
  ]);
  return averagePool2d(wider, kernelSize, { stride, ...others });
}

export default mistakes<Module>({
  "padding never counted": {
    looksLike:
      "Each sum is divided by the number of pixels under the window, though padding counts unless told not to.",
    reread: "m = K², unless countPadding is false",
    averagePool2d: (input, kernelSize, options) =>
      averagePool2d(input, kernelSize, { ...options, countPadding: false }),
  },
  "padding always counted": {
    looksLike: "Each sum is divided by K², though countPadding is false.",
    reread: "with countPadding false, m is the number of the window's places that lie in the image",
    averagePool2d: (input, kernelSize, options) => averagePool2d(input, kernelSize, { ...options, countPadding: true }),
  },
  "countPadding the wrong way round": {
    looksLike: "countPadding does the opposite of what it says.",
    reread: "countPadding: whether the zeros of the padding count in the mean, true when left out",
    averagePool2d: (input, kernelSize, { countPadding = true, ...options } = {}) =>
      averagePool2d(input, kernelSize, { ...options, countPadding: !countPadding }),
  },
  "zeros not counted": {
    looksLike: "The number of values that aren't 0 is counted; zeros of the image itself are values like others.",
    reread: "m is the number of the window's places that lie in the image",
    averagePool2d(input, kernelSize, options = {}) {
      const m = averagePool2d(input.notEqual(0), kernelSize, options).mul(kernelSize ** 2);
      const mean = averagePool2d(input, kernelSize, options);
      return options.countPadding === false
        ? averagePool2d(input, kernelSize, { ...options, countPadding: true })
            .mul(kernelSize ** 2)
            .div(m)
        : mean;
    },
  },
  "divided by the side": {
    looksLike: "The sum is divided by K, the side of the window, not by its K² values.",
    reread: "y[n, c, i, j] = (1/m) Σ_k Σ_l …, m = K²",
    averagePool2d: (input, kernelSize, options) => averagePool2d(input, kernelSize, options).mul(kernelSize),
  },
  "sum in place of the mean": {
    looksLike: "The window gives the sum of its values.",
    reread: "y[n, c, i, j] = (1/m) Σ_k Σ_l …",
    averagePool2d: (input, kernelSize, options) =>
      averagePool2d(input, kernelSize, { ...options, countPadding: true }).mul(kernelSize ** 2),
  },
  "largest value in place of the mean": {
    looksLike: "The window gives its largest value.",
    reread: "y[n, c, i, j] = (1/m) Σ_k Σ_l …",
    averagePool2d: (input, kernelSize, { countPadding: _, ...options } = {}) => maxPool2d(input, kernelSize, options),
  },
  "stride of one when left out": {
    looksLike: "Without a stride the window moves on by 1; it should move on by its own size.",
    reread: "S, kernelSize when left out",
    averagePool2d: (input, kernelSize, { stride = 1, ...options } = {}) =>
      averagePool2d(input, kernelSize, { stride, ...options }),
  },
  "stride ignored": {
    looksLike: "The window moves on by its own size, whatever stride was asked for.",
    reread: "x[n, c, iS + k − P, jS + l − P]: i times S",
    averagePool2d: (input, kernelSize, { stride: _, ...options } = {}) => averagePool2d(input, kernelSize, options),
  },
  "window starts at i": {
    looksLike: "The output has the size that the stride asks for, but its windows stand side by side as with stride 1.",
    reread: "x[n, c, iS + k − P, jS + l − P]: i times S",
    averagePool2d: (input, kernelSize, options) => {
      const [, , rows, columns] = averagePool2d(input, kernelSize, options).shape as [number, number, number, number];
      return averagePool2d(input, kernelSize, { ...options, stride: 1 }).slice(null, null, [0, rows], [0, columns]);
    },
  },
  "padding on one side": {
    looksLike: "Padding is put above and to the left of the image, but not below and to the right.",
    reread: "H' = ⌊(H + 2P − K) / S⌋ + 1: the padding counts twice",
    averagePool2d: (input, kernelSize, { padding = 0, ...options } = {}) =>
      averagePool2d(bordered(input, padding, 0), kernelSize, options),
  },
  "left over as one more window": {
    looksLike: "Rows and columns that are left over make one more window: rounded up, not down.",
    reread: "H' = ⌊(H + 2P − K) / S⌋ + 1: the brackets round down",
    averagePool2d: roundedUp,
  },
  "one stop too few": {
    looksLike: "The last row and the last column of outputs are missing.",
    reread: "H' = ⌊(H + 2P − K) / S⌋ + 1: plus 1",
    averagePool2d: (...args) => averagePool2d(...args).slice(null, null, [0, -1], [0, -1]),
  },
  "rows and columns exchanged": {
    looksLike: "The output is [N, C, W', H']: rows and columns have changed places.",
    reread: "returns: [N, C, H', W']",
    averagePool2d: (...args) => averagePool2d(...args).T,
  },
  "channels pooled together": {
    looksLike: "The mean is taken over all channels; each channel has means of its own.",
    reread: "y[n, c, i, j] = (1/m) Σ_k Σ_l x[n, c, …]: c is the same on both sides",
    averagePool2d: (...args) => {
      const output = averagePool2d(...args);
      return output.mean(1, { keepDims: true }).broadcastTo(output.shape);
    },
  },
  "share not divided": {
    looksLike: "Every pixel of a window receives all of its gradient, not its share.",
    reread: "dL/dx[n, c, p, q] = Σ dL/dy[n, c, i, j] / m",
    ...gradientBy((gradInput, { pixels }, { grad }) => pixels.forEach((pixel) => (gradInput[pixel]! += grad))),
  },
  "share of the pixels alone": {
    looksLike:
      "A window at the border shares its gradient among its pixels alone, though its mean counted the padding.",
    reread: "dL/dx[n, c, p, q] = Σ dL/dy[n, c, i, j] / m, with the m of the forward pass",
    ...gradientBy((gradInput, { pixels }, { grad }) =>
      pixels.forEach((pixel) => (gradInput[pixel]! += grad / pixels.length)),
    ),
  },
  "share of the whole window": {
    looksLike:
      "Every pixel receives 1/K² of the gradient, also where the forward pass left the padding out of the mean.",
    reread: "dL/dx[n, c, p, q] = Σ dL/dy[n, c, i, j] / m, with the m of the forward pass",
    averagePool2dBackward: (input, kernelSize, gradOutput, options) =>
      averagePool2dBackward(input, kernelSize, gradOutput, { ...options, countPadding: true }),
  },
  "overlaps overwritten": {
    looksLike: "A pixel that lies in several windows keeps the share of the last one; it should be their sum.",
    reread: "dL/dx[n, c, p, q] = Σ dL/dy[n, c, i, j] / m over the windows (i, j) in which the pixel lies",
    ...gradientBy((gradInput, { pixels }, { grad, m }) => pixels.forEach((pixel) => (gradInput[pixel] = grad / m))),
  },
  "overlaps averaged": {
    looksLike: "The gradient of a pixel is the mean over the windows in which it lies, not the sum.",
    reread: "dL/dx[n, c, p, q] = Σ dL/dy[n, c, i, j] / m over the windows (i, j) in which the pixel lies",
    averagePool2dBackward(input, kernelSize, gradOutput, options) {
      const visits = zeros(input.shape);
      for (const { pixels } of everyStop(input, kernelSize, options)) {
        for (const pixel of pixels) visits.data[pixel]! += 1;
      }
      return averagePool2dBackward(input, kernelSize, gradOutput, options).div(visits.maximum(1));
    },
  },
  "gradient of the maximum": {
    looksLike: "The largest value of each window receives the whole gradient, as in max pooling.",
    reread: "dL/dx[n, c, p, q] = Σ dL/dy[n, c, i, j] / m over the windows (i, j) in which the pixel lies",
    averagePool2dBackward: (input, kernelSize, gradOutput, { countPadding: _, ...options } = {}) =>
      maxPool2dBackward(input, kernelSize, gradOutput, options),
  },
  "stride of one in the gradient": {
    looksLike: "The gradient is spread over windows that stand side by side as with stride 1.",
    reread: "the windows are those of the forward pass: x[n, c, iS + k − P, jS + l − P]",
    averagePool2dBackward(input, kernelSize, gradOutput, options = {}) {
      const gradInput = zeros(input.shape);
      const [rows, columns] = gradOutput.shape.slice(2) as [number, number];
      let output = 0;
      for (const { place, pixels } of everyStop(input, kernelSize, { ...options, stride: 1 })) {
        if (place.i >= rows || place.j >= columns) continue;
        const m = (options.countPadding ?? true) ? kernelSize ** 2 : pixels.length;
        const share = gradOutput.data[output++]! / m;
        for (const pixel of pixels) gradInput.data[pixel]! += share;
      }
      return gradInput;
    },
  },
  "padding not cut off": {
    looksLike: "The gradient of the image still has its padding around it.",
    reread: "dL/dx has the shape of x",
    averagePool2dBackward: (input, kernelSize, gradOutput, { padding = 0, ...options } = {}) =>
      averagePool2dBackward(bordered(input, padding, padding), kernelSize, gradOutput, options),
  },
});
