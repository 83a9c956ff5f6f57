import type { Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import type {
  EncoderLayerGradients,
  EncoderLayerOptions,
  EncoderLayerParameters,
} from "#reference/12-transformers/encoder-layer.ts";
import { encoderLayer, encoderLayerBackward } from "#reference/12-transformers/encoder-layer.ts";
import { feedForward, feedForwardBackward } from "#reference/12-transformers/feed-forward.ts";
import { multiHeadAttention, multiHeadAttentionBackward } from "#reference/12-transformers/multi-head-attention.ts";
import { normalise, type NormParameters } from "#reference/12-transformers/residual.ts";
import {
  backAround,
  bareNorm,
  nothingAdded,
  post,
  pre,
  sequenceNorm,
  unbiasedNorm,
  without,
  type BackwardSlips,
  type Connection,
  type Map,
} from "./layer-slips.ts";

type Module = typeof import("#reference/12-transformers/encoder-layer.ts");

/** Where a forward pass departs from the right one. */
interface Changes {
  readonly post?: Connection;
  readonly pre?: Connection;
  /** Around the feed-forward network, where that differs from attention. */
  readonly secondPost?: Connection;
  readonly secondPre?: Connection;
  readonly norm?: (x: Tensor, parameters: NormParameters) => Tensor;
  readonly parameters?: (parameters: EncoderLayerParameters) => EncoderLayerParameters;
}

function layerWith(change: Changes): Pick<Module, "encoderLayer"> {
  const norm = change.norm ?? normalise;
  return {
    encoderLayer: (input, given, options = {}) => {
      const p = change.parameters?.(given) ?? given;
      const isPost = options.norm !== "pre";
      const first = isPost ? (change.post ?? post) : (change.pre ?? pre);
      const second = isPost ? (change.secondPost ?? change.post ?? post) : (change.secondPre ?? change.pre ?? pre);
      const attention: Map = (x) => multiHeadAttention(x, x, x, p.attention, options);
      const attended = first(input, attention, (x) => norm(x, p.attentionNorm));
      return second(
        attended,
        (x) => feedForward(x, p.feedForward, options),
        (x) => norm(x, p.feedForwardNorm),
      );
    },
  };
}

/** Both passes with other options than those that were asked for. */
const layerWithOptions = (change: (options: EncoderLayerOptions) => EncoderLayerOptions): Partial<Module> => ({
  encoderLayer: (input, parameters, options = {}) => encoderLayer(input, parameters, change(options)),
});

/** Where a backward pass departs from the right one. */
interface BackwardChanges extends BackwardSlips {
  readonly ofAttention?: (gradients: ReturnType<typeof multiHeadAttentionBackward>) => Tensor;
  /** The input of the feed-forward network on the way back. */
  readonly secondInput?: (attended: Tensor, input: Tensor) => Tensor;
}

function backwardWith(change: BackwardChanges): Pick<Module, "encoderLayerBackward"> {
  const sumOf = change.ofAttention ?? ((g) => g.gradQuery.add(g.gradKey).add(g.gradValue));
  return {
    encoderLayerBackward: (input, p, gradOutput, options = {}) => {
      const isPost = options.norm !== "pre";
      const attend: Map = (x) => multiHeadAttention(x, x, x, p.attention, options);
      const attended = (isPost ? post : pre)(input, attend, (x) => normalise(x, p.attentionNorm));
      const network = {
        forward: (x: Tensor) => feedForward(x, p.feedForward, options),
        backward: (x: Tensor, gradient: Tensor) => feedForwardBackward(x, p.feedForward, gradient, options),
      };
      const attention = {
        forward: attend,
        backward: (x: Tensor, gradient: Tensor) => {
          const gradients = multiHeadAttentionBackward(x, x, x, p.attention, gradient, options);
          return { gradInput: sumOf(gradients), gradParameters: gradients.gradParameters };
        },
      };
      const secondInput = change.secondInput?.(attended, input) ?? attended;
      const second = backAround(change, secondInput, network, p.feedForwardNorm, isPost, gradOutput);
      const first = backAround(change, input, attention, p.attentionNorm, isPost, second.gradInput);
      return {
        gradInput: first.gradInput,
        gradParameters: {
          attention: first.inner.gradParameters,
          attentionNorm: first.gradNorm,
          feedForward: second.inner.gradParameters,
          feedForwardNorm: second.gradNorm,
        },
      };
    },
  };
}

/** The backward pass with other options than the forward pass had. */
const backwardWithOptions = (
  change: (options: EncoderLayerOptions) => EncoderLayerOptions,
): Pick<Module, "encoderLayerBackward"> => ({
  encoderLayerBackward: (input, parameters, gradOutput, options = {}): EncoderLayerGradients =>
    encoderLayerBackward(input, parameters, gradOutput, change(options)),
});

const exchanged = (options: EncoderLayerOptions): EncoderLayerOptions => ({
  ...options,
  norm: options.norm === "pre" ? "post" : "pre",
});

export default mistakes<Module>({
  "always post-norm": {
    looksLike: 'The option norm changes nothing: the norm stands behind the sum for "pre" as well.',
    reread: "Pre-norm: a = x + attention(norm₁(x))",
    ...layerWithOptions(without("norm")),
  },
  "always pre-norm": {
    looksLike: "The norms stand before the sublayers, also where they are to stand behind the sums.",
    reread: "Post-norm: a = norm₁(x + attention(x))",
    ...layerWithOptions((options) => ({ ...options, norm: "pre" })),
  },
  "post-norm and pre-norm exchanged": {
    looksLike: 'For "post" the norms stand before the sublayers, for "pre" behind the sums.',
    reread: "post: behind each residual connection; pre: before each sublayer",
    ...layerWithOptions(exchanged),
  },
  "residual from the normalised input": {
    looksLike: "In pre-norm the sublayer's result is added to norm(x), not to x.",
    reread: "Pre-norm: a = x + attention(norm₁(x))",
    ...layerWith({ pre: (x, sublayer, norm) => norm(x).add(sublayer(norm(x))) }),
  },
  "norm inside the residual connection": {
    looksLike: "In post-norm the sublayer's result is normalised before it is added: x + norm(f(x)).",
    reread: "Post-norm: a = norm₁(x + attention(x)), the norm of the sum",
    ...layerWith({ post: (x, sublayer, norm) => x.add(norm(sublayer(x))) }),
  },
  "no residual connections": {
    looksLike: "The sublayers follow each other; nothing is added to their results.",
    reread: "x + attention(x), a + feedForward(a)",
    ...layerWith(nothingAdded),
  },
  "no residual connection around attention": {
    looksLike: "What attention gives is not added to x.",
    reread: "x + attention(x)",
    ...layerWith({ ...nothingAdded, secondPost: post, secondPre: pre }),
  },
  "no residual connection around the network": {
    looksLike: "What the feed-forward network gives is not added to its input.",
    reread: "a + feedForward(a)",
    ...layerWith({ secondPost: nothingAdded.post, secondPre: nothingAdded.pre }),
  },
  "second residual connection from the input of the layer": {
    looksLike: "What the network gives is added to x, the input of the layer, instead of a.",
    reread: "a + feedForward(a), where a is what the first sublayer left",
    encoderLayer: (input, p, options = {}) => {
      const isPost = options.norm !== "pre";
      const attention: Map = (x) => multiHeadAttention(x, x, x, p.attention, options);
      const attended = (isPost ? post : pre)(input, attention, (x) => normalise(x, p.attentionNorm));
      const seen = isPost ? attended : normalise(attended, p.feedForwardNorm);
      const sum = input.add(feedForward(seen, p.feedForward, options));
      return isPost ? normalise(sum, p.feedForwardNorm) : sum;
    },
  },
  "norms exchanged": {
    looksLike: "The two norms have changed places.",
    reread: "norm₁ belongs to attention, norm₂ to the network",
    ...layerWith({
      parameters: (p) => ({ ...p, attentionNorm: p.feedForwardNorm, feedForwardNorm: p.attentionNorm }),
    }),
  },
  "one norm for both sublayers": {
    looksLike: "The norm of attention is used for the network as well.",
    reread: "norm₁ belongs to attention, norm₂ to the network",
    ...layerWith({ parameters: (p) => ({ ...p, feedForwardNorm: p.attentionNorm }) }),
  },
  "norms without scale and shift": {
    looksLike: "The norms have no gamma and beta.",
    reread: "norm: γ x̂ + β",
    ...layerWith({ norm: bareNorm }),
  },
  "unbiased deviation in the norms": {
    looksLike: "The norms divide by the deviation with D − 1 in it, D − 1 for D.",
    reread: "σ² = (1/D) Σ_d (x_d − μ)²",
    ...layerWith({ norm: unbiasedNorm }),
  },
  "norms over positions": {
    looksLike: "Mean and variance are those of a whole sequence, not of one position.",
    reread: "layer normalisation: over the D features of one position",
    ...layerWith({ norm: sequenceNorm }),
  },
  "norm behind a pre-norm layer": {
    looksLike: "In pre-norm the result is normalised once more, which the last layer alone needs.",
    reread: "Pre-norm: y = a + feedForward(norm₂(a))",
    ...layerWith({ secondPre: (x, sublayer, norm) => norm(x.add(sublayer(norm(x)))) }),
  },
  "mask left out": {
    looksLike: "The option mask does not reach the attention.",
    reread: "mask: [N, T], 1 for words, 0 for padding",
    ...layerWithOptions(without("mask")),
  },
  "causal left out": {
    looksLike: "The option causal does not reach the attention.",
    reread: "causal: query t sees the keys 0 to t only",
    ...layerWithOptions(without("causal")),
  },
  "one head": {
    looksLike: "The option heads does not reach the attention.",
    reread: "heads: how many heads share the D features",
    ...layerWithOptions(without("heads")),
  },
  "always ReLU": {
    looksLike: "The option activation does not reach the feed-forward network.",
    reread: "activation: relu or gelu",
    ...layerWithOptions(without("activation")),
  },
  "gradient through the sublayers only": {
    looksLike: "What goes past the sublayers, along the residual connections, has no gradient.",
    reread: "dL/dx = g + (df/dx)ᵀ g",
    ...backwardWith({ past: (gradient) => gradient.mul(0) }),
  },
  "gradient of the queries only": {
    looksLike: "The gradient of attention's input is that of the queries; keys and values are the same input.",
    reread: "attention(x, x, x): the sum of three gradients",
    ...backwardWith({ ofAttention: ({ gradQuery }) => gradQuery }),
  },
  "gradient past the norms": {
    looksLike: "The gradient goes through the norms as if they only multiplied by γ.",
    reread: "g = dL/d(x + f(x)) from norm's backward pass",
    ...backwardWith({ throughNorm: (_, gradOutput, gamma) => gradOutput.mul(gamma) }),
  },
  "gradients of the norms averaged": {
    looksLike: "The gradients of γ and β are averages over the positions, not sums.",
    reread: "dL/dβ = Σ dL/dy, over all positions",
    ...backwardWith({ ofNorm: (gradient, positions) => gradient.div(positions) }),
  },
  "network's gradient at the input of the layer": {
    looksLike: "Backward, the feed-forward network is given x, where forward it was given a.",
    reread: "y = norm₂(a + feedForward(a)): the gradient at a",
    ...backwardWith({ secondInput: (_, input) => input }),
  },
  "place of the norm forgotten on the way back": {
    looksLike: "The backward pass is that of post-norm, whichever was asked for.",
    reread: "Pre-norm: dL/dx = dL/dy + (dnorm/dx)ᵀ (df/dn)ᵀ dL/dy",
    ...backwardWithOptions(without("norm")),
  },
  "masks forgotten on the way back": {
    looksLike: "The backward pass works out the weights of attention as if every key were visible.",
    reread: "What a query may not see has the weight 0, and so it gets no gradient",
    ...backwardWithOptions((options) => without("causal")(without("mask")(options))),
  },
});
