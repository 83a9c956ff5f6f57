import { arange, concatenate, tensor, where, zeros, type Tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { gelu } from "#reference/02-activations/gelu.ts";
import { layerNorm } from "#reference/09-initialisation-and-regularisation/layer-norm.ts";
import {
  bert,
  bertBackward,
  maskedLogits,
  maskedLogitsBackward,
  pairLogits,
  pairLogitsBackward,
  pretrainingLoss,
} from "#reference/12-transformers/bert.ts";
import { encoderLayer } from "#reference/12-transformers/encoder-layer.ts";
import { total } from "./layer-sums.ts";

const softmax = (logits: Tensor): Tensor => {
  const powers = logits.sub(logits.max(-1, { keepDims: true })).exp();
  return powers.div(powers.sum(-1, { keepDims: true }));
};

const oneHot = (ids: Tensor, classes: number): Tensor => ids.expandDims(-1).equal(arange(classes));

export default variants<typeof import("#reference/12-transformers/bert.ts")>({
  "one-hot rows times the tables, text by text, and rows filled token by token": {
    sentencePairs: (pairs, { clsToken, sepToken, padToken, length }) => {
      if (!Number.isInteger(length) || length < 5) throw new RangeError("no room");
      const shape = [pairs.length, length];
      const [tokens, segments, mask] = [zeros(shape).add(padToken), zeros(shape), zeros(shape)];
      for (const [n, pair] of pairs.entries()) {
        const [first, second] = [[...pair.first], [...pair.second]];
        while (first.length + second.length > length - 3) (first.length > second.length ? first : second).pop();
        const row = [clsToken, ...first, sepToken, ...second, sepToken];
        for (const [t, token] of row.entries()) {
          tokens.data[n * length + t] = token;
          segments.data[n * length + t] = Number(t > first.length + 1);
          mask.data[n * length + t] = 1;
        }
      }
      return { tokens, segments, mask };
    },
    bert: (tokens, segments, parameters, { heads = 1, mask } = {}) => {
      bert(tokens, segments, parameters, { heads, ...(mask && { mask }) }); // refuses what it must
      const { tokenEmbedding, positionEmbedding, segmentEmbedding, embeddingNorm, layers } = parameters;
      const texts = Array.from({ length: tokens.shape[0]! }, (_, n) => {
        const words = oneHot(tokens.slice(n), tokenEmbedding.shape[0]!).matmul(tokenEmbedding);
        const sides = oneHot(segments.slice(n), 2).matmul(segmentEmbedding);
        const sum = words.add(sides).add(positionEmbedding.slice([0, tokens.shape[1]!]));
        let x = layerNorm(sum.expandDims(0), embeddingNorm.gamma, embeddingNorm.beta);
        const seen = mask ? { mask: mask.slice([n, n + 1]) } : {};
        for (const layer of layers) x = encoderLayer(x, layer, { heads, activation: "gelu", ...seen });
        return x;
      });
      return concatenate(texts);
    },
    bertBackward: (tokens, segments, parameters, gradOutput, { heads = 1, mask } = {}) => {
      const texts = Array.from({ length: tokens.shape[0]! }, (_, n) => {
        const one = (x: Tensor): Tensor => x.slice([n, n + 1]);
        const options = { heads, ...(mask && { mask: one(mask) }) };
        return bertBackward(one(tokens), one(segments), parameters, one(gradOutput), options).gradParameters;
      });
      const { layers } = parameters;
      const summed = total(texts.map(({ layers: _, ...rest }) => rest));
      return {
        gradParameters: { ...summed, layers: layers.map((_, i) => total(texts.map((text) => text.layers[i]!))) },
      };
    },
    pairLogits: (hidden, { poolerWeight, poolerBias, outputWeight, outputBias }) => {
      const doubled = poolerWeight.matmul(hidden.slice(null, 0).T).T.add(poolerBias).mul(2);
      const pooled = doubled.exp().sub(1).div(doubled.exp().add(1));
      return outputWeight.matmul(pooled.T).T.add(outputBias);
    },
    maskedLogits: (hidden, tokenEmbedding, { transformWeight, transformBias, transformNorm, outputBias }) => {
      const rows = hidden.reshape([-1, hidden.shape[2]!]);
      const activated = gelu(rows.matmul(transformWeight.T).add(transformBias));
      const centred = activated.sub(activated.mean(1, { keepDims: true }));
      const deviation = centred.square().mean(1, { keepDims: true }).add(1e-5).sqrt();
      const standard = centred.div(deviation).mul(transformNorm.gamma).add(transformNorm.beta);
      const logits = standard.matmul(tokenEmbedding.T).add(outputBias);
      return logits.reshape([...hidden.shape.slice(0, 2), -1]);
    },
  },
  "only the masked rows are scored": {
    pretrainingLoss: (tokens, segments, labels, answers, parameters, options) => {
      pretrainingLoss(tokens, segments, labels, answers, parameters, options); // refuses what it must
      const hidden = bert(tokens, segments, parameters.encoder, options);
      const pairs = softmax(pairLogits(hidden, parameters.pairHead)).mul(oneHot(answers, 2)).sum(1).log().mean().neg();
      const asked = [...labels.data.keys()].filter((place) => labels.data[place] !== -100);
      if (asked.length === 0) return tensor(NaN);
      const rows = hidden.reshape([-1, hidden.shape[2]!]).gather(asked).expandDims(0);
      const { tokenEmbedding } = parameters.encoder;
      const logits = maskedLogits(rows, tokenEmbedding, parameters.maskedHead);
      const right = oneHot(labels.flatten().gather(asked), tokenEmbedding.shape[0]!);
      return softmax(logits).mul(right).sum(2).log().mean().neg().add(pairs);
    },
    pretrainingLossBackward: (tokens, segments, labels, answers, parameters, gradOutput, options) => {
      const { encoder, maskedHead, pairHead } = parameters;
      const { tokenEmbedding } = encoder;
      const hidden = bert(tokens, segments, encoder, options);
      const asked = labels.notEqual(-100).expandDims(2);
      const logits = maskedLogits(hidden, tokenEmbedding, maskedHead);
      const away = softmax(logits).sub(oneHot(labels, tokenEmbedding.shape[0]!));
      const gradLogits = where(asked, away, 0).mul(gradOutput).div(asked.sum());
      const gradPairs = softmax(pairLogits(hidden, pairHead)).sub(oneHot(answers, 2)).mul(gradOutput).div(answers.size);
      const masked = maskedLogitsBackward(hidden, tokenEmbedding, maskedHead, gradLogits);
      const pairs = pairLogitsBackward(hidden, pairHead, gradPairs);
      // Back through the encoder once for each head.
      const ofMasked = bertBackward(tokens, segments, encoder, masked.gradHidden, options).gradParameters;
      const ofPairs = bertBackward(tokens, segments, encoder, pairs.gradHidden, options).gradParameters;
      const { layers: maskedLayers, ...maskedRest } = ofMasked;
      const { layers: pairLayers, ...pairRest } = ofPairs;
      const rest = total([maskedRest, pairRest]);
      return {
        gradParameters: {
          encoder: {
            ...rest,
            tokenEmbedding: rest.tokenEmbedding.add(masked.gradTokenEmbedding),
            layers: maskedLayers.map((layer, i) => total([layer, pairLayers[i]!])),
          },
          maskedHead: masked.gradParameters,
          pairHead: pairs.gradParameters,
        },
      };
    },
  },
});
