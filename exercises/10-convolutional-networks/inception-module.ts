import { NotStarted, type Tensor } from "#tensor";

/** Six convolutions: four give what comes out, two reduce the channels before a larger kernel. */
export interface InceptionParameters {
  /** `[O1, C, 1, 1]`. */
  readonly weight1: Tensor;
  /** `[O1]`. */
  readonly bias1: Tensor;
  /** `[R3, C, 1, 1]`. */
  readonly weightReduce3: Tensor;
  /** `[R3]`. */
  readonly biasReduce3: Tensor;
  /** `[O3, R3, 3, 3]`. */
  readonly weight3: Tensor;
  /** `[O3]`. */
  readonly bias3: Tensor;
  /** `[R5, C, 1, 1]`. */
  readonly weightReduce5: Tensor;
  /** `[R5]`. */
  readonly biasReduce5: Tensor;
  /** `[O5, R5, 5, 5]`. */
  readonly weight5: Tensor;
  /** `[O5]`. */
  readonly bias5: Tensor;
  /** `[OP, C, 1, 1]`. */
  readonly weightPool: Tensor;
  /** `[OP]`. */
  readonly biasPool: Tensor;
}

export interface InceptionGradients {
  readonly gradInput: Tensor;
  readonly gradParameters: InceptionParameters;
}

/**
 * Looks at an image with kernels of several sizes side by side.
 *
 * `y = [a₁; a₃; a₅; a_P]`, the channels of four branches one behind the other, with c(W, x) = ReLU(W ⋆ x + b):
 * `a₁ = c(W₁, x)`, `a₃ = c(W₃, c(R₃, x))`, `a₅ = c(W₅, c(R₅, x))`, `a_P = c(W_P, max pool(x))`
 *
 * W₁, R₃, R₅ and W_P are 1 × 1; W₃ and W₅ are 3 × 3 and 5 × 5, padded by 1 and 2; pooling takes windows of 3 × 3 with
 * stride 1 and padding 1. So each branch keeps the height and the width of the image.
 *
 * @param input - `[N, C, H, W]` x.
 * @param parameters - weights and biases.
 * @returns `[N, O1 + O3 + O5 + OP, H, W]`.
 * @throws ShapeError - when a kernel has another size than its branch, or other channels than what it gets.
 */
export function inceptionModule(input: Tensor, parameters: InceptionParameters): Tensor {
  throw new NotStarted();
}

/**
 * Gradients of a loss with respect to input and parameters of {@link inceptionModule}.
 *
 * @param input - as in the forward pass, and so is `parameters`.
 * @param gradOutput - `[N, O1 + O3 + O5 + OP, H, W]`, dL/dy.
 * @returns gradients of the shapes of `input` and of each parameter.
 */
export function inceptionModuleBackward(
  input: Tensor,
  parameters: InceptionParameters,
  gradOutput: Tensor,
): InceptionGradients {
  throw new NotStarted();
}
