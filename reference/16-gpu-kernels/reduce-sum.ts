import type { Device, DeviceTensor, Thread, Vector } from "#gpu";

/** Numbers that one thread adds up. */
const block = 8;

/**
 * Sum of a vector on a device, in rounds: each thread adds up one block, and the sums of all blocks are the next round's vector.
 *
 * `Σ_i x_i`
 *
 * One thread for the whole vector would leave all others idle. It would be less exact, too: in float32 a running sum loses the last digits of
 * each number it takes in, N − 1 times over. Here a number passes through 7 additions in each of log₈ N rounds.
 *
 * @param x - `[N]`
 * @returns `[1]`
 * @throws RangeError - when x is not a vector.
 * @see Harris, Optimizing Parallel Reduction in CUDA (NVIDIA, 2007)
 * @see Higham, Accuracy and Stability of Numerical Algorithms (2nd ed., 2002), chapter 4, on the error of a sum by the order of its additions
 *
 * @example
 * const device = new PlainDevice();
 * device.read(reduceSum(device, device.upload(tensor([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])))) // => [55]
 */
export function reduceSum(device: Device, x: DeviceTensor): DeviceTensor {
  if (x.shape.length !== 1) throw new RangeError(`reduceSum: x has shape [${x.shape.join(", ")}], expected a vector.`);
  let sums = x;
  do {
    const [length] = sums.shape as readonly [number];
    sums = device.launch(blockSum, [Math.ceil(length / block)], { block, length }, sums);
  } while (sums.shape[0]! > 1);
  return sums;
}

function blockSum(this: Thread<"block" | "length">, x: Vector): number {
  let sum = 0;
  for (let i = 0; i < this.constants.block; i++) {
    const place = this.thread.x * this.constants.block + i;
    // The last block may reach beyond the end.
    if (place < this.constants.length) {
      sum += x[place]!;
    }
  }
  return sum;
}
