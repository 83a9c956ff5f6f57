import type { Tensor } from "#tensor";

/** log σ(x), in which a loss of digits in small σ(x) shows. */
export function logOfSigmoid({ sigmoid }: typeof import("#reference/02-activations/sigmoid.ts"), x: Tensor): Tensor {
  return sigmoid(x).log();
}
