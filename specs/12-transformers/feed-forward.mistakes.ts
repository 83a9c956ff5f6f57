import type { Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { gelu, geluBackward } from "#reference/02-activations/gelu.ts";
import { relu, reluBackward } from "#reference/02-activations/relu.ts";
import type { FeedForwardGradients, FeedForwardParameters } from "#reference/12-transformers/feed-forward.ts";
import { feedForward, feedForwardBackward } from "#reference/12-transformers/feed-forward.ts";

type Module = typeof import("#reference/12-transformers/feed-forward.ts");

const activate = { relu, gelu };
const goBack = { relu: reluBackward, gelu: geluBackward };
const linear = (x: Tensor, weight: Tensor, bias: Tensor): Tensor => x.matmul(weight.T).add(bias);
const sumsOf = (input: Tensor, { weightHidden, biasHidden }: FeedForwardParameters): Tensor =>
  linear(input, weightHidden, biasHidden);

/** The backward pass with another dL/dz, given z, dL/dh and the activation. */
function backwardWith(
  gradSums: (sums: Tensor, gradHidden: Tensor, activation: "relu" | "gelu") => Tensor,
): Module["feedForwardBackward"] {
  return (input, parameters, gradOutput, options = {}) => {
    const right = feedForwardBackward(input, parameters, gradOutput, options);
    const { weightHidden, weightOutput } = parameters;
    const wrong = gradSums(sumsOf(input, parameters), gradOutput.matmul(weightOutput), options.activation ?? "relu");
    const rows = wrong.reshape([-1, weightHidden.shape[0]!]);
    return {
      gradInput: wrong.matmul(weightHidden),
      gradParameters: {
        ...right.gradParameters,
        weightHidden: rows.T.matmul(input.reshape([-1, input.shape.at(-1)!])),
        biasHidden: rows.sum(0),
      },
    };
  };
}

/** The right gradients of the parameters, each changed by what its name and the input say. */
function parametersChanged(
  change: (gradient: Tensor, name: string, input: Tensor) => Tensor,
): Module["feedForwardBackward"] {
  return (input, parameters, gradOutput, options) => {
    const right = feedForwardBackward(input, parameters, gradOutput, options);
    const changed = Object.entries(right.gradParameters).map(([name, gradient]) => [
      name,
      change(gradient as Tensor, name, input),
    ]);
    return { ...right, gradParameters: Object.fromEntries(changed) as FeedForwardGradients["gradParameters"] };
  };
}

export default mistakes<Module>({
  "activation left out": {
    looksLike: "Nothing stands between the two linear maps, which together are one.",
    reread: "y = f(x W₁ᵀ + b₁) W₂ᵀ + b₂",
    feedForward: (input, parameters) =>
      linear(sumsOf(input, parameters), parameters.weightOutput, parameters.biasOutput),
  },
  "activation behind the second map too": {
    looksLike: "The result goes through the activation as well.",
    reread: "y = f(x W₁ᵀ + b₁) W₂ᵀ + b₂: f once",
    feedForward: (input, parameters, options = {}) =>
      activate[options.activation ?? "relu"](feedForward(input, parameters, options)),
  },
  "activation before the bias": {
    looksLike: "The activation is taken of x W₁ᵀ, and the bias is added behind it.",
    reread: "f(x W₁ᵀ + b₁): the bias inside",
    feedForward: (input, { weightHidden, biasHidden, weightOutput, biasOutput }, { activation = "relu" } = {}) =>
      linear(activate[activation](input.matmul(weightHidden.T)).add(biasHidden), weightOutput, biasOutput),
  },
  "always ReLU": {
    looksLike: "The option activation changes nothing: it is always ReLU.",
    reread: "activation: relu or gelu",
    feedForward: (input, parameters) => feedForward(input, parameters),
  },
  "GELU by a tanh": {
    looksLike: "GELU is its approximation by a tanh, which differs in the fourth digit.",
    reread: "gelu is the exact one: x Φ(x)",
    feedForward: (input, parameters, options = {}) =>
      options.activation === "gelu"
        ? linear(
            gelu(sumsOf(input, parameters), { approximate: "tanh" }),
            parameters.weightOutput,
            parameters.biasOutput,
          )
        : feedForward(input, parameters, options),
  },
  "residual added": {
    looksLike: "The input is added to the result, which the layer around it does.",
    reread: "y = f(x W₁ᵀ + b₁) W₂ᵀ + b₂",
    feedForward: (input, parameters, options) => feedForward(input, parameters, options).add(input),
  },
  "activation skipped on the way back": {
    looksLike: "The gradient passes the hidden units as if they were linear.",
    reread: "dL/dz = dL/dy W₂ ∘ f'(z)",
    feedForwardBackward: backwardWith((_, gradHidden) => gradHidden),
  },
  "slope at the activated units": {
    looksLike: "The slope of the activation is taken at f(z) instead of z; for ReLU that makes no difference.",
    reread: "dL/dz = dL/dy W₂ ∘ f'(z)",
    feedForwardBackward: backwardWith((sums, gradHidden, activation) =>
      goBack[activation](activate[activation](sums), gradHidden),
    ),
  },
  "slope of ReLU for both": {
    looksLike: "The gradient of GELU is that of ReLU.",
    reread: "f'(z) of the activation that was asked for",
    feedForwardBackward: backwardWith((sums, gradHidden) => reluBackward(sums, gradHidden)),
  },
  "hidden units before the activation": {
    looksLike: "The gradient of W₂ is taken with z, where the forward pass multiplied W₂ by f(z).",
    reread: "dL/dW₂ = Σ dL/dyᵀ h with h = f(z)",
    feedForwardBackward: (input, parameters, gradOutput, options) => {
      const right = feedForwardBackward(input, parameters, gradOutput, options);
      const sums = sumsOf(input, parameters).reshape([-1, parameters.biasHidden.size]);
      const weightOutput = gradOutput.reshape([-1, parameters.biasOutput.size]).T.matmul(sums);
      return { ...right, gradParameters: { ...right.gradParameters, weightOutput } };
    },
  },
  "gradients averaged": {
    looksLike: "The gradients of the parameters are averages over the positions, not sums.",
    reread: "dL/dW = Σ …, over all positions",
    feedForwardBackward: parametersChanged((gradient, _, input) => gradient.div(input.size / input.shape.at(-1)!)),
  },
  "gradients of the weights transposed": {
    looksLike: "The gradients of the weight matrices are [in, out]: rows and columns have changed places.",
    reread: "weightHidden: [F, D], weightOutput: [D, F]",
    feedForwardBackward: parametersChanged((gradient, name) => (name.startsWith("weight") ? gradient.T : gradient)),
  },
});
