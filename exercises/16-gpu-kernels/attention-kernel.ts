import { NotStarted } from "#tensor";
import type { Device, DeviceTensor } from "#gpu";

export interface AttentionOptions {
  /** Query t sees keys 0 to t alone; false when left out. */
  readonly causal?: boolean;
}

/**
 * Scaled dot-product attention on a device.
 *
 * `attention(Q, K, V) = softmax(Q Kᵀ / √D) V`
 *
 * @param query - `[T, D]`
 * @param key - `[S, D]`
 * @param value - `[S, E]`
 * @returns `[T, E]`
 * @throws an error when the shapes don't fit.
 */
export function attention(
  device: Device,
  query: DeviceTensor,
  key: DeviceTensor,
  value: DeviceTensor,
  { causal = false }: AttentionOptions = {},
): DeviceTensor {
  throw new NotStarted();
}
