import { type Tensor, zeros } from "#tensor";
import { conv2d, type Conv2dOptions } from "#reference/10-convolutional-networks/conv2d.ts";
import { variants } from "#graders/spec/authoring.ts";

/** Takes the flat positions of y, x and w in one product of the formula. */
type Visit = (y: number, x: number, w: number) => void;

/** Visits every product that the formula sums. */
function everyProduct([input, weight, output]: [Tensor, Tensor, Tensor], options: Conv2dOptions, visit: Visit): void {
  const { stride = 1, padding = 0, dilation = 1, groups = 1 } = options;
  const [, channels, height, width] = input.shape as [number, number, number, number];
  const [outputs, block, kernelHeight, kernelWidth] = weight.shape as [number, number, number, number];
  const [batch, , rows, columns] = output.shape as [number, number, number, number];
  for (let n = 0; n < batch; n++)
    for (let o = 0; o < outputs; o++)
      for (let i = 0; i < rows; i++)
        for (let j = 0; j < columns; j++)
          for (let c = 0; c < block; c++)
            for (let k = 0; k < kernelHeight; k++)
              for (let l = 0; l < kernelWidth; l++) {
                const [p, q] = [i * stride + k * dilation - padding, j * stride + l * dilation - padding];
                if (p < 0 || p >= height || q < 0 || q >= width) continue;
                const channel = Math.floor(o / (outputs / groups)) * block + c;
                visit(
                  ((n * outputs + o) * rows + i) * columns + j,
                  ((n * channels + channel) * height + p) * width + q,
                  ((o * block + c) * kernelHeight + k) * kernelWidth + l,
                );
              }
}

export default variants<typeof import("#reference/10-convolutional-networks/conv2d.ts")>({
  "seven nested loops": {
    conv2d(input, weight, bias, options = {}) {
      const output = conv2d(input.mul(0), weight, bias, options);
      everyProduct([input, weight, output], options, (y, x, w) => {
        output.data[y]! += input.data[x]! * weight.data[w]!;
      });
      return output;
    },
    conv2dBackward(input, weight, _bias, gradOutput, options = {}) {
      const [gradInput, gradWeight] = [zeros(input.shape), zeros(weight.shape)];
      everyProduct([input, weight, gradOutput], options, (y, x, w) => {
        gradInput.data[x]! += gradOutput.data[y]! * weight.data[w]!;
        gradWeight.data[w]! += gradOutput.data[y]! * input.data[x]!;
      });
      return { gradInput, gradWeight, gradBias: gradOutput.sum([0, 2, 3]) };
    },
  },
});
