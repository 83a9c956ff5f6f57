import { where } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { softmax } from "#reference/02-activations/softmax.ts";
import { sparseCrossEntropy } from "#reference/03-losses/sparse-cross-entropy.ts";
import { embeddingBackward } from "#reference/11-recurrent-networks/embedding.ts";
import {
  bert,
  bertBackward,
  maskedLogitsBackward,
  pairLogitsBackward,
  pretrainingLoss,
  pretrainingLossBackward,
} from "#reference/12-transformers/bert.ts";
import { layerStack } from "#reference/12-transformers/layer-stack.ts";
import { linear } from "#reference/12-transformers/linear.ts";
import { normalise } from "#reference/12-transformers/residual.ts";
import { bareNorm } from "./layer-slips.ts";
import {
  bertWith,
  encoderBackwardWith,
  lossBackwardWith,
  lossWith,
  maskedBackwardPastGelu,
  maskedLogitsWith,
  masks,
  pairBackwardWith,
  pairLogitsWith,
  partsOf,
  plainSum,
  rowsWith,
  usual,
  written,
  type Module,
} from "./bert-slips.ts";

export default mistakes<Module>({
  "no [SEP] at the end": {
    looksLike: "Nothing stands behind the second sentence.",
    reread: "[CLS] first [SEP] second [SEP] [PAD] …",
    sentencePairs: written(({ first, second }, { clsToken, sepToken }) => [[clsToken, ...first, sepToken], second]),
  },
  "first [SEP] in the second segment": {
    looksLike: "The [SEP] between the sentences belongs to the second segment.",
    reread: "segments: 0 from [CLS] to the first [SEP]",
    sentencePairs: rowsWith({
      rows: ({ tokens, segments }, { sepToken }) => ({
        segments: segments.add(tokens.equal(sepToken).mul(segments.equal(0))),
      }),
    }),
  },
  "padding in the second segment": {
    looksLike: "Padding has the segment 1.",
    reread: "segments: 0 for padding",
    sentencePairs: rowsWith({ rows: ({ segments, mask }) => ({ segments: where(mask, segments, 1) }) }),
  },
  "padding in sight": {
    looksLike: "The mask is 1 everywhere, for padding too.",
    reread: "mask: 1 for tokens, 0 for padding",
    sentencePairs: rowsWith({ rows: ({ mask }) => ({ mask: mask.mul(0).add(1) }) }),
  },
  "mask turned round": {
    looksLike: "The mask is 1 for padding, 0 for tokens.",
    reread: "mask: 1 for tokens, 0 for padding",
    sentencePairs: rowsWith({ rows: ({ mask }) => ({ mask: mask.neg().add(1) }) }),
  },
  "cut at the end of the row": {
    looksLike: "Rows that are too long are cut at their end, and the last [SEP] goes with it.",
    reread: "tokens from the end of whichever sentence is the longer one",
    sentencePairs: written(({ first, second }, { clsToken, sepToken }) => [
      [clsToken, ...first, sepToken],
      [...second, sepToken],
    ]),
  },
  "second sentence cut first": {
    looksLike: "What is too long is taken from the second sentence, as long as there is one.",
    reread: "tokens from the end of whichever sentence is the longer one",
    sentencePairs: rowsWith({
      pair: ({ first, second }, room) => {
        const kept = first.slice(0, room);
        return { first: kept, second: second.slice(0, room - kept.length) };
      },
    }),
  },
  "cut at the start": {
    looksLike: "Tokens are taken from the start of the longer sentence.",
    reread: "tokens from the end of whichever sentence is the longer one",
    sentencePairs: rowsWith({
      pair: ({ first, second }, room) => {
        let [a, b] = [first.length, second.length];
        while (a + b > room) [a, b] = a > b ? [a - 1, b] : [a, b - 1];
        return { first: first.slice(first.length - a), second: second.slice(second.length - b) };
      },
    }),
  },
  "later tokens hidden": {
    looksLike: "The layers are causal: no token sees those behind it.",
    reread: "Nothing is causal; only padding is hidden.",
    bert: bertWith({ options: (options) => ({ ...options, causal: true }) }),
  },
  "padding seen": {
    looksLike: "The mask does not reach the layers.",
    reread: "Nothing is causal; only padding is hidden.",
    bert: bertWith({ options: masks }),
  },
  "pre-norm layers": {
    looksLike: "The norms stand before the sublayers.",
    reread: "The layers are post-norm",
    bert: bertWith({ options: (options) => ({ ...options, norm: "pre" }) }),
  },
  "ReLU for GELU": {
    looksLike: "The feed-forward networks have ReLU.",
    reread: "The layers are post-norm with GELU",
    bert: bertWith({ options: (options) => ({ ...options, activation: "relu" }) }),
  },
  "one head always": {
    looksLike: "Attention has one head, whatever is asked for.",
    reread: "options.heads",
    bert: bertWith({ options: (options) => ({ ...options, heads: 1 }) }),
  },
  "segments left out": {
    looksLike: "The segment embedding is not added.",
    reread: "E[token_t] + P[t] + S[segment_t]",
    bert: bertWith({ sum: ({ words, places }) => words.add(places) }),
  },
  "positions left out": {
    looksLike: "The position embedding is not added.",
    reread: "E[token_t] + P[t] + S[segment_t]",
    bert: bertWith({ sum: ({ words, sides }) => words.add(sides) }),
  },
  "embedding scaled": {
    looksLike: "The token embedding is multiplied by √D, as in the Transformer of 2017.",
    reread: "E[token_t] + P[t] + S[segment_t]",
    bert: bertWith({
      sum: (parts) => plainSum({ ...parts, words: parts.words.mul(Math.sqrt(parts.words.shape[2]!)) }),
    }),
  },
  "sum not normalised": {
    looksLike: "The sum of the embeddings goes to the first layer as it is.",
    reread: "x_t = norm(E[token_t] + P[t] + S[segment_t])",
    bert: bertWith({ norm: (x) => x }),
  },
  "token normalised alone": {
    looksLike: "Only the token embedding is normalised; positions and segments are added behind the norm.",
    reread: "x_t = norm(E[token_t] + P[t] + S[segment_t])",
    bert: (tokens, segments, parameters, options = {}) => {
      bert(tokens, segments, parameters, options); // refuses what it must
      const { words, ...rest } = partsOf(tokens, segments, parameters);
      const x = plainSum({ words: normalise(words, parameters.embeddingNorm), ...rest });
      return layerStack(x, parameters.layers, { ...usual, ...options }).output;
    },
  },
  "layers in reverse": {
    looksLike: "The layers are passed from the last to the first.",
    reread: "through all layers, the first one first",
    bert: bertWith({ layers: (layers) => layers.toReversed() }),
  },
  "first layer again and again": {
    looksLike: "All layers use the parameters of the first.",
    reread: "layers: each with its own parameters",
    bert: bertWith({ layers: (layers) => layers.map(() => layers[0]!) }),
  },
  "past the norm of the embeddings": {
    looksLike: "The embeddings get the gradient behind the norm of their sum, not before it.",
    reread: "Back through the layers and the norm to the sum s of the three embeddings",
    bertBackward: encoderBackwardWith((right, { tokens, parameters: { tokenEmbedding } }, gradNormalised) => ({
      tokenEmbedding: embeddingBackward(tokens, tokenEmbedding, gradNormalised),
    })),
  },
  "position gradient averaged": {
    looksLike: "The gradient of the position embedding is the mean over the texts.",
    reread: "dL/dP[t] = Σ_n dL/ds_nt",
    bertBackward: encoderBackwardWith(({ positionEmbedding }, { tokens }) => ({
      positionEmbedding: positionEmbedding.div(tokens.shape[0]!),
    })),
  },
  "position gradient cut short": {
    looksLike: "The gradient of the position embedding has a row for each position of the text, not of the table.",
    reread: "gradients of the shapes of the parameters; 0 in the rows of P from T on",
    bertBackward: encoderBackwardWith(({ positionEmbedding }, { tokens }) => ({
      positionEmbedding: positionEmbedding.slice([0, tokens.shape[1]!]),
    })),
  },
  "segment gradient exchanged": {
    looksLike: "The two rows of the segment embedding have each other's gradient.",
    reread: "dL/dS likewise: over all places with that segment",
    bertBackward: encoderBackwardWith(({ segmentEmbedding }) => ({
      segmentEmbedding: segmentEmbedding.gather([1, 0]),
    })),
  },
  "gradients of the layers in reverse": {
    looksLike: "The gradients of the layers are in the order in which they were worked out, the last layer first.",
    reread: "gradients of the shapes of the parameters",
    bertBackward: encoderBackwardWith(({ layers }) => ({ layers: layers.toReversed() })),
  },
  "mask forgotten on the way back": {
    looksLike: "The backward pass works out the weights of attention as if padding were tokens.",
    reread: "options: as in the forward pass",
    bertBackward: (tokens, segments, parameters, gradOutput, options = {}) =>
      bertBackward(tokens, segments, parameters, gradOutput, masks(options)),
  },
  "transform left out": {
    looksLike: "The rows of the encoder are scored as they are, but for the norm.",
    reread: "g = norm(gelu(h Wᵀ + b))",
    maskedLogits: maskedLogitsWith({ transform: (hidden) => hidden }),
  },
  "head without GELU": {
    looksLike: "There is no GELU between the map and the norm.",
    reread: "g = norm(gelu(h Wᵀ + b))",
    maskedLogits: maskedLogitsWith({
      transform: (hidden, { transformWeight, transformBias }) => linear(hidden, transformWeight, transformBias),
    }),
  },
  "head without its norm": {
    looksLike: "There is no norm behind the GELU.",
    reread: "g = norm(gelu(h Wᵀ + b))",
    maskedLogits: maskedLogitsWith({ norm: (x) => x }),
  },
  "norm of the head without scale and shift": {
    looksLike: "The norm of the head has no γ and β.",
    reread: "transformNorm: scale γ and shift β",
    maskedLogits: maskedLogitsWith({ norm: bareNorm }),
  },
  "bias of the tokens left out": {
    looksLike: "The scores have no bias.",
    reread: "z = g Eᵀ + c",
    maskedLogits: maskedLogitsWith({ bias: (bias) => bias.mul(0) }),
  },
  "token embedding taken as fixed": {
    looksLike: "The token embedding gets no gradient from the scores.",
    reread: "dL/dE = Σ (dL/dz)ᵀ g",
    maskedLogitsBackward: (hidden, tokenEmbedding, ...rest) => ({
      ...maskedLogitsBackward(hidden, tokenEmbedding, ...rest),
      gradTokenEmbedding: tokenEmbedding.mul(0),
    }),
  },
  "GELU forgotten on the way back": {
    looksLike: "The gradient of W and b has not been through the GELU.",
    reread: "then back through norm, GELU and W",
    maskedLogitsBackward: maskedBackwardPastGelu,
  },
  "mean of all tokens": {
    looksLike: "The pooler is given the mean of all rows.",
    reread: "p = tanh(h_0 Wᵀ + b)",
    pairLogits: pairLogitsWith((hidden) => hidden.mean(1)),
  },
  "last token for [CLS]": {
    looksLike: "The pooler is given the last row.",
    reread: "p = tanh(h_0 Wᵀ + b)",
    pairLogits: pairLogitsWith((hidden) => hidden.slice(null, -1)),
  },
  "tanh left out": {
    looksLike: "The two maps of the pair head follow each other without tanh.",
    reread: "p = tanh(h_0 Wᵀ + b)",
    pairLogits: pairLogitsWith(
      (hidden) => hidden.slice(null, 0),
      (sums) => sums,
    ),
  },
  "ReLU for tanh": {
    looksLike: "The pooler has ReLU.",
    reread: "p = tanh(h_0 Wᵀ + b)",
    pairLogits: pairLogitsWith(
      (hidden) => hidden.slice(null, 0),
      (sums) => sums.maximum(0),
    ),
  },
  "gradient to all tokens": {
    looksLike: "Every row gets the gradient of [CLS].",
    reread: "that of h is 0 behind the first position",
    pairLogitsBackward: (hidden, ...rest) => {
      const right = pairLogitsBackward(hidden, ...rest);
      return { ...right, gradHidden: right.gradHidden.slice(null, [0, 1]).broadcastTo(hidden.shape) };
    },
  },
  "tanh forgotten on the way back": {
    looksLike: "The gradient goes through the pooler as if there were no tanh.",
    reread: "dL/da = (dL/dz U) ∘ (1 − p²)",
    pairLogitsBackward: pairBackwardWith((gradPooled) => gradPooled),
  },
  "slope of tanh from the sums": {
    looksLike: "The slope of tanh is worked out from its input, not its output: 1 − a².",
    reread: "dL/da = (dL/dz U) ∘ (1 − p²)",
    pairLogitsBackward: pairBackwardWith((gradPooled, sums) => gradPooled.mul(sums.square().neg().add(1))),
  },
  "divided by all tokens": {
    looksLike: "The sum over the masked tokens is divided by the number of all tokens.",
    reread: "1/M, M the places that have a label",
    pretrainingLoss: lossWith(({ logits, labels, ofPairs }) =>
      sparseCrossEntropy(logits, labels, { reduction: "sum" }).div(labels.size).add(ofPairs),
    ),
  },
  "summed over the masked tokens": {
    looksLike: "The loss of the masked tokens is their sum.",
    reread: "1/M, M the places that have a label",
    pretrainingLoss: lossWith(({ logits, labels, ofPairs }) =>
      sparseCrossEntropy(logits, labels, { reduction: "sum" }).add(ofPairs),
    ),
  },
  "every token asked for": {
    looksLike: "Tokens without a label are asked for as well, although they stand there to be read.",
    reread: "the first sum over the M places that have a label",
    pretrainingLoss: lossWith(({ logits, labels, ofPairs, tokens }) =>
      sparseCrossEntropy(logits, where(labels.equal(-100), tokens, labels)).add(ofPairs),
    ),
  },
  "label of the input": {
    looksLike: "At the masked places the model is asked for what it sees, not for what stood there.",
    reread: "labels: the token that stood there",
    pretrainingLoss: lossWith(({ logits, labels, ofPairs, tokens }) =>
      sparseCrossEntropy(logits, where(labels.equal(-100), labels, tokens)).add(ofPairs),
    ),
  },
  "softmax twice": {
    looksLike: "The cross-entropy of the tokens is given probabilities, of which it takes the softmax again.",
    reread: "log softmax(z_nt)[label_nt], z the logits",
    pretrainingLoss: lossWith(({ logits, labels, ofPairs }) =>
      sparseCrossEntropy(softmax(logits), labels).add(ofPairs),
    ),
  },
  "pairs left out of the loss": {
    looksLike: "The loss is that of the masked tokens alone.",
    reread: "L = … − (1/N) Σ log softmax(z'_n)[answer_n]",
    pretrainingLoss: lossWith(({ logits, labels }) => sparseCrossEntropy(logits, labels)),
  },
  "mean of both losses": {
    looksLike: "The two losses are averaged.",
    reread: "the sum of both means",
    pretrainingLoss: lossWith(({ logits, labels, ofPairs }) => sparseCrossEntropy(logits, labels).add(ofPairs).div(2)),
  },
  "answers turned round": {
    looksLike: "The answer 1 is taken to say that the second sentence follows the first.",
    reread: "answers: 0 where the second sentence follows the first, else 1",
    pretrainingLoss: (tokens, segments, labels, answers, ...rest) =>
      pretrainingLoss(tokens, segments, labels, answers.neg().add(1), ...rest),
  },
  "lookup's part of the embedding gradient alone": {
    looksLike: "The gradient of the token embedding lacks what comes through the scores.",
    reread: "So do the two parts of dL/dE",
    pretrainingLossBackward: lossBackwardWith(({ lookup }) => ({ tokenEmbedding: lookup.tokenEmbedding })),
  },
  "scores' part of the embedding gradient alone": {
    looksLike: "The gradient of the token embedding lacks what comes through the lookup.",
    reread: "So do the two parts of dL/dE",
    pretrainingLossBackward: lossBackwardWith(({ scores }) => ({ tokenEmbedding: scores })),
  },
  "pairs teach the encoder nothing": {
    looksLike: "The gradient of the encoder comes from the masked tokens alone.",
    reread: "Both heads send a gradient to the encoder, and they add up.",
    pretrainingLossBackward: lossBackwardWith(({ ofMasked, scores }) => ({
      ...ofMasked,
      tokenEmbedding: ofMasked.tokenEmbedding.add(scores),
    })),
  },
  "masked tokens teach the encoder nothing": {
    looksLike: "The gradient of the encoder comes from the pairs alone.",
    reread: "Both heads send a gradient to the encoder, and they add up.",
    pretrainingLossBackward: lossBackwardWith(({ ofPairs, scores }) => ({
      ...ofPairs,
      tokenEmbedding: ofPairs.tokenEmbedding.add(scores),
    })),
  },
  "gradOutput ignored": {
    looksLike: "The gradient does not take gradOutput into account.",
    reread: "gradOutput: the gradient with respect to the loss",
    pretrainingLossBackward: (tokens, segments, labels, answers, parameters, gradOutput, options) =>
      pretrainingLossBackward(tokens, segments, labels, answers, parameters, gradOutput.mul(0).add(1), options),
  },
});
