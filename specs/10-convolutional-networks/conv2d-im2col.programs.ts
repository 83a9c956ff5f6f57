import type { Tensor } from "#tensor";
import type { WindowOptions } from "#reference/10-convolutional-networks/output-size.ts";

type Module = typeof import("#reference/10-convolutional-networks/conv2d-im2col.ts");

/** ⟨x, col2im(c)⟩, the sum of all products of entries in the same place. */
export function innerProduct(
  { col2im }: Module,
  images: Tensor,
  columns: Tensor,
  kernelSize: readonly [number, number],
  options?: WindowOptions,
): number {
  return images
    .mul(col2im(columns, images.shape, kernelSize, options))
    .sum()
    .item();
}
