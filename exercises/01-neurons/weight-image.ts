import { NotStarted, type Tensor } from "#tensor";

/**
 * The weights of units that look at an image, as images: where does a unit want light, and where does it want none?
 *
 * The pixel of a weight is |w|, scaled so that the largest |w| of the unit becomes 255 and rounded to the nearest
 * integer. It stands in channel 0 if w is positive and in channel 1 if w is negative; the other channel is 0 there. A
 * unit whose weights are all 0 is black.
 *
 * @param weight - `[K, H·W]` one unit in each row, its inputs in the order of the image's rows.
 * @param height - H, of the image that the units see.
 * @param width - W.
 * @returns `[K, 2, H, W]` integers in [0, 255].
 * @throws ShapeError - when the rows of `weight` do not have H · W entries.
 */
export function weightImage(weight: Tensor, height: number, width: number): Tensor {
  throw new NotStarted();
}
