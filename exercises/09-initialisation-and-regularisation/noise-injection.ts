import { NotStarted, type Random, type Tensor } from "#tensor";

export interface GaussianNoiseOptions {
  /** Standard deviation σ of the noise, at least 0; 0.1 when left out. */
  readonly std?: number;
  /** Whether there is noise at all: true in training, as when left out; false in evaluation. */
  readonly training?: boolean;
}

export interface GaussianDropoutOptions {
  /** Rate p of the dropout that has the same variance, in [0, 1); 0.5 when left out. */
  readonly p?: number;
  /** Whether there is noise at all: true in training, as when left out; false in evaluation. */
  readonly training?: boolean;
}

export interface NoisyLossOptions {
  /** Standard deviation σ of the noise in each feature, at least 0; 0.1 when left out. */
  readonly std?: number;
}

export interface NoisyLossGradients {
  readonly gradWeight: Tensor;
  readonly gradBias: Tensor;
}

/**
 * Gaussian noise, added to each entry by itself: a model that learns from it must not depend on small changes.
 *
 * `y_i = x_i + σ ε_i` with ε_i standard normal, drawn anew in every call; `y = x` in evaluation
 *
 * @param input - x, any shape: inputs, activations or weights.
 * @param random - where the noise is drawn from; `random.normal(shape, mean, std)` gives normal numbers.
 * @returns the shape of `input`.
 * @throws RangeError - when `std` is below 0.
 */
export function gaussianNoise(
  input: Tensor,
  random: Random,
  { std = 0.1, training = true }: GaussianNoiseOptions = {},
): Tensor {
  throw new NotStarted();
}

/**
 * Gaussian dropout: each entry is multiplied by a normal number with mean and variance of the factor in inverted
 * dropout, which is 1 / (1 − p) with chance 1 − p, else 0. In evaluation `y = x`.
 *
 * @param input - x, any shape.
 * @param random - where the noise is drawn from.
 * @returns the shape of `input`.
 * @throws RangeError - when p is outside [0, 1).
 */
export function gaussianDropout(
  input: Tensor,
  random: Random,
  { p = 0.5, training = true }: GaussianDropoutOptions = {},
): Tensor {
  throw new NotStarted();
}

/**
 * What the squared error of a linear model is on average when each feature of its inputs gets noise of standard deviation
 * σ: the expectation of `(1/N) Σ_n (w · (x_n + σ ε_n) + b − y_n)²`. Nothing is drawn: work out the expectation.
 *
 * @param input - `[N, D]` x, without noise.
 * @param weight - `[D]` w.
 * @param bias - `[]` b.
 * @param targets - `[N]` y.
 * @param options.std - σ.
 * @returns `[]` the expectation over all noise.
 * @throws RangeError - when `std` is below 0.
 * @throws ShapeError - when `targets` is not `[N]`.
 */
export function noisyLoss(
  input: Tensor,
  weight: Tensor,
  bias: Tensor,
  targets: Tensor,
  { std = 0.1 }: NoisyLossOptions = {},
): Tensor {
  throw new NotStarted();
}

/**
 * Gradients of {@link noisyLoss}.
 *
 * @param input - as in the forward pass, like the next three.
 * @param gradOutput - `[]`, the gradient with respect to the loss.
 * @param options - as in the forward pass.
 */
export function noisyLossBackward(
  input: Tensor,
  weight: Tensor,
  bias: Tensor,
  targets: Tensor,
  gradOutput: Tensor,
  { std = 0.1 }: NoisyLossOptions = {},
): NoisyLossGradients {
  throw new NotStarted();
}
