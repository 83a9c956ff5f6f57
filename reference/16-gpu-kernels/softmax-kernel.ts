import type { Device, DeviceTensor, Matrix, Thread, Vector } from "#gpu";

/**
 * Softmax of each row on a device, in three launches: the largest entry of each row, the sum of each row's exponentials, and every entry's share.
 *
 * `softmax(x)[n, c] = exp(x[n, c] − m_n) / Σ_k exp(x[n, k] − m_n)`, where `m_n = max_k x[n, k]`
 *
 * A thread can't see what another has computed before the launch is over, so what all of a row need is launched first. Without m, exp
 * overflows from 89 on in float32.
 *
 * @param x - `[N, C]`
 * @returns `[N, C]`
 * @throws RangeError - when x is not a matrix.
 * @see Milakov & Gimelshein, Online normalizer calculation for softmax (2018), which needs one launch less
 *
 * @example
 * const device = new PlainDevice();
 * device.read(softmax(device, device.upload(tensor([[0, 0], [1000, 1000]])))) // => [[0.5, 0.5], [0.5, 0.5]]
 */
export function softmax(device: Device, x: DeviceTensor): DeviceTensor {
  if (x.shape.length !== 2) throw new RangeError(`softmax: x has shape [${x.shape.join(", ")}], expected a matrix.`);
  const [rows, columns] = x.shape as readonly [number, number];
  const largest = device.launch(rowMax, [rows], { columns }, x);
  const sums = device.launch(rowSum, [rows], { columns }, x, largest);
  return device.launch(share, x.shape, {}, x, largest, sums);
}

function rowMax(this: Thread<"columns">, x: Matrix): number {
  let largest = x[this.thread.x]![0]!;
  for (let c = 1; c < this.constants.columns; c++) {
    largest = Math.max(largest, x[this.thread.x]![c]!);
  }
  return largest;
}

function rowSum(this: Thread<"columns">, x: Matrix, largest: Vector): number {
  let sum = 0;
  for (let c = 0; c < this.constants.columns; c++) {
    sum += Math.exp(x[this.thread.x]![c]! - largest[this.thread.x]!);
  }
  return sum;
}

function share(this: Thread, x: Matrix, largest: Vector, sums: Vector): number {
  return Math.exp(x[this.thread.y]![this.thread.x]! - largest[this.thread.y]!) / sums[this.thread.y]!;
}
