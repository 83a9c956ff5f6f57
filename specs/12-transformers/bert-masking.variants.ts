import { Tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { maskTokens } from "#reference/12-transformers/bert-masking.ts";

export default variants<typeof import("#reference/12-transformers/bert-masking.ts")>({
  "token by token, drawing only what is needed": {
    maskTokens: (tokens, random, options) => {
      const {
        vocabularySize,
        maskToken,
        specialTokens,
        probability = 0.15,
        maskShare = 0.8,
        randomShare = 0.1,
      } = options;
      if (maskShare + randomShare > 1 + 1e-9) maskTokens(tokens, random, options); // refuses it
      if (![probability, maskShare, randomShare].every((chance) => chance >= 0 && chance <= 1))
        throw new RangeError("chance");
      const isToken = (id: number): boolean => Number.isInteger(id) && id >= 0 && id < vocabularySize;
      if (![...tokens.data, maskToken].every(isToken)) throw new RangeError("token");
      const [input, labels] = [Float64Array.from(tokens.data), new Float64Array(tokens.size).fill(-100)];
      for (const [place, token] of tokens.data.entries()) {
        if (specialTokens.includes(token) || random.number() >= probability) continue;
        labels[place] = token;
        const fate = random.number();
        if (fate < maskShare) input[place] = maskToken;
        else if (fate < maskShare + randomShare) input[place] = random.integer(0, vocabularySize);
      }
      return { input: new Tensor(input, tokens.shape), labels: new Tensor(labels, tokens.shape) };
    },
  },
  "half of what is not masked is random, as in Hugging Face's collator": {
    maskTokens: (tokens, random, options) => {
      const {
        vocabularySize,
        maskToken,
        specialTokens,
        probability = 0.15,
        maskShare = 0.8,
        randomShare = 0.1,
      } = options;
      maskTokens(tokens, random, options); // refuses what it must
      const chosen = tokens.map(
        (token) => Number(!specialTokens.includes(token)) * Number(random.number() < probability),
      );
      const masked = chosen.mul(random.bernoulli(tokens.shape, maskShare));
      const share = maskShare === 1 ? 0 : Math.min(1, randomShare / (1 - maskShare));
      const replaced = chosen.mul(masked.neg().add(1)).mul(random.bernoulli(tokens.shape, share));
      const input = tokens.map((token, place) => {
        if (masked.data[place] === 1) return maskToken;
        return replaced.data[place] === 1 ? random.integer(0, vocabularySize) : token;
      });
      return { input, labels: tokens.map((token, place) => (chosen.data[place] === 1 ? token : -100)) };
    },
  },
});
