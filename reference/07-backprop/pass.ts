// What a forward pass has worked out is of use on the way back: both in one.

import type { Tensor } from "#tensor";

/** The output of a forward pass, and the way back from it. As `jax.vjp` gives it; the way back is called the pullback there. */
export interface Pass<Gradients, Output = Tensor> {
  readonly output: Output;
  /** From the gradient of a loss with respect to the output to those with respect to what went in. */
  readonly backward: (gradOutput: Output) => Gradients;
}
