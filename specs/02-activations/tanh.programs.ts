import type { Tensor } from "#tensor";

/** tanh(x) / x, in which a loss of digits close to 0 shows. */
export function ratioToInput({ tanh }: typeof import("#reference/02-activations/tanh.ts"), x: Tensor): Tensor {
  return tanh(x).div(x);
}
