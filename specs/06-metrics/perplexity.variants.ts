import { tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { logSoftmax } from "#reference/02-activations/log-softmax.ts";
import { combinePerplexities, perplexity } from "#reference/06-metrics/perplexity.ts";

export default variants<typeof import("#reference/06-metrics/perplexity.ts")>({
  "in bits, and in powers": {
    perplexity: (logits, labels, { ignoreIndex = -100 } = {}) => {
      perplexity(logits, labels, { ignoreIndex }); // refuses what it must
      const vocabulary = logits.shape.at(-1)!;
      const { data } = logSoftmax(logits);
      let bits = 0;
      let tokens = 0;
      for (const [n, label] of labels.data.entries()) {
        if (label === ignoreIndex) continue;
        bits -= data[n * vocabulary + label]! / Math.LN2;
        tokens++;
      }
      return tensor(2 ** (bits / tokens));
    },
    combinePerplexities: (perplexities, counts) => {
      combinePerplexities(perplexities, counts); // refuses what it must
      const tokens = counts.sum().item();
      if (tokens === 0) return tensor(NaN);
      let product = 1;
      for (const [batch, count] of counts.data.entries())
        if (count > 0) product *= perplexities.data[batch]! ** (count / tokens);
      return tensor(product);
    },
  },
});
