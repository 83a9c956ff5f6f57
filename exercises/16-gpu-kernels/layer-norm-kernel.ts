import { NotStarted } from "#tensor";
import type { Device, DeviceTensor } from "#gpu";

export interface LayerNormOptions {
  /** ε > 0, added to the variance; 1e-5 when left out. */
  readonly epsilon?: number;
}

/**
 * Layer normalisation of each row on a device, in several launches.
 *
 * `y[n, d] = γ_d (x[n, d] − μ_n) / √(σ²_n + ε) + β_d`
 * `μ_n = Σ_d x[n, d] / D`, `σ²_n = Σ_d (x[n, d] − μ_n)² / D`
 *
 * @param x - `[N, D]`
 * @param gamma - `[D]`, the scale of each feature.
 * @param beta - `[D]`, its shift.
 * @returns `[N, D]`
 * @throws an error when gamma or beta don't have one entry for each column of x.
 */
export function layerNorm(
  device: Device,
  x: DeviceTensor,
  gamma: DeviceTensor,
  beta: DeviceTensor,
  { epsilon = 1e-5 }: LayerNormOptions = {},
): DeviceTensor {
  throw new NotStarted();
}
