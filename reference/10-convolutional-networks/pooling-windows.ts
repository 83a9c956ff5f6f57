/** What the two poolings of the unit share: options, refusals, and the windows themselves. */
import { ShapeError, type Tensor } from "#tensor";
import { im2col } from "#reference/10-convolutional-networks/conv2d-im2col.ts";
import { outputSize } from "#reference/10-convolutional-networks/output-size.ts";

/**
 * What lies under each window: `[N, C, K², H', W']`, with `edge` in the padding.
 *
 * @param stride - S.
 * @param padding - P, at most K / 2, so that no window lies outside the image.
 */
export function poolingWindows(
  caller: string,
  input: Tensor,
  kernelSize: number,
  { stride, padding, edge }: { readonly stride: number; readonly padding: number; readonly edge: number },
): Tensor {
  if (input.rank !== 4) {
    throw new ShapeError(`${caller}: input is [${input.shape.join(", ")}], expected four axes, [N, C, H, W].`);
  }
  if (padding > kernelSize / 2) {
    throw new RangeError(
      `${caller}: options.padding is ${padding}, expected at most ${kernelSize / 2}, half of kernelSize. ` +
        "With more, a window could meet no pixel at all.",
    );
  }
  const [batch, channels, height, width] = input.shape as [number, number, number, number];
  const [rows, columns] = [height, width].map((size) => outputSize(size, kernelSize, { stride, padding }));
  const around = [padding, padding] as const;
  const padded = input.pad([[0, 0], [0, 0], around, around], edge);
  return im2col(padded, [kernelSize, kernelSize], { stride }).reshape([
    batch,
    channels,
    kernelSize ** 2,
    rows!,
    columns!,
  ]);
}
