import { full, ones, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { drive, layer, layerBackward, neuron, type ActivationOptions } from "#reference/01-neurons/neuron.ts";

/** The backward pass with another slope in place of f′(z). */
function backwardWith(slopeOf: (z: Tensor, options: ActivationOptions) => Tensor): typeof layerBackward {
  return (input, weight, bias, gradOutput, options = {}) => {
    const gradNet = gradOutput.mul(slopeOf(layer(input, weight, bias), options));
    return { gradInput: gradNet.matmul(weight), gradWeight: gradNet.T.matmul(input), gradBias: gradNet.sum(0) };
  };
}

/** f, entry by entry: a layer of one neuron with weight 1. */
function curve(z: Tensor, options: ActivationOptions): Tensor {
  return layer(z.reshape([z.size, 1]), ones([1, 1]), full([1], 0), options).reshape(z.shape);
}

/** f′ of whatever is passed, entry by entry. */
function slope(z: Tensor, options: ActivationOptions): Tensor {
  const { gradInput } = layerBackward(z.reshape([z.size, 1]), ones([1, 1]), full([1], 0), ones([z.size, 1]), options);
  return gradInput.reshape(z.shape);
}

export default mistakes<typeof import("#reference/01-neurons/neuron.ts")>({
  "bias after the activation": {
    looksLike: "The bias is added to the activation's output, not to the weighted sum.",
    reread: "y = f(w·x + b): the bias stands inside f",
    neuron: (input, weight, bias, options) => neuron(input, weight, full([], 0), options).add(bias),
    layer: (input, weight, bias, options) => layer(input, weight, full(bias.shape, 0), options).add(bias),
  },
  "no bias": {
    looksLike: "The bias plays no part.",
    reread: "z = w·x + b",
    neuron: (input, weight, _bias, options) => neuron(input, weight, full([], 0), options),
    layer: (input, weight, bias, options) => layer(input, weight, full(bias.shape, 0), options),
  },
  "activation ignored": {
    looksLike: "The net input comes back as it is, whatever activation was asked for.",
    reread: "y = f(z)",
    neuron: (input, weight, bias) => neuron(input, weight, bias),
    layer: (input, weight, bias) => layer(input, weight, bias),
  },
  "kind by the sign of the product": {
    looksLike: "A connection counts as excitatory when weight times input is positive, not when the weight is.",
    reread: "excitatory = Σ_{w_i > 0} w_i x_i: the sign of w_i alone",
    drive: (input, weight) => {
      const products = input.mul(weight);
      return { excitatory: products.maximum(0).sum(), inhibitory: products.minimum(0).sum() };
    },
  },
  "weights summed without their inputs": {
    looksLike: "The weights themselves are summed by sign; what comes through them is left out.",
    reread: "excitatory = Σ_{w_i > 0} w_i x_i",
    drive: (_input, weight) => ({ excitatory: weight.maximum(0).sum(), inhibitory: weight.minimum(0).sum() }),
  },
  "inhibition without its sign": {
    looksLike: "What comes through negative weights is given as a size; the two sums should add up to the net input.",
    reread: "inhibitory = Σ_{w_i < 0} w_i x_i, of which each w_i keeps its sign",
    drive: (input, weight) => {
      const { excitatory, inhibitory } = drive(input, weight);
      return { excitatory, inhibitory: inhibitory.neg() };
    },
  },
  "slope left out": {
    looksLike: "The gradient passes the activation unchanged: the factor f′(z) is missing.",
    reread: "dL/dZ = dL/dY ∘ f′(Z)",
    layerBackward: backwardWith((z) => ones(z.shape)),
  },
  "slope at the output": {
    looksLike: "f′ is taken at the output y, not at the net input z: the activation is applied once too often.",
    reread: "dL/dZ = dL/dY ∘ f′(Z) with Z = X Wᵀ + b",
    layerBackward: backwardWith((z, options) => slope(curve(z, options), options)),
  },
  "x(1 − x) on the net input": {
    looksLike: "The sigmoid's slope is taken as z (1 − z) with the net input z; that formula wants the output.",
    reread: "σ′(z) = y (1 − y) with y = σ(z)",
    layerBackward: backwardWith((z, options) =>
      options.activation === "sigmoid" ? z.mul(z.neg().add(1)) : slope(z, options),
    ),
  },
  "slope 1 at zero": {
    looksLike: "relu passes the gradient on where the net input is exactly 0.",
    reread: "relu′(z) = 1[z > 0]: strictly greater",
    layerBackward: backwardWith((z, options) =>
      options.activation === "relu" ? z.greaterEqual(0) : slope(z, options),
    ),
  },
  "bias gradient averaged": {
    looksLike: "The bias gradient is the mean over the batch, 1/N of the sum.",
    reread: "dL/db = Σ_n dL/dZ_n",
    layerBackward: (input, weight, bias, gradOutput, options) => {
      const gradients = layerBackward(input, weight, bias, gradOutput, options);
      return { ...gradients, gradBias: gradients.gradBias.div(input.shape[0]!) };
    },
  },
  "weight gradient averaged": {
    looksLike: "The weight gradient is divided by the number of examples; that division belongs to the loss.",
    reread: "dL/dW = (dL/dZ)ᵀ X: a sum over the examples",
    layerBackward: (input, weight, bias, gradOutput, options) => {
      const gradients = layerBackward(input, weight, bias, gradOutput, options);
      return { ...gradients, gradWeight: gradients.gradWeight.div(input.shape[0]!) };
    },
  },
  "weight gradient transposed": {
    looksLike: "The weight gradient comes back as [D, H], the transpose of the weight's shape.",
    reread: "dL/dW = (dL/dZ)ᵀ X, of the shape [H, D] of W",
    layerBackward: (input, weight, bias, gradOutput, options) => {
      const gradients = layerBackward(input, weight, bias, gradOutput, options);
      return { ...gradients, gradWeight: gradients.gradWeight.T };
    },
  },
});
