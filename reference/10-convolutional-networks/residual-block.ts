import { ShapeError, zeros, type Tensor } from "#tensor";
import { batchNorm, batchNormBackward } from "#reference/09-initialisation-and-regularisation/batch-norm.ts";
import { conv2d, conv2dBackward } from "#reference/10-convolutional-networks/conv2d.ts";

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
 * @example
 * const [weight1, weight2, gamma1] = [ones([1, 1, 3, 3]), ones([1, 1, 3, 3]), ones([1])];
 * const [beta1, gamma2, beta2] = [zeros([1]), zeros([1]), tensor([-1])];
 * residualBlock(tensor([[[[1, 3]]]]), { weight1, gamma1, beta1, weight2, gamma2, beta2 }) // => [[[[0, 2]]]]
 * @see He et al., Deep residual learning for image recognition (2015), section 3.2 and figure 2.
 */
export function residualBlock(input: Tensor, parameters: ResidualParameters, options: ResidualOptions = {}): Tensor {
  return forward(input, parameters, options).sum.maximum(0);
}

/**
 * Gradients of a loss with respect to input and parameters of {@link residualBlock}.
 *
 * With g = dL/dy where y > 0, else 0: g goes back through F and, unchanged, through the shortcut, and
 * `dL/dx = (dF/dx)ᵀ g + (ds/dx)ᵀ g`, which is (dF/dx)ᵀ g + g for the identity
 *
 * That second term is why deep networks of such blocks can be trained: the gradient reaches every block undiminished.
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
  const { first, hidden, second, projection, sum } = forward(input, parameters, options);
  const gradSum = gradOutput.mul(sum.greater(0));
  const grad2 = convNormBackward(second, gradSum);
  const grad1 = convNormBackward(first, grad2.gradInput.mul(hidden.greater(0)));
  const gradMain = {
    weight1: grad1.gradWeight,
    gamma1: grad1.gradGamma,
    beta1: grad1.gradBeta,
    weight2: grad2.gradWeight,
    gamma2: grad2.gradGamma,
    beta2: grad2.gradBeta,
  };
  if (!projection) return { gradInput: grad1.gradInput.add(gradSum), gradParameters: gradMain };
  const { gradInput, gradWeight, gradGamma, gradBeta } = convNormBackward(projection, gradSum);
  const gradShortcut = { weightShortcut: gradWeight, gammaShortcut: gradGamma, betaShortcut: gradBeta };
  return { gradInput: grad1.gradInput.add(gradInput), gradParameters: { ...gradMain, ...gradShortcut } };
}

function forward(input: Tensor, parameters: ResidualParameters, { stride = 1 }: ResidualOptions) {
  const { weight1, gamma1, beta1, weight2, gamma2, beta2 } = parameters;
  const first = convNorm(input, weight1, gamma1, beta1, { stride, padding: 1 });
  const hidden = first.output.maximum(0);
  const second = convNorm(hidden, weight2, gamma2, beta2, { padding: 1 });
  const projection = project(input, parameters, stride);
  const shortcut = projection?.output ?? input;
  if (second.output.shape.join() !== shortcut.shape.join()) {
    throw new ShapeError(
      `residualBlock: the shortcut gives [${shortcut.shape.join(", ")}], expected [${second.output.shape.join(", ")}], ` +
        "the shape of what is added to it. A stride or a change of channels takes a projection.",
    );
  }
  return { first, hidden, second, projection, sum: second.output.add(shortcut) };
}

/** The projection of the shortcut; undefined where it is the identity. */
function project(input: Tensor, parameters: ResidualParameters, stride: number): ConvNorm | undefined {
  const { weightShortcut, gammaShortcut, betaShortcut } = parameters;
  const missing = [weightShortcut, gammaShortcut, betaShortcut].filter((part) => part === undefined).length;
  if (missing === 3) return undefined;
  if (missing > 0) {
    throw new ShapeError(
      "residualBlock: parameters has a part of weightShortcut, gammaShortcut and betaShortcut, expected all or none. " +
        "A projection is normalised; for an identity, leave out all three.",
    );
  }
  return convNorm(input, weightShortcut!, gammaShortcut!, betaShortcut!, { stride });
}

type ConvNorm = ReturnType<typeof convNorm>;

/** A convolution without bias, normalised. */
function convNorm(
  input: Tensor,
  weight: Tensor,
  gamma: Tensor,
  beta: Tensor,
  options: { readonly stride?: number; readonly padding?: number },
) {
  const bias = zeros([weight.shape[0]!]);
  const maps = conv2d(input, weight, bias, options);
  return { input, weight, bias, options, maps, gamma, beta, output: batchNorm(maps, gamma, beta) };
}

function convNormBackward({ input, weight, bias, options, maps, gamma, beta }: ConvNorm, gradOutput: Tensor) {
  const { gradInput: gradMaps, gradGamma, gradBeta } = batchNormBackward(maps, gamma, beta, gradOutput);
  return { ...conv2dBackward(input, weight, bias, gradMaps, options), gradGamma, gradBeta };
}
