import { NotStarted } from "#tensor";

export interface WindowOptions {
  /** How far the window moves on between two outputs: S, 1 when left out. */
  readonly stride?: number;
  /** Values put on each side of the input: P, 0 when left out. */
  readonly padding?: number;
  /** Distance between neighbouring entries of the window: D, 1 when left out. */
  readonly dilation?: number;
}

/**
 * How many outputs a sliding window gives along one axis, of a convolution or a pooling.
 *
 * `n' = ⌊(n + 2P − span) / S⌋ + 1`, where the window spans `D (K − 1) + 1` values
 *
 * @param inputSize - n, values along the axis.
 * @param kernelSize - K, values in the window.
 * @returns n', at least 1.
 * @throws RangeError - when a size or an option is not a whole number, or too small.
 * @throws ShapeError - when the window spans more than the padded input.
 */
export function outputSize(inputSize: number, kernelSize: number, options: WindowOptions = {}): number {
  throw new NotStarted();
}

/**
 * The padding with which a window of stride 1 gives as many outputs as there are inputs.
 *
 * @param kernelSize - K, values in the window.
 * @param options.dilation - D, 1 when left out.
 * @throws RangeError - when there is none, the same on both sides.
 */
export function samePadding(kernelSize: number, options: Pick<WindowOptions, "dilation"> = {}): number {
  throw new NotStarted();
}

/**
 * The input sizes from which a window gives that many outputs.
 *
 * @param outputs - n'.
 * @param kernelSize - K, values in the window.
 * @returns the least, at least 1, and the most.
 * @throws RangeError - when a size or an option is not a whole number, or too small.
 * @throws ShapeError - when there are none.
 */
export function inputSizes(
  outputs: number,
  kernelSize: number,
  options: WindowOptions = {},
): { least: number; most: number } {
  throw new NotStarted();
}
