import { NotStarted, type Random, type Tensor } from "#tensor";

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
 * Inverted dropout: in training each entry is dropped with chance p, and what is left is scaled so that the expectation
 * of every entry stays the same, `E[y] = x`.
 *
 * Each entry is dropped or kept by itself, and anew in every call. In evaluation nothing is dropped or scaled.
 *
 * @param input - x, any shape.
 * @param random - where the mask is drawn from; `random.bernoulli(shape, chance)` gives zeros and ones.
 * @param options.p - in [0, 1).
 * @param options.training - false leaves the input as it is, with a mask of ones.
 * @returns output y and mask m, both of the shape of `input`; the backward pass needs the mask.
 * @throws RangeError - when p is outside [0, 1).
 */
export function dropout(input: Tensor, random: Random, { p = 0.5, training = true }: DropoutOptions = {}): Dropped {
  throw new NotStarted();
}

/**
 * Gradient of a loss with respect to the input of {@link dropout}, on the way that the forward pass took.
 *
 * @param mask - that the forward pass returned: drawn again it would be another.
 * @param gradOutput - shape of `mask`, dL/dy.
 * @param options - as in the forward pass.
 * @returns the shape of `mask`.
 */
export function dropoutBackward(
  mask: Tensor,
  gradOutput: Tensor,
  { p = 0.5, training = true }: DropoutOptions = {},
): Tensor {
  throw new NotStarted();
}
