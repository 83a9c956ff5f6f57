import { NotStarted, type Tensor } from "#tensor";

/** Two convolutions of 3 × 3 and, where the shortcut is a projection, one of 1 × 1; each with scale and shift of its normalisation. */
export interface ResidualParameters {
  /** `[O, C, 3, 3]`. */
  readonly weight1: Tensor;
  /** `[O]`. */
  readonly gamma1: Tensor;
  /** `[O]`. */
  readonly beta1: Tensor;
  /** `[O, O, 3, 3]`. */
  readonly weight2: Tensor;
  /** `[O]`. */
  readonly gamma2: Tensor;
  /** `[O]`. */
  readonly beta2: Tensor;
  /** `[O, C, 1, 1]`; left out, together with the next two, the shortcut is the identity. */
  readonly weightShortcut?: Tensor;
  /** `[O]`. */
  readonly gammaShortcut?: Tensor;
  /** `[O]`. */
  readonly betaShortcut?: Tensor;
}

export interface ResidualOptions {
  /** Of the first convolution, and of the projection: 1 when left out. */
  readonly stride?: number;
}

export interface ResidualGradients {
  readonly gradInput: Tensor;
  readonly gradParameters: ResidualParameters;
}

/**
 * A block that learns what to add to its input.
 *
 * `y = ReLU(F(x) + s(x))` with `F(x) = BN₂(W₂ ⋆ ReLU(BN₁(W₁ ⋆ x)))`
 * `s(x) = x`, or `BNₛ(Wₛ ⋆ x)` where channels or size change
 *
 * The 3 × 3 convolutions have padding 1, so that only the stride changes the size. No convolution has a bias, since a
 * normalisation follows each: by the batch, as in training, with ε = 1e-5.
 *
 * @param input - `[N, C, H, W]` x, with at least two values in each channel of what is normalised.
 * @param parameters - weights, scales and shifts.
 * @returns `[N, O, H', W']`.
 * @throws ShapeError - when F(x) and s(x) have different shapes, or the parameters of the projection are not complete.
 */
export function residualBlock(input: Tensor, parameters: ResidualParameters, options: ResidualOptions = {}): Tensor {
  throw new NotStarted();
}

/**
 * Gradients of a loss with respect to input and parameters of {@link residualBlock}.
 *
 * @param input - as in the forward pass, and so are `parameters` and `options`.
 * @param gradOutput - `[N, O, H', W']`, dL/dy.
 * @returns gradients of the shapes of `input` and of each parameter that is there.
 */
export function residualBlockBackward(
  input: Tensor,
  parameters: ResidualParameters,
  gradOutput: Tensor,
  options: ResidualOptions = {},
): ResidualGradients {
  throw new NotStarted();
}
