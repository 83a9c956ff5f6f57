import type { Tensor } from "#tensor";
import type { Conv2dOptions } from "#reference/10-convolutional-networks/conv2d.ts";

type Conv2dModule = typeof import("#reference/10-convolutional-networks/conv2d.ts");

/**
 * The output for an image that was moved, less the output for the image as it was, moved by as much.
 *
 * Room is made around the image for it to move in, so that nothing is pushed out.
 */
export function shiftGap(
  { conv2d }: Conv2dModule,
  input: Tensor,
  weight: Tensor,
  bias: Tensor,
  down: number,
  right: number,
  options?: Conv2dOptions,
): Tensor {
  const still = conv2d(input.pad([[0, 0], [0, 0], [0, down], [0, right]]), weight, bias, options);
  const moved = conv2d(input.pad([[0, 0], [0, 0], [down, 0], [right, 0]]), weight, bias, options);
  const [, , height, width] = still.shape as [number, number, number, number];
  const expected = still.slice(null, null, [0, height - down], [0, width - right]);
  return moved.slice(null, null, [down, null], [right, null]).sub(expected);
}
