import type { Tensor } from "#tensor";
import { outputSize } from "#reference/10-convolutional-networks/output-size.ts";

interface PoolOptions {
  readonly stride?: number;
  readonly padding?: number;
}

/** One stop of the window on one channel. */
export interface Stop {
  /** The flat position of y[n, c, i, j]. */
  readonly output: number;
  /** The flat positions of the pixels under the window, row by row, without padding. */
  readonly pixels: readonly number[];
  readonly place: { readonly i: number; readonly j: number };
}

/** Every stop of the window, with what lies under it: the formula of a pooling, loop by loop. */
export function* everyStop(input: Tensor, kernelSize: number, options: PoolOptions = {}): Generator<Stop> {
  const { stride = kernelSize, padding = 0 } = options;
  const [batch, channels, height, width] = input.shape as [number, number, number, number];
  const [rows, columns] = [height, width].map((size) => outputSize(size, kernelSize, { stride, padding }));
  let output = 0;
  for (let plane = 0; plane < batch * channels; plane++)
    for (let i = 0; i < rows!; i++)
      for (let j = 0; j < columns!; j++) {
        const pixels: number[] = [];
        for (let k = 0; k < kernelSize; k++)
          for (let l = 0; l < kernelSize; l++) {
            const [p, q] = [i * stride + k - padding, j * stride + l - padding];
            if (p >= 0 && p < height && q >= 0 && q < width) pixels.push((plane * height + p) * width + q);
          }
        yield { output: output++, pixels, place: { i, j } };
      }
}
