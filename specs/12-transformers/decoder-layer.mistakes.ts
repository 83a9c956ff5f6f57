import type { Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import type { DecoderLayerOptions, DecoderLayerParameters } from "#reference/12-transformers/decoder-layer.ts";
import { decoderLayer, decoderLayerBackward } from "#reference/12-transformers/decoder-layer.ts";
import { feedForward, feedForwardBackward } from "#reference/12-transformers/feed-forward.ts";
import { multiHeadAttention, multiHeadAttentionBackward } from "#reference/12-transformers/multi-head-attention.ts";
import { normalise, type NormParameters } from "#reference/12-transformers/residual.ts";
import {
  backAround,
  bareNorm,
  nothingAdded,
  post,
  pre,
  unbiasedNorm,
  without,
  type BackwardSlips,
  type Connection,
  type Map,
} from "./layer-slips.ts";

type Module = typeof import("#reference/12-transformers/decoder-layer.ts");
type AttentionGradients = ReturnType<typeof multiHeadAttentionBackward>;

/** Where a forward pass departs from the right one. */
interface Changes {
  readonly post?: Connection;
  readonly pre?: Connection;
  /** Around the cross-attention, where that differs. */
  readonly crossPost?: Connection;
  readonly crossPre?: Connection;
  readonly norm?: (x: Tensor, parameters: NormParameters) => Tensor;
  readonly parameters?: (parameters: DecoderLayerParameters) => DecoderLayerParameters;
  /** The memory that the cross-attention gets. */
  readonly memory?: (memory: Tensor, norm: Map, isPost: boolean) => Tensor;
  readonly causal?: boolean;
  readonly crossCausal?: boolean;
  readonly cross?: (x: Tensor, memory: Tensor) => readonly [query: Tensor, key: Tensor, value: Tensor];
  readonly skipsCross?: boolean;
  readonly crossFirst?: boolean;
}

function layerWith(change: Changes): Pick<Module, "decoderLayer"> {
  const norm = change.norm ?? normalise;
  return {
    decoderLayer: (input, memory, given, options = {}) => {
      const p = change.parameters?.(given) ?? given;
      const { heads = 1, mask, memoryMask } = options;
      const isPost = options.norm !== "pre";
      const around = isPost ? (change.post ?? post) : (change.pre ?? pre);
      const aroundCross = isPost ? (change.crossPost ?? around) : (change.crossPre ?? around);
      const read = change.memory?.(memory, (x) => norm(x, p.crossAttentionNorm), isPost) ?? memory;
      const own: Map = (x) =>
        multiHeadAttention(x, x, x, p.attention, { heads, causal: change.causal ?? true, ...(mask && { mask }) });
      const cross: Map = (x) =>
        multiHeadAttention(...(change.cross?.(x, read) ?? ([x, read, read] as const)), p.crossAttention, {
          heads,
          causal: change.crossCausal ?? false,
          ...(memoryMask && { mask: memoryMask }),
        });
      const steps: Map[] = [
        (x) => around(x, own, (y) => norm(y, p.attentionNorm)),
        (x) => (change.skipsCross ? x : aroundCross(x, cross, (y) => norm(y, p.crossAttentionNorm))),
      ];
      const [first, second] = (change.crossFirst ? steps.toReversed() : steps) as [Map, Map];
      return around(
        second(first(input)),
        (x) => feedForward(x, p.feedForward, options),
        (y) => norm(y, p.feedForwardNorm),
      );
    },
  };
}

const layerWithOptions = (
  change: (options: DecoderLayerOptions) => DecoderLayerOptions,
): Pick<Module, "decoderLayer"> => ({
  decoderLayer: (input, memory, parameters, options = {}) => decoderLayer(input, memory, parameters, change(options)),
});

/** Where a backward pass departs from the right one. */
interface BackwardChanges extends BackwardSlips {
  readonly ofAttention?: (gradients: AttentionGradients) => Tensor;
  readonly ofMemory?: (gradients: AttentionGradients) => Tensor;
  /** Causal on the way back. */
  readonly causal?: boolean;
}

function backwardWith(change: BackwardChanges): Pick<Module, "decoderLayerBackward"> {
  const sumOf = change.ofAttention ?? ((g) => g.gradQuery.add(g.gradKey).add(g.gradValue));
  const ofMemory = change.ofMemory ?? ((g) => g.gradKey.add(g.gradValue));
  return {
    decoderLayerBackward: (input, memory, p, gradOutput, options = {}) => {
      const { heads = 1, mask, memoryMask } = options;
      const isPost = options.norm !== "pre";
      const seen = { heads, causal: true, ...(mask && { mask }) };
      const read = { heads, ...(memoryMask && { mask: memoryMask }) };
      const own = {
        forward: (x: Tensor) => multiHeadAttention(x, x, x, p.attention, seen),
        backward: (x: Tensor, gradient: Tensor) => {
          const causal = change.causal ?? true;
          const gradients = multiHeadAttentionBackward(x, x, x, p.attention, gradient, { ...seen, causal });
          return { gradInput: sumOf(gradients), gradParameters: gradients.gradParameters };
        },
      };
      const cross = {
        forward: (x: Tensor) => multiHeadAttention(x, memory, memory, p.crossAttention, read),
        backward: (x: Tensor, gradient: Tensor) => {
          const gradients = multiHeadAttentionBackward(x, memory, memory, p.crossAttention, gradient, read);
          const { gradQuery, gradParameters } = gradients;
          return { gradInput: gradQuery, gradMemory: ofMemory(gradients), gradParameters };
        },
      };
      const network = {
        forward: (x: Tensor) => feedForward(x, p.feedForward, options),
        backward: (x: Tensor, gradient: Tensor) => feedForwardBackward(x, p.feedForward, gradient, options),
      };
      const around = isPost ? post : pre;
      const attended = around(input, own.forward, (x) => normalise(x, p.attentionNorm));
      const informed = around(attended, cross.forward, (x) => normalise(x, p.crossAttentionNorm));
      const third = backAround(change, informed, network, p.feedForwardNorm, isPost, gradOutput);
      const second = backAround(change, attended, cross, p.crossAttentionNorm, isPost, third.gradInput);
      const first = backAround(change, input, own, p.attentionNorm, isPost, second.gradInput);
      return {
        gradInput: first.gradInput,
        gradMemory: second.inner.gradMemory,
        gradParameters: {
          attention: first.inner.gradParameters,
          attentionNorm: first.gradNorm,
          crossAttention: second.inner.gradParameters,
          crossAttentionNorm: second.gradNorm,
          feedForward: third.inner.gradParameters,
          feedForwardNorm: third.gradNorm,
        },
      };
    },
  };
}

/** The backward pass with other options than the forward pass had. */
const backwardWithOptions = (
  change: (options: DecoderLayerOptions) => DecoderLayerOptions,
): Pick<Module, "decoderLayerBackward"> => ({
  decoderLayerBackward: (input, memory, parameters, gradOutput, options = {}) =>
    decoderLayerBackward(input, memory, parameters, gradOutput, change(options)),
});

export default mistakes<Module>({
  "attention not causal": {
    looksLike: "A target sees the targets after it, those that it is to predict.",
    reread: "The first attention is always causal",
    ...layerWith({ causal: false }),
  },
  "cross-attention causal": {
    looksLike: "Target t sees the memory up to place t only, but the whole source is known.",
    reread: "crossAttention(a, m, m): the memory is there as a whole",
    ...layerWith({ crossCausal: true }),
  },
  "cross-attention left out": {
    looksLike: "The memory plays no part: there is no second sublayer.",
    reread: "b = norm₂(a + crossAttention(a, m, m))",
    ...layerWith({ skipsCross: true }),
  },
  "cross-attention first": {
    looksLike: "The attention to the memory comes before the attention to the targets.",
    reread: "causal self-attention, then attention to the memory",
    ...layerWith({ crossFirst: true }),
  },
  "queries for keys in the cross-attention": {
    looksLike: "The second attention has query, key and value from the targets, as the first has.",
    reread: "crossAttention(a, m, m): query, key, value",
    ...layerWith({ cross: (x) => [x, x, x] }),
  },
  "parameters of the attentions exchanged": {
    looksLike: "The two attentions have each other's parameters.",
    reread: "attention: of the targets; crossAttention: of the memory",
    ...layerWith({ parameters: (p) => ({ ...p, attention: p.crossAttention, crossAttention: p.attention }) }),
  },
  "one attention's parameters for both": {
    looksLike: "The cross-attention has the parameters of the first attention.",
    reread: "attention: of the targets; crossAttention: of the memory",
    ...layerWith({ parameters: (p) => ({ ...p, crossAttention: p.attention }) }),
  },
  "norms of the attentions exchanged": {
    looksLike: "The norms of the two attentions have changed places.",
    reread: "norm₁ belongs to the first attention, norm₂ to the cross-attention",
    ...layerWith({
      parameters: (p) => ({ ...p, attentionNorm: p.crossAttentionNorm, crossAttentionNorm: p.attentionNorm }),
    }),
  },
  "memory normalised": {
    looksLike: "In pre-norm the memory goes through the norm of the cross-attention as well.",
    reread: "crossAttention(norm₂(a), m, m): m is not normalised again",
    ...layerWith({ memory: (memory, norm, isPost) => (isPost ? memory : norm(memory)) }),
  },
  "always post-norm": {
    looksLike: 'The option norm changes nothing: the norms stand behind the sums for "pre" as well.',
    reread: "Pre-norm: a = x + attention(norm₁(x))",
    ...layerWithOptions(without("norm")),
  },
  "post-norm and pre-norm exchanged": {
    looksLike: 'For "post" the norms stand before the sublayers, for "pre" behind the sums.',
    reread: "post: behind each residual connection; pre: before each sublayer",
    ...layerWithOptions((options) => ({ ...options, norm: options.norm === "pre" ? "post" : "pre" })),
  },
  "residual from the normalised input": {
    looksLike: "In pre-norm the sublayers' results are added to norm(x), not to x.",
    reread: "Pre-norm: a = x + attention(norm₁(x))",
    ...layerWith({ pre: (x, sublayer, norm) => norm(x).add(sublayer(norm(x))) }),
  },
  "norm inside the residual connection": {
    looksLike: "In post-norm the sublayers' results are normalised before they are added: x + norm(f(x)).",
    reread: "Post-norm: norm(x + f(x)), the norm of the sum",
    ...layerWith({ post: (x, sublayer, norm) => x.add(norm(sublayer(x))) }),
  },
  "no residual connections": {
    looksLike: "The sublayers follow each other; nothing is added to their results.",
    reread: "x + attention(x), a + crossAttention(a), b + feedForward(b)",
    ...layerWith(nothingAdded),
  },
  "no residual connection around the cross-attention": {
    looksLike: "What comes from the memory is not added to what the targets had.",
    reread: "b = norm₂(a + crossAttention(a, m, m))",
    ...layerWith({ crossPost: nothingAdded.post, crossPre: nothingAdded.pre }),
  },
  "norms without scale and shift": {
    looksLike: "The norms have no gamma and beta.",
    reread: "norm: γ x̂ + β",
    ...layerWith({ norm: bareNorm }),
  },
  "unbiased deviation in the norms": {
    looksLike: "The norms divide by the deviation with D − 1 in it.",
    reread: "σ² = (1/D) Σ_d (x_d − μ)²",
    ...layerWith({ norm: unbiasedNorm }),
  },
  "mask of the targets left out": {
    looksLike: "The option mask does not reach the first attention.",
    reread: "mask: [N, T], 1 for a target that may be seen",
    ...layerWithOptions(without("mask")),
  },
  "mask of the memory left out": {
    looksLike: "The option memoryMask does not reach the cross-attention.",
    reread: "memoryMask: [N, S], the same for the memory",
    ...layerWithOptions(without("memoryMask")),
  },
  "one head": {
    looksLike: "The option heads does not reach the attentions.",
    reread: "heads: how many heads share the D features, in both attentions",
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
    looksLike:
      "The gradient of the first attention's input is that of the queries; keys and values are the same input.",
    reread: "attention(x, x, x): the sum of three gradients",
    ...backwardWith({ ofAttention: ({ gradQuery }) => gradQuery }),
  },
  "memory's gradient of the values only": {
    looksLike: "The gradient of the memory is that of the values; the memory gives the keys as well.",
    reread: "The memory is key and value, so its gradient is the sum of two",
    ...backwardWith({ ofMemory: ({ gradValue }) => gradValue }),
  },
  "memory's gradient of the keys only": {
    looksLike: "The gradient of the memory is that of the keys; the memory gives the values as well.",
    reread: "The memory is key and value, so its gradient is the sum of two",
    ...backwardWith({ ofMemory: ({ gradKey }) => gradKey }),
  },
  "no gradient for the memory": {
    looksLike: "The memory gets no gradient, so the encoder would learn nothing.",
    reread: "gradMemory: [N, S, D]",
    ...backwardWith({ ofMemory: ({ gradKey }) => gradKey.mul(0) }),
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
  "place of the norm forgotten on the way back": {
    looksLike: "The backward pass is that of post-norm, whichever was asked for.",
    reread: "Pre-norm: dL/dx = dL/dy + (dnorm/dx)ᵀ (df/dn)ᵀ dL/dy",
    ...backwardWithOptions(without("norm")),
  },
  "not causal on the way back": {
    looksLike: "The backward pass works out the weights of the first attention as if later targets were visible.",
    reread: "The first attention is always causal",
    ...backwardWith({ causal: false }),
  },
  "padding forgotten on the way back": {
    looksLike: "The backward pass works out the weights of attention as if there were no padding.",
    reread: "What a query may not see has the weight 0, and so it gets no gradient",
    ...backwardWithOptions((options) => without("memoryMask")(without("mask")(options))),
  },
});
