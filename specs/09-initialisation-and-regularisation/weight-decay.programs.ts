import type { Tensor } from "#tensor";
import type { Layer } from "#reference/09-initialisation-and-regularisation/weight-decay.ts";

type Module = typeof import("#reference/09-initialisation-and-regularisation/weight-decay.ts");

/** Where 400 steps lead on a bowl around `minimum`, the weight from there and the bias from twice as far. */
export function settle({ weightDecayStep }: Module, minimum: Tensor, curvature: Tensor, decay: number): Layer {
  let layer: Layer = { weight: minimum, bias: minimum.mul(2) };
  const slope = (position: Tensor): Tensor => position.sub(minimum).mul(curvature);
  for (let step = 0; step < 400; step++) {
    const gradients = { weight: slope(layer.weight), bias: slope(layer.bias) };
    layer = weightDecayStep(layer, gradients, { learningRate: 0.2, decay });
  }
  return layer;
}
