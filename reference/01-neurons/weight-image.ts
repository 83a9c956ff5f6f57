import { stack, where, type Tensor } from "#tensor";

/**
 * The weights of units that look at an image, as images: where does a unit want light, and where does it want none?
 *
 * `pixel = round(255 |w| / max |w|)`, in channel 0 for positive weights and in channel 1 for negative ones
 *
 * Each unit has one scale for both channels, so that excitation and inhibition can be compared, and it is its own, so
 * that a unit with small weights can be seen beside one with large ones. Weights of 0 are black in both channels.
 *
 * @param weight - `[K, H·W]` one unit in each row, its inputs in the order of the image's rows.
 * @param height - H, of the image that the units see.
 * @param width - W.
 * @returns `[K, 2, H, W]` integers in [0, 255].
 * @throws ShapeError - when the rows of `weight` do not have H · W entries.
 * @example weightImage(tensor([[0.5, -1, 0, 0.25]]), 2, 2) // => [[[[128, 0], [0, 64]], [[0, 255], [0, 0]]]]
 * @see Hinton, Neural Networks for Machine Learning (2012), lecture 1d.
 */
export function weightImage(weight: Tensor, height: number, width: number): Tensor {
  const largest = weight.abs().max(1, { keepDims: true }); // [K, 1]
  const relative = weight.div(where(largest.equal(0), 1, largest)); // in [−1, 1]; 0 for a unit without weights
  const channels = stack([relative.maximum(0), relative.neg().maximum(0)], 1); // [K, 2, H·W]
  return channels.map((share) => Math.round(255 * share)).reshape([weight.shape[0]!, 2, height, width]);
}
