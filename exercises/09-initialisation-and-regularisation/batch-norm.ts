import { NotStarted, type Tensor } from "#tensor";

export interface BatchNormOptions {
  /** Added to the variance under the root: ε, 1e-5 when left out. */
  readonly epsilon?: number;
}

export interface BatchNormLayerOptions extends BatchNormOptions {
  /** Weight of the newest batch in the running statistics: α, 0.1 when left out. */
  readonly momentum?: number;
}

/** Gradients with respect to input, scale and shift. */
export interface BatchNormGradients {
  readonly gradInput: Tensor;
  readonly gradGamma: Tensor;
  readonly gradBeta: Tensor;
}

/**
 * Batch normalisation as in training: gives each channel mean 0 and variance 1 over the batch, then scale and shift.
 *
 * `y = γ x̂ + β` with `x̂ = (x − μ) / √(σ² + ε)`
 * `μ = (1/m) Σ x`, `σ² = (1/m) Σ (x − μ)²`, for each channel over its m = N values, or N·H·W in images
 *
 * Channels that lie far from 0 must not lose their digits.
 *
 * @param input - `[N, C]` features or `[N, C, H, W]` images x, with m at least 2.
 * @param gamma - `[C]` scale γ.
 * @param beta - `[C]` shift β.
 * @param options.epsilon - keeps a channel that hardly varies from being blown up.
 * @returns the shape of `input`.
 * @throws ShapeError - when a channel holds a single value, whose distance from its own mean is always 0.
 * @throws ShapeError - when `gamma` or `beta` is not `[C]`.
 */
export function batchNorm(input: Tensor, gamma: Tensor, beta: Tensor, options: BatchNormOptions = {}): Tensor {
  throw new NotStarted();
}

/**
 * Gradients of a loss with respect to input, scale and shift of {@link batchNorm}. An input also moves the mean and the
 * variance of its channel.
 *
 * @param input - as in the forward pass, and so are `gamma`, `beta` and `options`.
 * @param gradOutput - shape of `input`, dL/dy.
 * @returns dL/dx, dL/dγ and dL/dβ, of the shapes of `input`, `gamma` and `beta`.
 */
export function batchNormBackward(
  input: Tensor,
  gamma: Tensor,
  beta: Tensor,
  gradOutput: Tensor,
  options: BatchNormOptions = {},
): BatchNormGradients {
  throw new NotStarted();
}

/**
 * The layer: normalises by the batch in training, and by running statistics in evaluation.
 *
 * `μ_run ← (1 − α) μ_run + α μ`, `σ²_run ← (1 − α) σ²_run + α σ² m / (m − 1)` with every batch in training
 * `y = γ (x − μ_run) / √(σ²_run + ε) + β` in evaluation
 *
 * The running variance is the unbiased one, though batches are normalised by the biased one: both as in PyTorch.
 */
export class BatchNorm {
  gamma: Tensor;
  beta: Tensor;
  runningMean: Tensor;
  runningVariance: Tensor;
  /** true in training, as at first; false in evaluation. */
  training = true;

  /** @param channels - C. It starts with γ = 1, β = 0, running mean 0 and running variance 1. */
  constructor(channels: number, options: BatchNormLayerOptions = {}) {
    throw new NotStarted();
  }

  /**
   * Normalises a batch. In training the running statistics follow it; in evaluation nothing changes.
   *
   * @param input - `[N, C]` or `[N, C, H, W]`; N may be 1 in evaluation.
   * @returns the shape of `input`.
   */
  forward(input: Tensor): Tensor {
    throw new NotStarted();
  }

  /**
   * Gradients of {@link forward} in the mode that the layer is in; the running statistics stay as they are.
   *
   * @param input - as in the forward pass.
   * @param gradOutput - shape of `input`, dL/dy.
   */
  backward(input: Tensor, gradOutput: Tensor): BatchNormGradients {
    throw new NotStarted();
  }
}
