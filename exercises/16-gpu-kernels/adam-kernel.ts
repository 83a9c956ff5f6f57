import { NotStarted } from "#tensor";
import type { Device, DeviceTensor } from "#gpu";

export interface AdamOptions {
  /** η, 0.001 when left out. */
  readonly learningRate?: number;
  /** β₁, 0.9 when left out. */
  readonly beta1?: number;
  /** β₂, 0.999 when left out. */
  readonly beta2?: number;
  /** ε, 1e-8 when left out. */
  readonly epsilon?: number;
}

/** What a step leaves on the device. */
export interface AdamState {
  readonly parameter: DeviceTensor;
  /** m, the running mean of the gradient. */
  readonly mean: DeviceTensor;
  /** v, the running mean of its square. */
  readonly square: DeviceTensor;
}

/**
 * One step of Adam on a device, for parameters laid out flat. Nothing comes back to the host between steps.
 *
 * `m ← β₁ m + (1 − β₁) g`, `v ← β₂ v + (1 − β₂) g²`
 * `θ ← θ − η m̂ / (√v̂ + ε)`, where `m̂ = m / (1 − β₁ᵗ)` and `v̂ = v / (1 − β₂ᵗ)`
 *
 * @param state - parameter, mean and square, each `[N]`.
 * @param gradient - `[N]`, dL/dθ.
 * @param time - t, 1 for the first step.
 * @returns the state after the step.
 * @throws an error when the shapes differ, or time is no whole number from 1 on.
 */
export function adamStep(
  device: Device,
  { parameter, mean, square }: AdamState,
  gradient: DeviceTensor,
  time: number,
  { learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: AdamOptions = {},
): AdamState {
  throw new NotStarted();
}
