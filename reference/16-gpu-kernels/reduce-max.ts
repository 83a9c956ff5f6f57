import type { Device, DeviceTensor, Thread, Vector } from "#gpu";

/** Numbers that one thread looks through. */
const block = 8;

/**
 * Largest entry of a vector on a device, in rounds: each thread finds that of one block, and these are the next round's vector.
 *
 * `max_i x_i`
 *
 * The first entry of a block is where its thread starts: 0 would win over numbers that are all negative.
 *
 * @param x - `[N]`
 * @returns `[1]`
 * @throws RangeError - when x is not a vector.
 * @see Harris, Optimizing Parallel Reduction in CUDA (NVIDIA, 2007)
 *
 * @example
 * const device = new PlainDevice();
 * device.read(reduceMax(device, device.upload(tensor([-3, -1, -2])))) // => [-1]
 */
export function reduceMax(device: Device, x: DeviceTensor): DeviceTensor {
  if (x.shape.length !== 1) throw new RangeError(`reduceMax: x has shape [${x.shape.join(", ")}], expected a vector.`);
  let largest = x;
  do {
    const [length] = largest.shape as readonly [number];
    largest = device.launch(blockMax, [Math.ceil(length / block)], { block, length }, largest);
  } while (largest.shape[0]! > 1);
  return largest;
}

function blockMax(this: Thread<"block" | "length">, x: Vector): number {
  const first = this.thread.x * this.constants.block;
  let largest = x[first]!;
  for (let i = 1; i < this.constants.block; i++) {
    // The last block may reach beyond the end.
    if (first + i < this.constants.length) {
      largest = Math.max(largest, x[first + i]!);
    }
  }
  return largest;
}
