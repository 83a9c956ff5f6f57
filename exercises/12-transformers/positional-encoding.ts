import { NotStarted, type Tensor } from "#tensor";

export interface WavelengthOptions {
  /** The wavelengths grow from 2π to base · 2π; 10000 when left out. */
  readonly base?: number;
}

export interface RotaryOptions extends WavelengthOptions {
  /** The position of the first row, 0 when left out; with a cache, how many rows it holds. */
  readonly start?: number;
}

export interface LearnedEncodingGradients {
  readonly gradInput: Tensor;
  readonly gradWeight: Tensor;
}

/**
 * Sinusoidal encoding: each position as the hands of D/2 clocks, from fast ones to slow ones.
 *
 * `PE[p, 2i] = sin(p / base^(2i/D))`, `PE[p, 2i + 1] = cos(p / base^(2i/D))` for i in [0, D/2)
 *
 * @param positions - `[…]`, p, integers.
 * @param features - D, even.
 * @returns the shape of `positions`, and D at its end.
 * @throws RangeError - when D is odd.
 */
export function sinusoidalEncoding(
  positions: Tensor,
  features: number,
  { base = 10_000 }: WavelengthOptions = {},
): Tensor {
  throw new NotStarted();
}

/**
 * Learned encoding: a table with a row for each position, which is added to what stands there.
 *
 * `y_t = x_t + P_t`
 *
 * @param input - `[N, T, D]` x.
 * @param weight - `[L, D]` P, for sequences of up to L.
 * @returns `[N, T, D]`.
 * @throws RangeError - when T is larger than L: positions that were never trained have no row.
 */
export function learnedEncoding(input: Tensor, weight: Tensor): Tensor {
  throw new NotStarted();
}

/**
 * Gradients of a loss with respect to input and table of {@link learnedEncoding}.
 *
 * @param input - `[N, T, D]`.
 * @param weight - `[L, D]`.
 * @param gradOutput - `[N, T, D]`, dL/dy.
 * @returns gradients of the shapes of `input` and `weight`.
 */
export function learnedEncodingBackward(input: Tensor, weight: Tensor, gradOutput: Tensor): LearnedEncodingGradients {
  throw new NotStarted();
}

/**
 * Rotary encoding: turns each pair of features by an angle that grows with the position.
 *
 * `(y_2i, y_2i+1) = R(p θ_i) (x_2i, x_2i+1)`, `θ_i = base^(−2i/D)`, R(α) the rotation (cos α, −sin α; sin α, cos α)
 *
 * @param input - `[…, T, D]` x, queries or keys of one or several heads; D is even.
 * @param options.start - the position p of row 0; row t has p = start + t.
 * @returns the shape of `input`.
 * @throws RangeError - when D is odd.
 */
export function rotaryEncoding(input: Tensor, { base = 10_000, start = 0 }: RotaryOptions = {}): Tensor {
  throw new NotStarted();
}

/**
 * Gradient with respect to the input of {@link rotaryEncoding}.
 *
 * @param input - `[…, T, D]`.
 * @param gradOutput - `[…, T, D]`, dL/dy.
 * @param options - as in the forward pass.
 * @returns the shape of `input`.
 */
export function rotaryEncodingBackward(
  input: Tensor,
  gradOutput: Tensor,
  { base = 10_000, start = 0 }: RotaryOptions = {},
): Tensor {
  throw new NotStarted();
}
