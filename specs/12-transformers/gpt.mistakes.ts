import { arange, concatenate, where, zeros, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { sparseCrossEntropy } from "#reference/03-losses/sparse-cross-entropy.ts";
import { sample } from "#reference/11-recurrent-networks/sampling.ts";
import type { EncoderLayerOptions, EncoderLayerParameters } from "#reference/12-transformers/encoder-layer.ts";
import { embeddingBackward } from "#reference/11-recurrent-networks/embedding.ts";
import {
  generate,
  gpt,
  gptBackward,
  gptLossBackward,
  gptStep,
  type GptParameters,
  type LayerCache,
} from "#reference/12-transformers/gpt.ts";
import { layerStack } from "#reference/12-transformers/layer-stack.ts";
import { normalise, normaliseBackward } from "#reference/12-transformers/residual.ts";

type Module = typeof import("#reference/12-transformers/gpt.ts");

/** Where a forward pass departs from the right one. */
interface Changes {
  readonly embedded?: (tokens: Tensor, positions: Tensor, parameters: GptParameters) => Tensor;
  readonly layers?: (layers: readonly EncoderLayerParameters[]) => readonly EncoderLayerParameters[];
  readonly options?: Partial<EncoderLayerOptions>;
  readonly scores?: (top: Tensor, parameters: GptParameters) => Tensor;
}

function gptWith({ embedded, layers, options, scores }: Changes): Module["gpt"] {
  return (tokens, parameters, { heads = 1 } = {}) => {
    gpt(tokens, parameters, { heads }); // refuses what it must
    const { tokenEmbedding, positionEmbedding, finalNorm } = parameters;
    const positions = positionEmbedding.slice([0, tokens.shape[1]!]);
    const words = tokenEmbedding.gather(tokens);
    const x = embedded?.(words, positions, parameters) ?? words.add(positions);
    const all = layers?.(parameters.layers) ?? parameters.layers;
    const { output: top } = layerStack(x, all, { heads, causal: true, norm: "pre", activation: "gelu", ...options });
    return scores?.(top, parameters) ?? normalise(top, finalNorm).matmul(tokenEmbedding.T);
  };
}

/** The backward pass with some gradients changed. */
function backwardWith(
  change: (right: GptParameters, parts: Parts, tokens: Tensor, parameters: GptParameters) => Partial<GptParameters>,
): Module["gptBackward"] {
  return (tokens, parameters, gradOutput, options = {}) => {
    const { gradParameters } = gptBackward(tokens, parameters, gradOutput, options);
    const parts = partsOf(tokens, parameters, gradOutput, options.heads ?? 1);
    return { gradParameters: { ...gradParameters, ...change(gradParameters, parts, tokens, parameters) } };
  };
}

type Parts = ReturnType<typeof partsOf>;

/** The gradients of the embedded tokens, and of the token embedding as the output layer. */
function partsOf(tokens: Tensor, parameters: GptParameters, gradOutput: Tensor, heads: number) {
  const options = { heads, causal: true, norm: "pre", activation: "gelu" } as const;
  const { tokenEmbedding, positionEmbedding, layers, finalNorm } = parameters;
  const x = tokenEmbedding.gather(tokens).add(positionEmbedding.slice([0, tokens.shape[1]!]));
  const { output: top, backward } = layerStack(x, layers, options);
  const [vocabulary, features] = tokenEmbedding.shape as readonly [number, number];
  const rows = normalise(top, finalNorm).reshape([-1, features]);
  const ofOutput = gradOutput.reshape([-1, vocabulary]).T.matmul(rows);
  const gradNormalised = gradOutput.matmul(tokenEmbedding);
  const { gradInput: gradTop } = normaliseBackward(top, finalNorm, gradNormalised);
  const { gradInput } = backward(gradTop);
  const unnormed = backward(gradNormalised);
  return { gradInput, ofOutput, unnormed };
}

const inRows = (logits: Tensor): Tensor => logits.reshape([-1, logits.shape[2]!]);

/** The loss with other pairs of scores and labels. */
function lossWith(
  pairs: (tokens: Tensor, logitsOf: (tokens: Tensor) => Tensor) => readonly [logits: Tensor, labels: Tensor],
  after = (loss: Tensor, _: Tensor): Tensor => loss,
): Module["gptLoss"] {
  return (tokens, parameters, options) => {
    const [logits, labels] = pairs(tokens, (given) => gpt(given, parameters, options));
    return after(sparseCrossEntropy(inRows(logits), labels.flatten()), tokens);
  };
}

const allButLast = (tokens: Tensor): Tensor => tokens.slice(null, [0, -1]);
const allButFirst = (tokens: Tensor): Tensor => tokens.slice(null, [1, null]);
const rightPairs = (tokens: Tensor, logitsOf: (tokens: Tensor) => Tensor): readonly [Tensor, Tensor] => [
  logitsOf(allButLast(tokens)),
  allButFirst(tokens),
];

/** The cached step with something done to the cache or to the positions. */
function stepWith(change: {
  readonly before?: (cache: readonly LayerCache[]) => readonly LayerCache[];
  readonly after?: (cache: readonly LayerCache[], old: readonly LayerCache[]) => readonly LayerCache[];
  readonly start?: (length: number) => number;
}): Module["gptStep"] {
  return (tokens, parameters, cache, options) => {
    const length = cache[0]?.keys.shape[2] ?? 0;
    const moved = (change.start?.(length) ?? length) - length;
    const { positionEmbedding } = parameters;
    const longest = positionEmbedding.shape[0]!;
    const places = arange(longest).map((place) => Math.min(longest - 1, Math.max(0, place + moved)));
    const shifted = { ...parameters, positionEmbedding: positionEmbedding.gather(places) };
    const step = gptStep(tokens, shifted, change.before?.(cache) ?? cache, options);
    return { logits: step.logits, cache: change.after?.(step.cache, cache) ?? step.cache };
  };
}

const mapCache = (cache: readonly LayerCache[], f: (x: Tensor) => Tensor): readonly LayerCache[] =>
  cache.map(({ keys, values }) => ({ keys: f(keys), values: f(values) }));

/** Text written with another choice of the next token. */
function generateWith(
  choose: (logits: Tensor, random: Parameters<Module["generate"]>[3], temperature: number) => Tensor,
): Module["generate"] {
  return (prompt, parameters, count, random, { temperature = 1, ...options } = {}) => {
    let text = prompt;
    for (let n = 0; n < count; n++) {
      const next = choose(gpt(text, parameters, options), random, temperature);
      text = concatenate([text, next.expandDims(1)], 1);
    }
    return text;
  };
}

const last = (logits: Tensor): Tensor => logits.slice(null, -1);

export default mistakes<Module>({
  "future in sight": {
    looksLike: "Positions see what comes after them, and so the token that they are to predict.",
    reread: "z_t depends on the tokens 0 to t alone",
    gpt: gptWith({ options: { causal: false } }),
  },
  "post-norm layers": {
    looksLike: "The layers have their norms behind the residual connections.",
    reread: "The layers are pre-norm",
    gpt: gptWith({ options: { norm: "post" } }),
  },
  "ReLU for GELU": {
    looksLike: "The feed-forward networks have ReLU.",
    reread: "The layers are pre-norm with GELU",
    gpt: gptWith({ options: { activation: "relu" } }),
  },
  "one head always": {
    looksLike: "Attention has one head, whatever is asked for.",
    reread: "options.heads",
    gpt: gptWith({ options: { heads: 1 } }),
  },
  "positions left out": {
    looksLike: "The position embedding is not added.",
    reread: "x_t = E[token_t] + P[t]",
    gpt: gptWith({ embedded: (words) => words }),
  },
  "positions from the end of the table": {
    looksLike: "The last rows of the position embedding are used, not the first.",
    reread: "x_t = E[token_t] + P[t], t counted from 0",
    gpt: gptWith({
      embedded: (words, positions, { positionEmbedding }) =>
        words.add(positionEmbedding.slice([positionEmbedding.shape[0]! - positions.shape[0]!, null])),
    }),
  },
  "first position for all": {
    looksLike: "Every token gets the embedding of position 0.",
    reread: "x_t = E[token_t] + P[t]",
    gpt: gptWith({ embedded: (words, positions) => words.add(positions.slice(0)) }),
  },
  "embedding scaled": {
    looksLike: "The token embedding is multiplied by √D, as in the encoder–decoder of 2017.",
    reread: "x_t = E[token_t] + P[t]",
    gpt: gptWith({ embedded: (words, positions) => words.mul(Math.sqrt(words.shape[2]!)).add(positions) }),
  },
  "last norm left out": {
    looksLike: "There is no norm between the last layer and the scores.",
    reread: "z_t = norm(x_t) Eᵀ",
    gpt: gptWith({ scores: (top, { tokenEmbedding }) => top.matmul(tokenEmbedding.T) }),
  },
  "last norm without scale and shift": {
    looksLike: "The last norm does not use γ and β.",
    reread: "finalNorm: scale γ and shift β",
    gpt: gptWith({
      scores: (top, { tokenEmbedding, finalNorm: { gamma, beta } }) =>
        normalise(top, { gamma: gamma.mul(0).add(1), beta: beta.mul(0) }).matmul(tokenEmbedding.T),
    }),
  },
  "layers in reverse": {
    looksLike: "The layers are passed from the last to the first.",
    reread: "through all layers, the first one first",
    gpt: gptWith({ layers: (layers) => layers.toReversed() }),
  },
  "first layer again and again": {
    looksLike: "All layers use the parameters of the first.",
    reread: "layers: each with its own parameters",
    gpt: gptWith({ layers: (layers) => layers.map(() => layers[0]!) }),
  },
  "one layer only": {
    looksLike: "Only the first layer is passed.",
    reread: "through all layers",
    gpt: gptWith({ layers: (layers) => layers.slice(0, 1) }),
  },
  "probabilities for scores": {
    looksLike: "Probabilities come back, not scores.",
    reread: "returns z, the logits",
    gpt: (...args) => {
      const powers = gpt(...args).exp();
      return powers.div(powers.sum(-1, { keepDims: true }));
    },
  },
  "output's part of the embedding gradient alone": {
    looksLike: "The gradient of the token embedding lacks what comes through the lookup.",
    reread: "dL/dE has two parts: E is the first layer and the last",
    gptBackward: backwardWith((_, { ofOutput }) => ({ tokenEmbedding: ofOutput })),
  },
  "lookup's part of the embedding gradient alone": {
    looksLike: "The gradient of the token embedding lacks what comes through the scores.",
    reread: "dL/dE has two parts: E is the first layer and the last",
    gptBackward: backwardWith((_, { gradInput }, tokens, { tokenEmbedding }) => ({
      tokenEmbedding: embeddingBackward(tokens, tokenEmbedding, gradInput),
    })),
  },
  "repeated tokens overwritten": {
    looksLike: "A token that comes several times gets the gradient of its last place only.",
    reread: "row v: Σ dL/dx_t over all t with token v",
    gptBackward: backwardWith((_, { gradInput, ofOutput }, tokens, { tokenEmbedding }) => {
      const features = tokenEmbedding.shape[1]!;
      const rows = gradInput.reshape([-1, features]);
      const places = [...arange(tokenEmbedding.shape[0]!).data].map((id) => tokens.data.lastIndexOf(id));
      const found = arange(places.length)
        .map((id) => Number(places[id]! >= 0))
        .expandDims(1);
      const lookedUp = rows.gather(places.map((place) => Math.max(0, place)));
      return { tokenEmbedding: where(found, lookedUp, 0).add(ofOutput) };
    }),
  },
  "position gradient averaged": {
    looksLike: "The gradient of the position embedding is the mean over the texts.",
    reread: "dL/dP[t] = Σ_n dL/dx_nt",
    gptBackward: backwardWith(({ positionEmbedding }, _, tokens) => ({
      positionEmbedding: positionEmbedding.div(tokens.shape[0]!),
    })),
  },
  "position gradient cut short": {
    looksLike: "The gradient of the position embedding has a row for each position of the text, not of the table.",
    reread: "gradients of the shapes of the parameters; 0 in the rows of P from T on",
    gptBackward: backwardWith((_, { gradInput }) => ({ positionEmbedding: gradInput.sum(0) })),
  },
  "past the last norm": {
    looksLike: "The gradient goes from the scores to the layers as if the last norm were not there.",
    reread: "Back through the scores, the last norm and the layers",
    gptBackward: backwardWith((_, { unnormed }) => ({ layers: unnormed.gradLayers })),
  },
  "gradients of the layers in reverse": {
    looksLike: "The gradients of the layers are in the order in which they were worked out, the last layer first.",
    reread: "gradients of the shapes of the parameters",
    gptBackward: backwardWith(({ layers }) => ({ layers: layers.toReversed() })),
  },
  "labels not shifted": {
    looksLike: "Each position is asked for its own token, which it sees.",
    reread: "log softmax(z_nt)[token_{n,t+1}]",
    gptLoss: lossWith((tokens, logitsOf) => [logitsOf(tokens), tokens]),
  },
  "labels shifted the other way": {
    looksLike: "Each position is asked for the token before it.",
    reread: "log softmax(z_nt)[token_{n,t+1}]",
    gptLoss: lossWith((tokens, logitsOf) => [allButFirst(logitsOf(tokens)), allButLast(tokens)]),
  },
  "labels wrap around": {
    looksLike: "The last position is asked for the first token of the text.",
    reread: "t < T − 1: nothing follows the last token",
    gptLoss: lossWith((tokens, logitsOf) => [
      logitsOf(tokens),
      concatenate([allButFirst(tokens), tokens.slice(null, [0, 1])], 1),
    ]),
  },
  "label in sight": {
    looksLike: "The whole text is read without its first token, so each position sees the token that it is asked for.",
    reread: "what is read: the tokens 0 to T − 2",
    gptLoss: lossWith((tokens, logitsOf) => [logitsOf(allButFirst(tokens)), allButFirst(tokens)]),
  },
  "loss summed": {
    looksLike: "The loss is the sum over all tokens.",
    reread: "1 / N(T−1)",
    gptLoss: lossWith(rightPairs, (loss, tokens) => loss.mul(allButFirst(tokens).size)),
  },
  "loss of a text": {
    looksLike: "The loss is summed over each text and averaged over the texts.",
    reread: "1 / N(T−1): in nats per token",
    gptLoss: lossWith(rightPairs, (loss, tokens) => loss.mul(tokens.shape[1]! - 1)),
  },
  "divided by all tokens": {
    looksLike: "The sum is divided by N T, although the first token of each text is not predicted.",
    reread: "1 / N(T−1)",
    gptLoss: lossWith(rightPairs, (loss, tokens) => loss.mul(1 - 1 / tokens.shape[1]!)),
  },
  "bits for nats": {
    looksLike: "The logarithm is the one to base 2.",
    reread: "in nats per token",
    gptLoss: lossWith(rightPairs, (loss) => loss.div(Math.LN2)),
  },
  "perplexity for loss": {
    looksLike: "The perplexity comes back.",
    reread: "L; exp(L) is the perplexity",
    gptLoss: lossWith(rightPairs, (loss) => loss.exp()),
  },
  "gradient of the sum": {
    looksLike: "The gradient is not divided by the number of predicted tokens.",
    reread: "divided by N(T−1)",
    gptLossBackward: (tokens, parameters, gradOutput, options) =>
      gptLossBackward(tokens, parameters, gradOutput.mul(allButFirst(tokens).size), options),
  },
  "gradOutput of the loss ignored": {
    looksLike: "The gradient does not take gradOutput into account.",
    reread: "gradOutput: the gradient with respect to the loss",
    gptLossBackward: (tokens, parameters, gradOutput, options) =>
      gptLossBackward(tokens, parameters, gradOutput.mul(0).add(1), options),
  },
  "positions start over": {
    looksLike: "With a cache the new tokens get the positions from 0 on.",
    reread: "new tokens, at the positions behind those in the cache",
    gptStep: stepWith({ start: () => 0 }),
  },
  "positions one too far": {
    looksLike: "With a cache the new tokens stand one position too far on.",
    reread: "new tokens, at the positions behind those in the cache",
    gptStep: stepWith({ start: (length) => (length === 0 ? 0 : length + 1) }),
  },
  "cache of the last tokens alone": {
    looksLike: "The cache holds the newest tokens only; what came before them is forgotten.",
    reread: "keys and values of all tokens so far",
    gptStep: (tokens, parameters, cache, options) => {
      const step = gptStep(tokens, parameters, cache, options);
      const added = tokens.shape[1]!;
      const kept = mapCache(step.cache, (x) => {
        const length = x.shape[2]!;
        return where(
          arange(length)
            .less(length - added)
            .reshape([1, 1, length, 1]),
          zeros(x.shape),
          x,
        );
      });
      return { logits: step.logits, cache: kept };
    },
  },
  "keys cached, values not": {
    looksLike: "The cache keeps the keys, but the values of the first tokens only.",
    reread: "For each layer the keys and values of all tokens so far",
    gptStep: stepWith({
      after: (cache, old) =>
        cache.map(({ keys, values }, index) => {
          const before = old[index]?.keys.shape[2] ?? 0;
          if (before === 0) return { keys, values };
          const length = values.shape[2]!;
          return { keys, values: values.mul(arange(length).less(before).reshape([1, 1, length, 1])) };
        }),
    }),
  },
  "one cache for all layers": {
    looksLike: "Every layer gets the keys and values of the first one.",
    reread: "For each layer the keys and values",
    gptStep: stepWith({ after: (cache) => cache.map(() => cache[0]!) }),
  },
  "new tokens see each other": {
    looksLike: "Several tokens that are handed over at once see each other, later ones too.",
    reread: "A new token at position t asks all t + 1",
    gptStep: (tokens, parameters, cache, options) => {
      const step = gptStep(tokens, parameters, cache, options);
      if (cache.length > 0) return step;
      return { logits: gptWith({ options: { causal: false } })(tokens, parameters, options), cache: step.cache };
    },
  },
  "likeliest token always": {
    looksLike: "The likeliest token is taken; nothing is drawn.",
    reread: "token_{t+1} ~ softmax(z_t / τ)",
    generate: generateWith((logits) => last(logits).argmax(1)),
  },
  "drawn uniformly": {
    looksLike: "Every token is drawn with the same chance.",
    reread: "token_{t+1} ~ softmax(z_t / τ)",
    generate: generateWith((logits, random) => sample(last(logits).mul(1e-9), random)),
  },
  "multiplied by the temperature": {
    looksLike: "The scores are multiplied by the temperature.",
    reread: "softmax(z_t / τ)",
    generate: generateWith((logits, random, temperature) =>
      sample(last(logits), random, { temperature: 1 / temperature }),
    ),
  },
  "temperature left out": {
    looksLike: "The temperature plays no part.",
    reread: "softmax(z_t / τ)",
    generate: (prompt, parameters, count, random, { temperature: _, ...options } = {}) =>
      generate(prompt, parameters, count, random, options),
  },
  "written after the first token": {
    looksLike: "The next token is drawn from the scores behind the first token, not the last.",
    reread: "t the last position so far",
    generate: generateWith((logits, random, temperature) => sample(logits.slice(null, 0), random, { temperature })),
  },
  "one text for all": {
    looksLike: "The same token is drawn for all texts.",
    reread: "every text by itself",
    generate: generateWith((logits, random, temperature) => {
      const one = sample(last(logits).slice([0, 1]), random, { temperature });
      return one.broadcastTo([logits.shape[0]!]);
    }),
  },
  "prompt not returned": {
    looksLike: "What is written comes back without the prompt.",
    reread: "returns the prompt and what follows",
    generate: (prompt, ...rest) => generate(prompt, ...rest).slice(null, [prompt.shape[1]!, null]),
  },
});
