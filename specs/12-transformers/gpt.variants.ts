import { arange, concatenate, stack, tensor, where } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { encoderLayer } from "#reference/12-transformers/encoder-layer.ts";
import { gpt, gptBackward, type LayerCache } from "#reference/12-transformers/gpt.ts";
import { layerNorm } from "#reference/09-initialisation-and-regularisation/layer-norm.ts";

export default variants<typeof import("#reference/12-transformers/gpt.ts")>({
  "one-hot rows times the table, text by text": {
    gpt: (tokens, parameters, { heads = 1 } = {}) => {
      gpt(tokens, parameters, { heads }); // refuses what it must
      const { tokenEmbedding, positionEmbedding, layers, finalNorm } = parameters;
      const texts = Array.from({ length: tokens.shape[0]! }, (_, n) => {
        const oneHot = tokens.slice(n).expandDims(1).equal(arange(tokenEmbedding.shape[0]!));
        let x = oneHot
          .matmul(tokenEmbedding)
          .add(positionEmbedding.slice([0, tokens.shape[1]!]))
          .expandDims(0);
        for (const layer of layers) {
          x = encoderLayer(x, layer, { heads, causal: true, norm: "pre", activation: "gelu" });
        }
        return layerNorm(x, finalNorm.gamma, finalNorm.beta).slice(0).matmul(tokenEmbedding.T);
      });
      return stack(texts);
    },
  },
  "loss over the whole text, with the last position ignored": {
    gptLoss: (tokens, parameters, options) => {
      if (tokens.shape[1]! < 2) throw new RangeError("nothing is predicted");
      const logits = gpt(tokens, parameters, options).slice(null, [0, -1]);
      const largest = logits.max(-1, { keepDims: true });
      const logTotal = logits.sub(largest).exp().sum(-1, { keepDims: true }).log().add(largest);
      const hit = tokens.slice(null, [1, null]).expandDims(2).equal(arange(logits.shape[2]!));
      return where(hit, logits.sub(logTotal), 0).sum(-1).mean().neg();
    },
    gptLossBackward: (tokens, parameters, gradOutput, options) => {
      const logits = gpt(tokens, parameters, options);
      const powers = logits.sub(logits.max(-1, { keepDims: true })).exp();
      const next = tokens.slice(null, [1, null]);
      const labels = concatenate([next, tokens.slice(null, [0, 1])], 1);
      const counts = arange(tokens.shape[1]!)
        .less(tokens.shape[1]! - 1)
        .expandDims(1);
      const gradient = powers
        .div(powers.sum(-1, { keepDims: true }))
        .sub(labels.expandDims(2).equal(arange(logits.shape[2]!)))
        .mul(counts)
        .mul(gradOutput.div(next.size));
      return gptBackward(tokens, parameters, gradient, options);
    },
  },
  "a cache that is the text itself, drawn by adding up probabilities": {
    gptStep: (tokens, parameters, cache, options) => {
      // Whatever a cache holds is its owner's business.
      const text = cache[0] ? concatenate([cache[0].keys, tokens], 1) : tokens;
      const logits = gpt(text, parameters, options).slice(null, [text.shape[1]! - tokens.shape[1]!, null]);
      const next: LayerCache[] = [{ keys: text, values: text }];
      return { logits, cache: next };
    },
    generate: (prompt, parameters, count, random, { temperature = 1, ...options } = {}) => {
      let text = prompt;
      for (let n = 0; n < count; n++) {
        const scores = gpt(text, parameters, options).slice(null, -1).div(temperature);
        const powers = scores.sub(scores.max(-1, { keepDims: true })).exp();
        const next = Array.from({ length: prompt.shape[0]! }, (_, row) => {
          const shares = powers.slice(row).div(powers.slice(row).sum()).data;
          let left = random.number();
          const token = shares.findIndex((share) => (left -= share) < 0);
          return token === -1 ? shares.length - 1 : token;
        });
        text = concatenate([text, tensor(next).expandDims(1)], 1);
      }
      return text;
    },
  },
});
