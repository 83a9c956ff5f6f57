import { NotStarted } from "#tensor";

/** A convolution or a pooling, along one axis of the image. */
export interface WindowLayer {
  /** K. */
  readonly kernelSize: number;
  /** S, 1 when left out. */
  readonly stride?: number;
  /** P on either side, 0 when left out; less than the window spans, or a window would see nothing but padding. */
  readonly padding?: number;
  /** D, 1 when left out. */
  readonly dilation?: number;
}

export interface ReceptiveField {
  /** How many pixels one output sees: r. */
  readonly size: number;
  /** How many pixels lie between what two neighbouring outputs see: j. */
  readonly jump: number;
  /** The first pixel that output 0 sees, negative where that is padding: o. */
  readonly offset: number;
}

/**
 * What the last of a stack of layers sees of the image: output i the pixels o + i j to o + i j + r − 1.
 *
 * @param layers - in the order in which the image goes through them; of none, an output is its own pixel.
 * @throws RangeError - when a size is not a whole number in its range.
 */
export function receptiveField(layers: readonly WindowLayer[]): ReceptiveField {
  throw new NotStarted();
}

/**
 * The pixels that one output really sees, with padding left out: from the first to the last, whatever dilation leaves out
 * between them.
 *
 * Each layer has its own padding. Where a stride leaves a rest, the last pixels may be seen by no output.
 *
 * @param layers - as in {@link receptiveField}.
 * @param imageSize - pixels along the axis.
 * @param output - which output of the last layer, from 0.
 * @returns the first and the last pixel, both in [0, imageSize).
 * @throws RangeError - when a window spans more than the padded input, or the last layer has no such output.
 */
export function pixelsSeen(
  layers: readonly WindowLayer[],
  imageSize: number,
  output: number,
): { first: number; last: number } {
  throw new NotStarted();
}
