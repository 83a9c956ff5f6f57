import type { Tensor } from "#tensor";
import { gelu, geluBackward } from "#reference/02-activations/gelu.ts";
import { relu, reluBackward } from "#reference/02-activations/relu.ts";
import type { Pass } from "#reference/07-backprop/pass.ts";
import { linear, linearBackward } from "#reference/12-transformers/linear.ts";

/** Two linear maps: from D features to F hidden units, and back. */
export interface FeedForwardParameters {
  /** `[F, D]`; F is usually 4 D. */
  readonly weightHidden: Tensor;
  /** `[F]`. */
  readonly biasHidden: Tensor;
  /** `[D, F]`. */
  readonly weightOutput: Tensor;
  /** `[D]`. */
  readonly biasOutput: Tensor;
}

export interface FeedForwardOptions {
  /** What the hidden units do, `"relu"` when left out; `"gelu"` is the exact one. */
  readonly activation?: "relu" | "gelu";
}

export interface FeedForwardGradients {
  readonly gradInput: Tensor;
  readonly gradParameters: FeedForwardParameters;
}

const activations = {
  relu: { forward: relu, backward: reluBackward },
  gelu: { forward: gelu, backward: geluBackward },
} as const;

/**
 * Position-wise feed-forward network: the same small network with one hidden layer for each position by itself.
 *
 * `y = f(x W₁ᵀ + b₁) W₂ᵀ + b₂`, f the activation
 *
 * Attention moves information between positions; this works on what each of them has gathered.
 *
 * @param input - `[…, D]` x.
 * @param parameters - W₁ and b₁ (hidden), W₂ and b₂ (output).
 * @param options.activation - f.
 * @returns the shape of `input`.
 * @example
 * const hidden = { weightHidden: tensor([[1], [-1]]), biasHidden: tensor([0, 1]) };
 * const parameters = { ...hidden, weightOutput: tensor([[2, 5]]), biasOutput: tensor([-1]) };
 * feedForward(tensor([[3], [-3]]), parameters) // => [[5], [19]]
 * @see Vaswani et al., Attention is all you need (2017), section 3.3.
 */
export function feedForward(
  input: Tensor,
  parameters: FeedForwardParameters,
  options: FeedForwardOptions = {},
): Tensor {
  return feedForwardPass(input, parameters, options).output;
}

/**
 * Gradients of a loss with respect to input and parameters of {@link feedForward}.
 *
 * With z = x W₁ᵀ + b₁ and h = f(z), sums over all positions:
 * `dL/dW₂ = Σ dL/dyᵀ h`, `dL/db₂ = Σ dL/dy`, `dL/dz = dL/dy W₂ ∘ f'(z)`
 * `dL/dW₁ = Σ dL/dzᵀ x`, `dL/db₁ = Σ dL/dz`, `dL/dx = dL/dz W₁`
 *
 * @param input - `[…, D]`, as in the forward pass, and so are `parameters` and `options`.
 * @param gradOutput - the shape of `input`, dL/dy.
 * @returns gradients of the shapes of the input and the parameters.
 */
export function feedForwardBackward(
  input: Tensor,
  parameters: FeedForwardParameters,
  gradOutput: Tensor,
  options: FeedForwardOptions = {},
): FeedForwardGradients {
  return feedForwardPass(input, parameters, options).backward(gradOutput);
}

/** {@link feedForward} and {@link feedForwardBackward} in one. */
export function feedForwardPass(
  input: Tensor,
  { weightHidden, biasHidden, weightOutput, biasOutput }: FeedForwardParameters,
  { activation = "relu" }: FeedForwardOptions,
): Pass<FeedForwardGradients> {
  const { forward, backward } = activations[activation];
  const sums = linear(input, weightHidden, biasHidden); // […, F]
  const activated = forward(sums);
  return {
    output: linear(activated, weightOutput, biasOutput),
    backward: (gradOutput) => {
      const output = linearBackward(activated, weightOutput, gradOutput);
      const hidden = linearBackward(input, weightHidden, backward(sums, output.gradInput));
      return {
        gradInput: hidden.gradInput,
        gradParameters: {
          weightHidden: hidden.gradWeight,
          biasHidden: hidden.gradBias,
          weightOutput: output.gradWeight,
          biasOutput: output.gradBias,
        },
      };
    },
  };
}
