import type { Device, DeviceTensor, Matrix, Thread, Vector } from "#gpu";

export interface LayerNormOptions {
  /** ε > 0, added to the variance; 1e-5 when left out. */
  readonly epsilon?: number;
}

/**
 * Layer normalisation of each row on a device, in three launches: means, variances, and every entry from those of its row.
 *
 * `y[n, d] = γ_d (x[n, d] − μ_n) / √(σ²_n + ε) + β_d`
 * `μ_n = Σ_d x[n, d] / D`, `σ²_n = Σ_d (x[n, d] − μ_n)² / D`
 *
 * The variance is that of the differences from the mean. The shorter `Σ x² / D − μ²` loses all digits in float32 where the mean is large.
 *
 * @param x - `[N, D]`
 * @param gamma - `[D]`, the scale of each feature.
 * @param beta - `[D]`, its shift.
 * @returns `[N, D]`
 * @throws RangeError - when gamma or beta don't have one entry for each column of x.
 * @see Ba, Kiros & Hinton, Layer Normalization (2016)
 *
 * @example
 * const device = new PlainDevice();
 * const [x, gamma, beta] = [tensor([[1, 3]]), tensor([2, 2]), tensor([0, 10])].map((values) => device.upload(values));
 * device.read(layerNorm(device, x, gamma, beta, { epsilon: 3 })) // => [[-1, 11]]
 */
export function layerNorm(
  device: Device,
  x: DeviceTensor,
  gamma: DeviceTensor,
  beta: DeviceTensor,
  { epsilon = 1e-5 }: LayerNormOptions = {},
): DeviceTensor {
  const [rows, columns] = x.shape as readonly [number, number];
  if (x.shape.length !== 2 || gamma.shape.join() !== String(columns) || beta.shape.join() !== String(columns))
    throw new RangeError(
      `layerNorm: x has shape [${x.shape.join(", ")}], gamma [${gamma.shape.join(", ")}] and beta [${beta.shape.join(", ")}], expected [N, D], [D] and [D].`,
    );
  const means = device.launch(rowMean, [rows], { columns }, x);
  const variances = device.launch(rowVariance, [rows], { columns }, x, means);
  return device.launch(normalise, x.shape, {}, x, means, variances, gamma, beta, epsilon);
}

function rowMean(this: Thread<"columns">, x: Matrix): number {
  let sum = 0;
  for (let d = 0; d < this.constants.columns; d++) {
    sum += x[this.thread.x]![d]!;
  }
  return sum / this.constants.columns;
}

function rowVariance(this: Thread<"columns">, x: Matrix, means: Vector): number {
  let sum = 0;
  for (let d = 0; d < this.constants.columns; d++) {
    const difference = x[this.thread.x]![d]! - means[this.thread.x]!;
    sum += difference * difference;
  }
  return sum / this.constants.columns;
}

function normalise(
  this: Thread,
  x: Matrix,
  means: Vector,
  variances: Vector,
  gamma: Vector,
  beta: Vector,
  epsilon: number,
): number {
  const difference = x[this.thread.y]![this.thread.x]! - means[this.thread.y]!;
  const scaled = (gamma[this.thread.x]! * difference) / Math.sqrt(variances[this.thread.y]! + epsilon);
  return scaled + beta[this.thread.x]!;
}
