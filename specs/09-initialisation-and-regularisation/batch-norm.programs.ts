import type { Tensor } from "#tensor";
import type {
  BatchNormGradients,
  BatchNormLayerOptions,
  BatchNormOptions,
} from "#reference/09-initialisation-and-regularisation/batch-norm.ts";

/** What the programs need of a layer. */
interface Layer {
  gamma: Tensor;
  beta: Tensor;
  readonly runningMean: Tensor;
  readonly runningVariance: Tensor;
  training: boolean;
  forward(input: Tensor): Tensor;
  backward(input: Tensor, gradOutput: Tensor): BatchNormGradients;
}

/** What a student's file exports; the stub's test holds both stub and reference to it. */
export interface BatchNormModule {
  readonly batchNorm: (input: Tensor, gamma: Tensor, beta: Tensor, options?: BatchNormOptions) => Tensor;
  readonly batchNormBackward: (
    input: Tensor,
    gamma: Tensor,
    beta: Tensor,
    gradOutput: Tensor,
    options?: BatchNormOptions,
  ) => BatchNormGradients;
  readonly BatchNorm: new (channels: number, options?: BatchNormLayerOptions) => Layer;
}

type Mode = "training" | "evaluation";

/** A layer that has been trained on batches `[T, N, C]` or `[T, N, C, H, W]`. */
function trained({ BatchNorm }: BatchNormModule, batches: Tensor, options?: BatchNormLayerOptions): Layer {
  const layer = new BatchNorm(batches.shape[2]!, options);
  for (let time = 0; time < batches.shape[0]!; time++) layer.forward(batches.slice(time));
  return layer;
}

/** What the layer holds after training on the batches, of which there may be none. */
export function layerState(
  module: BatchNormModule,
  batches: Tensor,
  options?: BatchNormLayerOptions,
): { gamma: Tensor; beta: Tensor; mean: Tensor; variance: Tensor } {
  const { gamma, beta, runningMean, runningVariance } = trained(module, batches, options);
  return { gamma, beta, mean: runningMean, variance: runningVariance };
}

/** What the trained layer makes of an input. It is asked twice: in evaluation, once must leave no trace. */
export function layerForward(
  module: BatchNormModule,
  batches: Tensor,
  gamma: Tensor,
  beta: Tensor,
  input: Tensor,
  mode: Mode,
  options?: BatchNormLayerOptions,
): Tensor {
  const layer = trained(module, batches, options);
  Object.assign(layer, { gamma, beta, training: mode === "training" });
  layer.forward(input);
  return layer.forward(input);
}

/** The gradients that the trained layer gives for an input. */
export function layerBackward(
  module: BatchNormModule,
  batches: Tensor,
  gamma: Tensor,
  beta: Tensor,
  input: Tensor,
  mode: Mode,
  gradOutput: Tensor,
  options?: BatchNormLayerOptions,
): BatchNormGradients {
  const layer = trained(module, batches, options);
  Object.assign(layer, { gamma, beta, training: mode === "training" });
  layer.forward(input);
  return layer.backward(input, gradOutput);
}
