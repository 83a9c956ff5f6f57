import type { Device, DeviceTensor, Matrix, Thread } from "#gpu";

/**
 * A Bᵀ on a device without a transposed copy: row y of A times row x of B.
 *
 * `C[y, x] = Σ_k A[y, k] B[x, k]`
 *
 * A linear layer's forward pass, X Wᵀ, and the scores of attention, Q Kᵀ.
 *
 * @param a - `[M, K]`
 * @param b - `[N, K]`
 * @returns `[M, N]`
 * @throws RangeError - when a and b don't have as many columns.
 * @see Goto & van de Geijn, Anatomy of High-Performance Matrix Multiplication (2008), on why the transpose is never made
 *
 * @example
 * const device = new PlainDevice();
 * const a = device.upload(tensor([[1, 2], [3, 4], [5, 6]]));
 * const b = device.upload(tensor([[10, 1]]));
 * device.read(matmulTransposeB(device, a, b)) // => [[12], [34], [56]]
 */
export function matmulTransposeB(device: Device, a: DeviceTensor, b: DeviceTensor): DeviceTensor {
  const [rows, depth] = a.shape as readonly [number, number];
  const [columns, other] = b.shape as readonly [number, number];
  if (depth !== other)
    throw new RangeError(
      `matmulTransposeB: a has shape [${a.shape.join(", ")}] and b [${b.shape.join(", ")}]. They must have as many columns.`,
    );
  return device.launch(rowTimesRow, [rows, columns], { depth }, a, b);
}

/**
 * Aᵀ B on a device without a transposed copy: column y of A times column x of B.
 *
 * `C[y, x] = Σ_k A[k, y] B[k, x]`
 *
 * A linear layer's weight gradient, (dL/dY)ᵀ X.
 *
 * @param a - `[K, M]`
 * @param b - `[K, N]`
 * @returns `[M, N]`
 * @throws RangeError - when a and b don't have as many rows.
 *
 * @example
 * const device = new PlainDevice();
 * const a = device.upload(tensor([[1, 3, 5], [2, 4, 6]]));
 * const b = device.upload(tensor([[10], [1]]));
 * device.read(matmulTransposeA(device, a, b)) // => [[12], [34], [56]]
 */
export function matmulTransposeA(device: Device, a: DeviceTensor, b: DeviceTensor): DeviceTensor {
  const [depth, rows] = a.shape as readonly [number, number];
  const [other, columns] = b.shape as readonly [number, number];
  if (depth !== other)
    throw new RangeError(
      `matmulTransposeA: a has shape [${a.shape.join(", ")}] and b [${b.shape.join(", ")}]. They must have as many rows.`,
    );
  return device.launch(columnTimesColumn, [rows, columns], { depth }, a, b);
}

function rowTimesRow(this: Thread<"depth">, a: Matrix, b: Matrix): number {
  let sum = 0;
  for (let k = 0; k < this.constants.depth; k++) {
    sum += a[this.thread.y]![k]! * b[this.thread.x]![k]!;
  }
  return sum;
}

function columnTimesColumn(this: Thread<"depth">, a: Matrix, b: Matrix): number {
  let sum = 0;
  for (let k = 0; k < this.constants.depth; k++) {
    sum += a[k]![this.thread.y]! * b[k]![this.thread.x]!;
  }
  return sum;
}
