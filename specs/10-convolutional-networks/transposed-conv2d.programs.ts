import { zeros, type Tensor } from "#tensor";
import type { TransposedConv2dOptions } from "#reference/10-convolutional-networks/transposed-conv2d.ts";

type Module = typeof import("#reference/10-convolutional-networks/transposed-conv2d.ts");

/** ⟨z, convT(x)⟩ without bias, for images z of the size that the output padding is chosen for. */
export function innerProduct(
  { transposedConv2d }: Module,
  images: Tensor,
  weight: Tensor,
  input: Tensor,
  options: TransposedConv2dOptions = {},
): number {
  const { stride = 1, padding = 0, dilation = 1 } = options;
  const leftOver = [2, 3].map((axis) => {
    return (images.shape[axis]! + 2 * padding - dilation * (weight.shape[axis]! - 1) - 1) % stride;
  });
  const outputPadding = Math.max(...leftOver);
  const output = transposedConv2d(input, weight, zeros([images.shape[1]!]), { ...options, outputPadding });
  // Where height and width leave different rests, the shorter axis has entries too many.
  const [height, width] = images.shape.slice(2) as [number, number];
  return output.slice(null, null, [0, height], [0, width]).mul(images).sum().item();
}
