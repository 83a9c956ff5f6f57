import { type Tensor, zeros } from "#tensor";
import { maxPool2d, maxPool2dBackward, type MaxPoolOptions } from "#reference/10-convolutional-networks/max-pool.ts";
import { averagePool2d, averagePool2dBackward } from "#reference/10-convolutional-networks/average-pool.ts";
import { mistakes } from "#graders/spec/authoring.ts";
import { everyStop, type Stop } from "./pooling-loops.ts";

type Module = typeof import("#reference/10-convolutional-networks/max-pool.ts");

/** Images with a border. */
function bordered(input: Tensor, [before, after]: readonly [number, number], value: number): Tensor {
  return input.pad(
    [
      [0, 0],
      [0, 0],
      [before, after],
      [before, after],
    ],
    value,
  );
}

/** Where the largest values of a window are: flat positions, one or several. */
function winners(input: Tensor, { pixels }: Stop): number[] {
  const largest = Math.max(...pixels.map((pixel) => input.data[pixel]!));
  return pixels.filter((pixel) => input.data[pixel] === largest);
}

/** Another rule for what a window's gradient does to the gradient of the image. */
const gradientBy = (
  rule: (gradInput: Float64Array, stop: Stop, given: { input: Tensor; grad: number; kernelSize: number }) => void,
): Pick<Module, "maxPool2dBackward"> => ({
  maxPool2dBackward(input, kernelSize, gradOutput, options) {
    const gradInput = zeros(input.shape);
    for (const stop of everyStop(input, kernelSize, options)) {
      rule(gradInput.data, stop, { input, grad: gradOutput.data[stop.output]!, kernelSize });
    }
    return gradInput;
  },
});

/** Pooling with what is left over at the end as one more, smaller window, where there is something left over. */
function roundedUp(input: Tensor, kernelSize: number, options: MaxPoolOptions = {}): Tensor {
  const { stride = kernelSize, padding = 0 } = options;
  maxPool2d(input, kernelSize, options);
  const [rows, columns] = input.shape.slice(2).map((size) => {
    const rest = (size + 2 * padding - kernelSize) % stride;
    return rest === 0 ? 0 : stride - rest;
  });
  const wider = input.pad(
    [
      [0, 0],
      [0, 0],
      [padding, padding + rows!],
      [padding, padding + columns!],
    ],
    -Infinity,
  );
  return maxPool2d(wider, kernelSize, { stride });
}

export default mistakes<Module>({
  "padded with zeros": {
    looksLike: "The padding counts as 0, which is larger than any negative value.",
    reread: "The padding never wins: it counts as −∞",
    maxPool2d: (input, kernelSize, { padding = 0, ...options } = {}) =>
      maxPool2d(bordered(input, [padding, padding], 0), kernelSize, options),
  },
  "padded with zeros in the gradient": {
    looksLike:
      "In the gradient the padding counts as 0: where all pixels of a window are negative, none receives anything.",
    reread: "The padding never wins: it counts as −∞",
    maxPool2dBackward: (input, kernelSize, gradOutput, { padding = 0, ...options } = {}) => {
      const [height, width] = input.shape.slice(2) as [number, number];
      return maxPool2dBackward(bordered(input, [padding, padding], 0), kernelSize, gradOutput, options).slice(
        null,
        null,
        [padding, padding + height],
        [padding, padding + width],
      );
    },
  },
  "stride of one when left out": {
    looksLike: "Without a stride the window moves on by 1; it should move on by its own size.",
    reread: "S, kernelSize when left out",
    maxPool2d: (input, kernelSize, { stride = 1, ...options } = {}) =>
      maxPool2d(input, kernelSize, { stride, ...options }),
  },
  "stride ignored": {
    looksLike: "The window moves on by its own size, whatever stride was asked for.",
    reread: "x[n, c, iS + k − P, jS + l − P]: i times S",
    maxPool2d: (input, kernelSize, { stride: _, ...options } = {}) => maxPool2d(input, kernelSize, options),
  },
  "window starts at i": {
    looksLike: "The output has the size that the stride asks for, but its windows stand side by side as with stride 1.",
    reread: "x[n, c, iS + k − P, jS + l − P]: i times S",
    maxPool2d: (input, kernelSize, options) => {
      const [, , rows, columns] = maxPool2d(input, kernelSize, options).shape as [number, number, number, number];
      return maxPool2d(input, kernelSize, { ...options, stride: 1 }).slice(null, null, [0, rows], [0, columns]);
    },
  },
  "padding ignored": {
    looksLike: "No padding is put around the image.",
    reread: "H' = ⌊(H + 2P − K) / S⌋ + 1",
    maxPool2d: (input, kernelSize, options) =>
      maxPool2d(maxPool2d(input, kernelSize, options) && input, kernelSize, { ...options, padding: 0 }),
  },
  "padding on one side": {
    looksLike: "Padding is put above and to the left of the image, but not below and to the right.",
    reread: "H' = ⌊(H + 2P − K) / S⌋ + 1: the padding counts twice",
    maxPool2d: (input, kernelSize, { padding = 0, ...options } = {}) =>
      maxPool2d(bordered(input, [padding, 0], -Infinity), kernelSize, options),
  },
  "left over as one more window": {
    looksLike: "Rows and columns that are left over make one more, smaller window: rounded up, not down.",
    reread: "H' = ⌊(H + 2P − K) / S⌋ + 1: the brackets round down",
    maxPool2d: roundedUp,
  },
  "one stop too few": {
    looksLike: "The last row and the last column of outputs are missing.",
    reread: "H' = ⌊(H + 2P − K) / S⌋ + 1: plus 1",
    maxPool2d: (...args) => maxPool2d(...args).slice(null, null, [0, -1], [0, -1]),
  },
  "rows and columns exchanged": {
    looksLike: "The output is [N, C, W', H']: rows and columns have changed places.",
    reread: "returns: [N, C, H', W']",
    maxPool2d: (...args) => maxPool2d(...args).T,
  },
  "smallest value": {
    looksLike: "The window gives its smallest value.",
    reread: "y[n, c, i, j] = max …",
    maxPool2d: (input, kernelSize, options) => maxPool2d(input.neg(), kernelSize, options).neg(),
  },
  "largest in size": {
    looksLike: "The window gives the value that lies furthest from 0, without regard to its sign.",
    reread: "y[n, c, i, j] = max x[…], not max |x[…]|",
    maxPool2d: (input, kernelSize, options) => maxPool2d(input.abs(), kernelSize, options),
  },
  "mean in place of the largest": {
    looksLike: "The window gives the mean of its values.",
    reread: "y[n, c, i, j] = max …",
    maxPool2d: (input, kernelSize, options) => averagePool2d(input, kernelSize, options),
  },
  "channels pooled together": {
    looksLike: "The largest value is taken over all channels; each channel has a largest value of its own.",
    reread: "y[n, c, i, j] = max x[n, c, …]: c is the same on both sides",
    maxPool2d: (...args) => {
      const output = maxPool2d(...args);
      return output.max(1, { keepDims: true }).broadcastTo(output.shape);
    },
  },
  "all equal values receive all": {
    looksLike:
      "Where several values are the largest, each receives the whole gradient: more is handed out than came in.",
    reread: "Of several largest values the first one, row by row, receives all",
    ...gradientBy((gradInput, stop, { input, grad }) =>
      winners(input, stop).forEach((pixel) => (gradInput[pixel]! += grad)),
    ),
  },
  "shared among equal values": {
    looksLike:
      "Where several values are the largest, they share the gradient. That is a subgradient too, but not the one asked for.",
    reread: "Of several largest values the first one, row by row, receives all",
    ...gradientBy((gradInput, stop, { input, grad }) => {
      const equals = winners(input, stop);
      equals.forEach((pixel) => (gradInput[pixel]! += grad / equals.length));
    }),
  },
  "last of the equal values": {
    looksLike: "Where several values are the largest, the last one receives the gradient: >= was used where > belongs.",
    reread: "Of several largest values the first one, row by row, receives all",
    ...gradientBy((gradInput, stop, { input, grad }) => {
      gradInput[winners(input, stop).at(-1)!]! += grad;
    }),
  },
  "overlaps overwritten": {
    looksLike:
      "A pixel that is the largest of several windows keeps the gradient of the last one; it should be their sum.",
    reread: "dL/dx[n, c, p, q] = Σ dL/dy[n, c, i, j] over the windows whose largest value it is",
    ...gradientBy((gradInput, stop, { input, grad }) => {
      gradInput[winners(input, stop)[0]!] = grad;
    }),
  },
  "whole window receives all": {
    looksLike: "Every pixel of a window receives its gradient; only the largest value moves the maximum.",
    reread: "dL/dx[n, c, p, q] = Σ dL/dy[n, c, i, j] over the windows (i, j) whose largest value is x[n, c, p, q]",
    ...gradientBy((gradInput, { pixels }, { grad }) => pixels.forEach((pixel) => (gradInput[pixel]! += grad))),
  },
  "gradient of the mean": {
    looksLike: "The gradient is spread evenly over the window, as in average pooling.",
    reread: "dL/dx[n, c, p, q] = Σ dL/dy[n, c, i, j] over the windows (i, j) whose largest value is x[n, c, p, q]",
    maxPool2dBackward: (input, kernelSize, gradOutput, options) =>
      averagePool2dBackward(input, kernelSize, gradOutput, options),
  },
  "upstream gradient ignored": {
    looksLike: "The largest values receive 1 for each window, whatever gradOutput says.",
    reread: "dL/dx[n, c, p, q] = Σ dL/dy[n, c, i, j]",
    ...gradientBy((gradInput, stop, { input }) => {
      gradInput[winners(input, stop)[0]!]! += 1;
    }),
  },
  "times the largest value": {
    looksLike:
      "The gradient is multiplied by the largest value itself; the maximum grows as fast as that value, by a factor of 1.",
    reread: "dL/dx[n, c, p, q] = Σ dL/dy[n, c, i, j]",
    ...gradientBy((gradInput, stop, { input, grad }) => {
      const [largest] = winners(input, stop) as [number];
      gradInput[largest]! += grad * input.data[largest]!;
    }),
  },
  "stride of one in the gradient": {
    looksLike: "The gradient looks for the largest values in windows that stand side by side as with stride 1.",
    reread: "the windows are those of the forward pass: x[n, c, iS + k − P, jS + l − P]",
    maxPool2dBackward(input, kernelSize, gradOutput, options = {}) {
      const gradInput = zeros(input.shape);
      const [rows, columns] = gradOutput.shape.slice(2) as [number, number];
      let output = 0;
      for (const stop of everyStop(input, kernelSize, { ...options, stride: 1 })) {
        if (stop.place.i >= rows || stop.place.j >= columns) continue;
        gradInput.data[winners(input, stop)[0]!]! += gradOutput.data[output++]!;
      }
      return gradInput;
    },
  },
  "padding not cut off": {
    looksLike: "The gradient of the image still has its padding around it.",
    reread: "dL/dx has the shape of x",
    maxPool2dBackward: (input, kernelSize, gradOutput, { padding = 0, ...options } = {}) =>
      maxPool2dBackward(bordered(input, [padding, padding], -Infinity), kernelSize, gradOutput, options),
  },
});
