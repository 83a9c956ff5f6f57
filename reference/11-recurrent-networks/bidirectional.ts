import { concatenate, zeros, type Tensor } from "#tensor";
import { insideOf, reverseTime, type LengthOptions } from "#reference/11-recurrent-networks/recurrent-parts.ts";

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
 * Reversing turns the L steps of each sequence around and leaves its padding at the end. So both layers read padding after
 * everything else, where it can't touch what counts, and need not know of it. The output at padding is set to 0.
 *
 * @param input - `[N, T, D]`.
 * @param forward - f, of size H.
 * @param backward - g, of size K.
 * @param options.lengths - `[N]`, L of each sequence, integers in [1, T].
 * @returns `[N, T, H + K]` and `[N, H + K]`.
 * @throws ShapeError - when there is not one length for each sequence.
 * @throws RangeError - when a length is not an integer in [1, T].
 * @example
 * const sums = { size: 1, forward: (x) => tensor([[[1, 0, 0], [1, 1, 0], [1, 1, 1]]]).matmul(x) };
 * bidirectional(tensor([[[1], [20], [300]]]), sums, sums).output // => [[[1, 321], [21, 320], [321, 300]]]
 * @see Schuster & Paliwal, Bidirectional recurrent neural networks (1997).
 */
export function bidirectional<Gradients>(
  input: Tensor,
  forward: SequenceLayer<Gradients>,
  backward: SequenceLayer<Gradients>,
  options: LengthOptions = {},
): BidirectionalOutput {
  const inside = insideOf("bidirectional", input, options); // [N, T, 1]
  const past = forward.forward(input).mul(inside);
  const future = reverseTime(backward.forward(reverseTime(input, options)), options).mul(inside);
  const pastOfAll = reverseTime(past, options).slice(null, 0);
  return {
    output: concatenate([past, future], 2),
    last: concatenate([pastOfAll, future.slice(null, 0)], 1),
  };
}

/**
 * Gradients of a loss through both layers of {@link bidirectional}.
 *
 * `dL/df_t = dL/dy_t[first H]`, and at t = L also `dL/dlast[first H]`
 * `dL/dg = reverse(dL/dy_t[last K]`, and at t = 1 also `dL/dlast[last K])`
 * `dL/dx = dx of f + reverse(dx of g)`
 *
 * Reversing is its own inverse, so it is its own backward pass.
 *
 * @param input - as in the forward pass, and so are `forward`, `backward` and `options`.
 * @param gradOutput - `[N, T, H + K]` and `[N, H + K]`, dL/d of both fields of the result.
 * @returns the gradient of the input, 0 at padding, and what each layer says of its parameters.
 * @example
 * const pass = (x, gradOutput) => ({ gradInput: gradOutput, gradParameters: null });
 * const same = { size: 1, forward: (x) => x, backward: pass };
 * const gradOutput = { output: zeros([1, 3, 2]), last: tensor([[5, 7]]) };
 * bidirectionalBackward(zeros([1, 3, 1]), same, same, gradOutput).gradInput // => [[[7], [0], [5]]]
 */
export function bidirectionalBackward<Gradients>(
  input: Tensor,
  forward: SequenceLayer<Gradients>,
  backward: SequenceLayer<Gradients>,
  gradOutput: BidirectionalOutput,
  options: LengthOptions = {},
): BidirectionalGradients<Gradients> {
  const { size } = forward;
  const output = gradOutput.output.mul(insideOf("bidirectionalBackward", input, options));
  const last = firstStep(gradOutput.last, input.shape[1]!); // [N, T, H + K]
  const gradPast = output.add(reverseTime(last, options)).slice(null, null, [0, size]);
  const gradFuture = output.add(last).slice(null, null, [size, null]);
  const past = forward.backward(input, gradPast);
  const future = backward.backward(reverseTime(input, options), reverseTime(gradFuture, options));
  return {
    gradInput: past.gradInput.add(reverseTime(future.gradInput, options)),
    gradForward: past.gradParameters,
    gradBackward: future.gradParameters,
  };
}

/** `[N, F]` -> `[N, T, F]`, zeros after the first step. */
function firstStep(x: Tensor, steps: number): Tensor {
  const [batch, features] = x.shape as readonly [number, number];
  return concatenate([x.expandDims(1), zeros([batch, steps - 1, features])], 1);
}
