import type { Tensor } from "#tensor";

/** log(silu(x) / x), in which a loss of digits in small results shows. */
export function logOfRatio({ silu }: typeof import("#reference/02-activations/silu.ts"), x: Tensor): Tensor {
  return silu(x).div(x).log();
}
