import type { Tensor } from "#tensor";

/** log softplus(x), in which a loss of digits in small results shows. */
export function logOfSoftplus({ softplus }: typeof import("#reference/02-activations/softplus.ts"), x: Tensor): Tensor {
  return softplus(x).log();
}
