import { NotStarted, type Tensor } from "#tensor";

/** How long each sequence of a padded batch is. */
export interface LengthOptions {
  /** `[N]`, how many of the T steps belong to each sequence; the rest is padding. All T when left out. */
  readonly lengths?: Tensor;
}

/** A recurrent layer with its weights and initial state inside. */
export interface SequenceLayer<Gradients> {
  /** H, how many features it puts out. */
  readonly size: number;
  /** `[N, T, D]` -> `[N, T, H]`; a step knows nothing of the steps after it. */
  readonly forward: (input: Tensor) => Tensor;
  /** From the input and dL/d(output) `[N, T, H]`. */
  readonly backward: (input: Tensor, gradOutput: Tensor) => { gradInput: Tensor; gradParameters: Gradients };
}

export interface BidirectionalOutput {
  /** `[N, T, H + K]`, at each step what the first layer knows of the past, then what the second knows of the future. */
  readonly output: Tensor;
  /** `[N, H + K]`, what each layer puts out when it has read everything. */
  readonly last: Tensor;
}

export interface BidirectionalGradients<Gradients> {
  readonly gradInput: Tensor;
  readonly gradForward: Gradients;
  readonly gradBackward: Gradients;
}

/**
 * Two recurrent layers over the same sequence, one of which reads it from the end.
 *
 * `y_t = [f(x)_t, reverse(g(reverse(x)))_t]`
 * `last = [f(x)_L, reverse(g(reverse(x)))_1]`, with L the last step of the sequence
 *
 * Reversing turns the L steps of each sequence around and leaves its padding at the end. The output at padding is 0.
 *
 * @param input - `[N, T, D]`.
 * @param forward - f, of size H.
 * @param backward - g, of size K.
 * @param options.lengths - `[N]`, L of each sequence, integers in [1, T].
 * @returns `[N, T, H + K]` and `[N, H + K]`.
 * @throws ShapeError - when there is not one length for each sequence.
 * @throws RangeError - when a length is not an integer in [1, T].
 */
export function bidirectional<Gradients>(
  input: Tensor,
  forward: SequenceLayer<Gradients>,
  backward: SequenceLayer<Gradients>,
  options: LengthOptions = {},
): BidirectionalOutput {
  throw new NotStarted();
}

/**
 * Gradients of a loss through both layers.
 *
 * @param input - as in the forward pass, and so are `forward`, `backward` and `options`.
 * @param gradOutput - `[N, T, H + K]` and `[N, H + K]`, dL/d of both fields of the result.
 * @returns the gradient of the input, 0 at padding, and what each layer says of its parameters.
 */
export function bidirectionalBackward<Gradients>(
  input: Tensor,
  forward: SequenceLayer<Gradients>,
  backward: SequenceLayer<Gradients>,
  gradOutput: BidirectionalOutput,
  options: LengthOptions = {},
): BidirectionalGradients<Gradients> {
  throw new NotStarted();
}
