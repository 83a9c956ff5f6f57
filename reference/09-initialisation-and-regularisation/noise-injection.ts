import { type Random, ShapeError, type Tensor } from "#tensor";

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
 * @param random - where the noise is drawn from.
 * @returns the shape of `input`; its gradient with respect to the input is that of the output, unchanged.
 * @throws RangeError - when `std` is below 0.
 * @example gaussianNoise(tensor([4, 6]), new Random(1), { std: 0 }) // => [4, 6]
 * @see Goodfellow, Bengio & Courville, Deep Learning (2016), section 7.5.
 */
export function gaussianNoise(
  input: Tensor,
  random: Random,
  { std = 0.1, training = true }: GaussianNoiseOptions = {},
): Tensor {
  expectStd("gaussianNoise", std);
  return training ? input.add(random.normal(input.shape, 0, std)) : input;
}

/**
 * Gaussian dropout: each entry is multiplied by a noisy 1, with mean and variance of inverted dropout.
 *
 * `y_i = x_i (1 + σ ε_i)` with `σ² = p / (1 − p)` and ε_i standard normal; `y = x` in evaluation
 *
 * No entry is lost altogether, and each is disturbed in proportion to its size.
 *
 * @param input - x, any shape.
 * @param random - where the noise is drawn from.
 * @returns the shape of `input`.
 * @throws RangeError - when p is outside [0, 1).
 * @example gaussianDropout(tensor([4, 6]), new Random(1), { p: 0 }) // => [4, 6]
 * @see Srivastava et al., Dropout (2014), section 10.
 */
export function gaussianDropout(
  input: Tensor,
  random: Random,
  { p = 0.5, training = true }: GaussianDropoutOptions = {},
): Tensor {
  if (!(p >= 0 && p < 1)) throw new RangeError(`gaussianDropout: p is ${p}, expected a number in [0, 1).`);
  return training ? input.mul(random.normal(input.shape, 1, Math.sqrt(p / (1 - p)))) : input;
}

/**
 * What the squared error of a linear model is on average when its inputs are noisy: noise is weight decay.
 *
 * `E[L] = (1/N) Σ_n (w · x_n + b − y_n)² + σ² Σ_d w_d²`, where each feature gets noise of variance σ²
 *
 * The error of an example gains w · ε, which has mean 0 and variance σ² ‖w‖².
 *
 * @param input - `[N, D]` x, without noise.
 * @param weight - `[D]` w.
 * @param bias - `[]` b.
 * @param targets - `[N]` y.
 * @param options.std - σ.
 * @returns `[]` the expectation over all noise.
 * @throws RangeError - when `std` is below 0.
 * @throws ShapeError - when `targets` is not `[N]`.
 * @example noisyLoss(tensor([[1], [2]]), tensor([3]), tensor(0), tensor([3, 8]), { std: 0.5 }) // => 4.25
 * @see Bishop, Training with noise is equivalent to Tikhonov regularization (1995).
 */
export function noisyLoss(
  input: Tensor,
  weight: Tensor,
  bias: Tensor,
  targets: Tensor,
  { std = 0.1 }: NoisyLossOptions = {},
): Tensor {
  expectStd("noisyLoss", std);
  if (targets.shape.join() !== String(input.shape[0])) {
    throw new ShapeError(
      `noisyLoss: targets is [${targets.shape.join(", ")}], expected [${input.shape[0]}], one for each row of input. ` +
        "A column would broadcast: flatten it.",
    );
  }
  const errors = input.matmul(weight).add(bias).sub(targets); // [N]
  return errors
    .square()
    .mean()
    .add(
      weight
        .square()
        .sum()
        .mul(std ** 2),
    );
}

/**
 * Gradients of {@link noisyLoss}.
 *
 * `∂L/∂w = (2/N) Σ_n e_n x_n + 2 σ² w`, `∂L/∂b = (2/N) Σ_n e_n` with e_n = w · x_n + b − y_n
 *
 * @param input - as in the forward pass, like the next three.
 * @param gradOutput - `[]`, the gradient with respect to the loss.
 * @param options - as in the forward pass.
 * @example
 * const [input, targets] = [tensor([[1], [2]]), tensor([3, 8])];
 * noisyLossBackward(input, tensor([3]), tensor(0), targets, tensor(1), { std: 0.5 }).gradWeight // => [-2.5]
 */
export function noisyLossBackward(
  input: Tensor,
  weight: Tensor,
  bias: Tensor,
  targets: Tensor,
  gradOutput: Tensor,
  { std = 0.1 }: NoisyLossOptions = {},
): NoisyLossGradients {
  const errors = input.matmul(weight).add(bias).sub(targets);
  const gradErrors = errors.mul(2 / targets.size).mul(gradOutput); // [N]
  const gradDecay = weight.mul(2 * std ** 2).mul(gradOutput);
  return { gradWeight: gradErrors.matmul(input).add(gradDecay), gradBias: gradErrors.sum() };
}

function expectStd(caller: string, std: number): void {
  if (std >= 0) return;
  throw new RangeError(`${caller}: std is ${std}, expected a number of at least 0. It is the size of the noise.`);
}
