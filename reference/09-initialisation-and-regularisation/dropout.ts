import { ones, type Random, type Tensor } from "#tensor";

export interface DropoutOptions {
  /** Chance p of each entry to be dropped, in [0, 1); 0.5 when left out. */
  readonly p?: number;
  /** Whether entries are dropped at all: true in training, as when left out; false in evaluation. */
  readonly training?: boolean;
}

export interface Dropped {
  readonly output: Tensor;
  /** 1 where an entry was kept, 0 where it was dropped; the shape of the input. */
  readonly mask: Tensor;
}

/**
 * Inverted dropout: in training each entry is dropped with chance p, and those that stay are divided by 1 − p.
 *
 * `y_i = m_i x_i / (1 − p)` with m_i = 1 with chance 1 − p, else 0, each by itself and anew in every call
 * `y = x` in evaluation
 *
 * The division keeps the expectation, `E[y] = x`, so that evaluation needs no correction.
 *
 * @param input - x, any shape.
 * @param random - where the mask is drawn from.
 * @param options.p - in [0, 1).
 * @param options.training - false leaves the input as it is, with a mask of ones.
 * @returns output y and mask m, both of the shape of `input`; the backward pass needs the mask.
 * @throws RangeError - when p is outside [0, 1).
 * @example dropout(tensor([4, 6]), new Random(1), { p: 0 }).output // => [4, 6]
 * @example dropout(tensor([4, 6]), new Random(1), { training: false }).mask // => [1, 1]
 * @see Srivastava, Hinton, Krizhevsky, Sutskever & Salakhutdinov, Dropout (2014); section 10 describes the inverted form.
 */
export function dropout(input: Tensor, random: Random, { p = 0.5, training = true }: DropoutOptions = {}): Dropped {
  if (!(p >= 0 && p < 1)) {
    throw new RangeError(`dropout: p is ${p}, expected a number in [0, 1). It is the share that is dropped, not kept.`);
  }
  if (!training) return { output: input, mask: ones(input.shape) };
  const mask = random.bernoulli(input.shape, 1 - p);
  return { output: input.mul(mask).div(1 - p), mask };
}

/**
 * Gradient of a loss with respect to the input of {@link dropout}, on the way that the forward pass took.
 *
 * `∂L/∂x_i = m_i / (1 − p) · ∂L/∂y_i`; `∂L/∂y_i` in evaluation
 *
 * @param mask - that the forward pass returned: drawn again it would be another.
 * @param gradOutput - shape of `mask`, dL/dy.
 * @param options - as in the forward pass.
 * @returns the shape of `mask`.
 * @example dropoutBackward(tensor([1, 0]), tensor([3, 4]), { p: 0.25 }) // => [4, 0]
 */
export function dropoutBackward(
  mask: Tensor,
  gradOutput: Tensor,
  { p = 0.5, training = true }: DropoutOptions = {},
): Tensor {
  return training ? gradOutput.mul(mask).div(1 - p) : gradOutput;
}
