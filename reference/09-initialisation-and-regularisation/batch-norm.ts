import { ones, ShapeError, type Tensor, zeros } from "#tensor";

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
 * @param input - `[N, C]` features or `[N, C, H, W]` images x, with m at least 2.
 * @param gamma - `[C]` scale γ.
 * @param beta - `[C]` shift β.
 * @param options.epsilon - keeps a channel that hardly varies from being blown up.
 * @returns the shape of `input`.
 * @throws ShapeError - when a channel holds a single value, whose distance from its own mean is always 0.
 * @throws ShapeError - when `gamma` or `beta` is not `[C]`.
 * @example
 * const [gamma, beta] = [tensor([1, 2]), tensor([0, 5])];
 * batchNorm(tensor([[1, 10], [3, 30]]), gamma, beta, { epsilon: 0 }) // => [[-1, 3], [1, 7]]
 * @see Ioffe & Szegedy, Batch normalization (2015), algorithm 1.
 */
export function batchNorm(input: Tensor, gamma: Tensor, beta: Tensor, options: BatchNormOptions = {}): Tensor {
  const { epsilon = 1e-5 } = options;
  checkBatch(input, gamma, beta);
  const { normalised } = normalise(input, batchMean(input), batchVariance(input), epsilon);
  return normalised.mul(spread(gamma, input)).add(spread(beta, input));
}

/**
 * Gradients of a loss with respect to input, scale and shift of {@link batchNorm}.
 *
 * `dL/dβ = Σ dL/dy`, `dL/dγ = Σ dL/dy · x̂`, sums over the m values of a channel
 * `dL/dx = γ / √(σ² + ε) · (dL/dy − (1/m) dL/dβ − (1/m) dL/dγ · x̂)`
 *
 * An input also moves the mean and the variance of its channel, and with them all its other outputs: the second and
 * the third term. Without them this would be the gradient under fixed statistics.
 *
 * @param input - as in the forward pass, and so are `gamma`, `beta` and `options`.
 * @param gradOutput - shape of `input`, dL/dy.
 * @returns gradients of the shapes of `input`, `gamma` and `beta`; `gradInput` sums to 0 over each channel.
 * @example
 * const [x, gamma, beta] = [tensor([[1], [3]]), tensor([1]), tensor([0])];
 * batchNormBackward(x, gamma, beta, tensor([[2], [5]]), { epsilon: 0 }).gradGamma // => [3]
 * @see Ioffe & Szegedy, Batch normalization (2015), section 3: six equations, of which these three are what remains.
 */
export function batchNormBackward(
  input: Tensor,
  gamma: Tensor,
  beta: Tensor,
  gradOutput: Tensor,
  options: BatchNormOptions = {},
): BatchNormGradients {
  const { epsilon = 1e-5 } = options;
  checkBatch(input, gamma, beta);
  const { normalised, deviation } = normalise(input, batchMean(input), batchVariance(input), epsilon);
  const gradBeta = gradOutput.sum(batchAxes(input));
  const gradGamma = gradOutput.mul(normalised).sum(batchAxes(input));
  const m = input.size / gamma.size;
  const byMean = spread(gradBeta, input).div(m);
  const byVariance = spread(gradGamma, input).mul(normalised).div(m);
  const gradInput = gradOutput.sub(byMean).sub(byVariance).mul(spread(gamma, input).div(deviation));
  return { gradInput, gradGamma, gradBeta };
}

/**
 * The layer: normalises by the batch in training, and by running statistics in evaluation.
 *
 * `μ_run ← (1 − α) μ_run + α μ`, `σ²_run ← (1 − α) σ²_run + α σ² m / (m − 1)` with every batch in training
 * `y = γ (x − μ_run) / √(σ²_run + ε) + β` in evaluation
 *
 * In evaluation an output depends on its own input alone, so that one example can be judged by itself. The running
 * variance is the unbiased one, though batches are normalised by the biased one: both as in PyTorch.
 *
 * @example
 * const layer = new BatchNorm(1);
 * layer.forward(tensor([[0], [2]]));
 * [layer.runningMean, layer.runningVariance] // => [[0.1], [1.1]]
 * @see Ioffe & Szegedy, Batch normalization (2015), algorithm 2.
 */
export class BatchNorm {
  gamma: Tensor;
  beta: Tensor;
  runningMean: Tensor;
  runningVariance: Tensor;
  /** true in training, as at first; false in evaluation. */
  training = true;
  readonly epsilon: number;
  readonly momentum: number;

  /** @param channels - C. It starts with γ = 1, β = 0, running mean 0 and running variance 1. */
  constructor(channels: number, { epsilon = 1e-5, momentum = 0.1 }: BatchNormLayerOptions = {}) {
    this.gamma = ones([channels]);
    this.beta = zeros([channels]);
    this.runningMean = zeros([channels]);
    this.runningVariance = ones([channels]);
    this.epsilon = epsilon;
    this.momentum = momentum;
  }

  /**
   * Normalises a batch. In training the running statistics follow it; in evaluation nothing changes.
   *
   * @param input - `[N, C]` or `[N, C, H, W]`; N may be 1 in evaluation.
   * @returns the shape of `input`.
   */
  forward(input: Tensor): Tensor {
    const { gamma, beta, epsilon, momentum } = this;
    if (this.training) {
      const output = batchNorm(input, gamma, beta, { epsilon });
      const unbiased = input.variance(batchAxes(input), { correction: 1 });
      this.runningMean = this.runningMean.mul(1 - momentum).add(batchMean(input).mul(momentum));
      this.runningVariance = this.runningVariance.mul(1 - momentum).add(unbiased.mul(momentum));
      return output;
    }
    const { normalised } = normalise(input, this.runningMean, this.runningVariance, epsilon);
    return normalised.mul(spread(gamma, input)).add(spread(beta, input));
  }

  /**
   * Gradients of {@link forward} in the mode that the layer is in; the running statistics stay as they are.
   *
   * `dL/dx = dL/dy · γ / √(σ²_run + ε)` in evaluation, where no input moves the statistics
   *
   * @param input - as in the forward pass.
   * @param gradOutput - shape of `input`, dL/dy.
   */
  backward(input: Tensor, gradOutput: Tensor): BatchNormGradients {
    const { gamma, beta, epsilon } = this;
    if (this.training) return batchNormBackward(input, gamma, beta, gradOutput, { epsilon });
    const { normalised, deviation } = normalise(input, this.runningMean, this.runningVariance, epsilon);
    return {
      gradInput: gradOutput.mul(spread(gamma, input).div(deviation)),
      gradGamma: gradOutput.mul(normalised).sum(batchAxes(input)),
      gradBeta: gradOutput.sum(batchAxes(input)),
    };
  }
}

/** x̂, and the root that it was divided by. */
function normalise(input: Tensor, mean: Tensor, variance: Tensor, epsilon: number) {
  const deviation = spread(variance.add(epsilon).sqrt(), input);
  return { normalised: input.sub(spread(mean, input)).div(deviation), deviation };
}

/** All axes but that of the channels. */
function batchAxes(input: Tensor): number[] {
  return input.shape.map((_, axis) => axis).filter((axis) => axis !== 1);
}

function batchMean(input: Tensor): Tensor {
  return input.mean(batchAxes(input));
}

function batchVariance(input: Tensor): Tensor {
  return input.variance(batchAxes(input));
}

/** `[C]` as `[C, 1, 1]` beside images, so that it broadcasts along the channels. */
function spread(perChannel: Tensor, input: Tensor): Tensor {
  return perChannel.reshape([perChannel.size, ...input.shape.slice(2).map(() => 1)]);
}

function checkBatch(input: Tensor, gamma: Tensor, beta: Tensor): void {
  const channels = input.shape[1];
  if (channels === undefined) {
    throw new ShapeError(`batchNorm: input is [${input.shape.join(", ")}], expected [N, C] or [N, C, H, W].`);
  }
  for (const [name, { shape }] of Object.entries({ gamma, beta })) {
    if (shape.length === 1 && shape[0] === channels) continue;
    throw new ShapeError(
      `batchNorm: ${name} is [${shape.join(", ")}], expected [${channels}], one value for each channel of input.`,
    );
  }
  if (input.size < 2 * channels) {
    throw new ShapeError(
      `batchNorm: input is [${input.shape.join(", ")}], which has one value in each channel, expected at least two. ` +
        `Use a larger batch, or evaluate by running statistics.`,
    );
  }
}
