import { arange, stack, type Tensor } from "#tensor";

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
 * A step of k positions turns each hand by an angle that depends on k alone, so a linear map can find what is k away.
 *
 * @param positions - `[…]`, p, integers.
 * @param features - D, even.
 * @returns the shape of `positions`, and D at its end; it is added to the embeddings.
 * @throws RangeError - when D is odd.
 * @example sinusoidalEncoding(tensor([0, Math.PI / 2]), 2) // => [[0, 1], [1, 6.123233995736766e-17]]
 * @see Vaswani et al., Attention is all you need (2017), section 3.5; tensor2tensor and fairseq put all sines first.
 */
export function sinusoidalEncoding(
  positions: Tensor,
  features: number,
  { base = 10_000 }: WavelengthOptions = {},
): Tensor {
  const angles = anglesOf("sinusoidalEncoding", positions, features, base);
  return stack([angles.map(Math.sin), angles.map(Math.cos)], -1).reshape([...positions.shape, features]);
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
 * @example learnedEncoding(tensor([[[1, 2], [3, 4]]]), tensor([[10, 20], [30, 40], [50, 60]])) // => [[[11, 22], [33, 44]]]
 * @see Gehring et al., Convolutional sequence to sequence learning (2017), section 3.1; Devlin et al., BERT (2019), section 3.
 */
export function learnedEncoding(input: Tensor, weight: Tensor): Tensor {
  const [length, rows] = [input.shape[1]!, weight.shape[0]!];
  if (length > rows) {
    throw new RangeError(
      `learnedEncoding: input is ${length} positions long, expected at most ${rows}, the rows of weight. ` +
        "Cut the sequences, or train a longer table.",
    );
  }
  return input.add(weight.slice([0, length]));
}

/**
 * Gradients of a loss with respect to input and table of {@link learnedEncoding}.
 *
 * `dL/dx = dL/dy`, `dL/dP_t = Σ_n dL/dy_nt`, and 0 for positions behind the end
 *
 * @param input - `[N, T, D]`.
 * @param weight - `[L, D]`.
 * @param gradOutput - `[N, T, D]`, dL/dy.
 * @returns gradients of the shapes of `input` and `weight`.
 */
export function learnedEncodingBackward(input: Tensor, weight: Tensor, gradOutput: Tensor): LearnedEncodingGradients {
  const unused = weight.shape[0]! - input.shape[1]!;
  const gradWeight = gradOutput.sum(0).pad([
    [0, unused],
    [0, 0],
  ]);
  return { gradInput: gradOutput, gradWeight };
}

/**
 * Rotary encoding: turns each pair of features by an angle that grows with the position.
 *
 * `(y_2i, y_2i+1) = R(p θ_i) (x_2i, x_2i+1)`, `θ_i = base^(−2i/D)`, R(α) the rotation (cos α, −sin α; sin α, cos α)
 *
 * Queries and keys are turned, in each head; values are not. `R(pθ)q · R(sθ)k = q · R((s − p)θ)k`, so a score depends on the
 * distance of the two positions alone, and nothing is added to the embeddings.
 *
 * @param input - `[…, T, D]` x, queries or keys of one or several heads; D is even.
 * @param options.start - the position p of row 0; row t has p = start + t.
 * @returns the shape of `input`.
 * @throws RangeError - when D is odd.
 * @example rotaryEncoding(tensor([[1, 0], [1, 0]])) // => [[1, 0], [0.5403023058681398, 0.8414709848078965]]
 * @see Su et al., RoFormer (2021), section 3.2.2; GPT-NeoX and Llama pair feature i with i + D/2 instead.
 */
export function rotaryEncoding(input: Tensor, { base = 10_000, start = 0 }: RotaryOptions = {}): Tensor {
  const [length, features] = [input.shape.at(-2)!, input.shape.at(-1)!];
  return rotate(input, anglesOf("rotaryEncoding", arange(start, start + length), features, base));
}

/**
 * Gradient with respect to the input of {@link rotaryEncoding}: turned back.
 *
 * `dL/dx = R(pθ)ᵀ dL/dy = R(−pθ) dL/dy`, since the inverse of a rotation is its transpose
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
  const [length, features] = [input.shape.at(-2)!, input.shape.at(-1)!];
  const angles = anglesOf("rotaryEncodingBackward", arange(start, start + length), features, base);
  return rotate(gradOutput, angles.neg());
}

/** `p / base^(2i/D)`: the shape of `positions`, and D/2 at its end. */
function anglesOf(name: string, positions: Tensor, features: number, base: number): Tensor {
  if (features % 2 !== 0) {
    throw new RangeError(`${name}: features is ${features}, expected an even number. Each angle takes two of them.`);
  }
  const frequencies = arange(0, features, 2).map((column) => base ** (-column / features));
  return positions.expandDims(-1).mul(frequencies);
}

/** `[…, T, D]` by `[T, D/2]` angles, as complex numbers are multiplied. */
function rotate(x: Tensor, angles: Tensor): Tensor {
  const [cos, sin] = [angles.map(Math.cos), angles.map(Math.sin)];
  const pairs = x.reshape([-1, ...angles.shape, 2]); // [·, T, D/2, 2]
  const [a, b] = [pairs.slice(null, null, null, 0), pairs.slice(null, null, null, 1)];
  return stack([a.mul(cos).sub(b.mul(sin)), a.mul(sin).add(b.mul(cos))], -1).reshape(x.shape);
}
