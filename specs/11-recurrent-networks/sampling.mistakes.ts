import { arange, Random, stack, where, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { softmax } from "#reference/02-activations/softmax.ts";
import { greedy, keepTopK, keepTopP, sample, withTemperature } from "#reference/11-recurrent-networks/sampling.ts";

type Module = typeof import("#reference/11-recurrent-networks/sampling.ts");

/** The k-th largest of each row, [N, 1]; counted from the other end for a negative k. */
const kth = (logits: Tensor, k: number): Tensor => {
  const rows = Array.from({ length: logits.shape[0]! }, (_, n) => {
    const sorted = [...logits.slice(n).data].toSorted((a, b) => b - a);
    return sorted.at(k < 0 ? Math.max(k, -sorted.length) : Math.min(k, sorted.length) - 1)!;
  });
  return arange(rows.length)
    .map((n) => rows[n]!)
    .expandDims(1);
};

/** Scores of the tokens that stay, decided row by row from the probabilities sorted downwards. */
const nucleus = (logits: Tensor, stays: (reached: number, own: number, p: number) => boolean, p: number): Tensor => {
  const rows = Array.from({ length: logits.shape[0]! }, (_, n) => {
    const row = logits.slice(n);
    const own = softmax(row).data;
    return row.map((z, i) => {
      const reached = own.reduce((sum, q) => (q > own[i]! ? sum + q : sum), 0);
      return stays(reached, own[i]!, p) ? z : -Infinity;
    });
  });
  return stack(rows);
};

const gumbel = (random: Random, shape: readonly number[]): Tensor => random.uniform(shape).log().neg().log().neg();

/** The scores that are left, when each step is the right one or another. */
function sampleWith(
  left: (logits: Tensor, options: { temperature: number; topK?: number; topP?: number }) => Tensor,
  noise: (random: Random, shape: readonly number[]) => Tensor = gumbel,
): Module["sample"] {
  return (logits, random, options = {}) => {
    sample(logits, new Random(1), options);
    return left(logits, { temperature: 1, ...options })
      .add(noise(random, logits.shape))
      .argmax(1);
  };
}

const topK = (logits: Tensor, k: number | undefined): Tensor => (k === undefined ? logits : keepTopK(logits, k));
const topP = (logits: Tensor, p: number | undefined): Tensor => (p === undefined ? logits : keepTopP(logits, p));

const right = (logits: Tensor, options: { temperature: number; topK?: number; topP?: number }): Tensor =>
  topP(topK(withTemperature(logits, options.temperature), options.topK), options.topP);

export default mistakes<Module>({
  "the least likely": {
    looksLike: "The token with the lowest score is taken.",
    reread: "greedy: the most likely token of each row",
    greedy: (logits) => logits.argmin(1),
  },
  "the best along the batch": {
    looksLike: "The largest is looked for among the rows of the batch, once for each token.",
    reread: "greedy: the most likely token of each row; [N, V] becomes [N]",
    greedy: (logits) => logits.argmax(0),
  },
  "the last of equals": {
    looksLike: "Among equally likely tokens the last one is taken.",
    reread: "token ids; the first of equals",
    greedy: (logits) =>
      logits
        .slice(null, [null, null, -1])
        .argmax(1)
        .neg()
        .add(logits.shape[1]! - 1),
  },
  "score for token": {
    looksLike: "The largest score comes back, not the id of the token that has it.",
    reread: "returns [N] token ids",
    greedy: (logits) => logits.max(1),
  },
  "multiplied by the temperature": {
    looksLike: "The scores are multiplied by τ: heat makes the distribution sharper.",
    reread: "p_i^{1/τ} / Σ_j p_j^{1/τ}",
    withTemperature: (logits, temperature) => withTemperature(logits, temperature) && logits.mul(temperature),
  },
  "probabilities divided": {
    looksLike: "The probabilities are divided by τ, not the scores.",
    reread: "p_i^{1/τ} / Σ_j p_j^{1/τ}: a power of each probability, shared out anew",
    withTemperature: (logits, temperature) => withTemperature(logits, temperature) && softmax(logits).div(temperature),
  },
  "probabilities for scores": {
    looksLike: "Probabilities come back, where scores were asked for.",
    reread: "returns scores, not probabilities",
    withTemperature: (logits, temperature) => softmax(withTemperature(logits, temperature)),
  },
  "temperature 0 divides": {
    looksLike: "A temperature of 0 or below is not refused: the scores become infinite, or change their sign.",
    reread: "RangeError when τ is not a number above 0",
    withTemperature: (logits, temperature) => logits.div(temperature),
  },
  "the k least likely": {
    looksLike: "The k tokens with the lowest scores are kept.",
    reread: "only the k most likely tokens of each row are left",
    keepTopK: (logits, k) => keepTopK(logits, k) && where(logits.lessEqual(kth(logits, -k)), logits, -Infinity),
  },
  "one too many": {
    looksLike: "k + 1 tokens are kept.",
    reread: "a token stays when fewer than k are more likely",
    keepTopK: (logits, k) => keepTopK(logits, k) && keepTopK(logits, k + 1),
  },
  "equals thrown away": {
    looksLike: "Tokens as likely as the k-th go, and the k-th with them.",
    reread: "with equals at the border all of them stay",
    keepTopK: (logits, k) => {
      keepTopK(logits, k);
      const border = kth(logits, k);
      const equals = logits.equal(border).sum(1, { keepDims: true });
      const stays = where(equals.greater(1), logits.greater(border), logits.greaterEqual(border));
      return where(stays, logits, -Infinity);
    },
  },
  "cut off to 0": {
    looksLike: "Tokens that are cut off get the score 0, which is a score like any other.",
    reread: "the others get −∞, which is the probability 0",
    keepTopK: (logits, k) => where(keepTopK(logits, k).equal(-Infinity), 0, logits),
  },
  "the k best of the batch": {
    looksLike: "The border is looked for in all rows together, so some rows keep more tokens and others none.",
    reread: "the k most likely tokens of each row",
    keepTopK: (logits, k) => {
      keepTopK(logits, k);
      const flat = logits.reshape([1, logits.size]);
      return keepTopK(flat, k).reshape(logits.shape);
    },
  },
  "without the token that reaches p": {
    looksLike:
      "The token with which p is reached is cut off as well; where the first has more than p, nothing is left.",
    reread: "a token stays when those that are more likely have less than p together",
    keepTopP: (logits, p) => keepTopP(logits, p) && nucleus(logits, (reached, own) => reached + own <= p, p),
  },
  "in the order of the ids": {
    looksLike: "Probabilities are added up in the order of the token ids, not from the most likely down.",
    reread: "those that are more likely have less than p together",
    keepTopP: (logits, p) => {
      keepTopP(logits, p);
      let reached = 0;
      const probabilities = softmax(logits);
      const width = logits.shape[1]!;
      return logits.map((z, i) => {
        if (i % width === 0) reached = 0;
        const stays = reached < p;
        reached += probabilities.data[i]!;
        return stays ? z : -Infinity;
      });
    },
  },
  "probability at least p": {
    looksLike: "A token stays when it has the probability p by itself.",
    reread: "the most likely tokens that together have the probability p",
    keepTopP: (logits, p) => keepTopP(logits, p) && where(softmax(logits).greaterEqual(p), logits, -Infinity),
  },
  "measured by the most likely": {
    looksLike:
      "A token stays when it has at least p times the probability of the most likely one, which is called min-p.",
    reread: "the most likely tokens that together have the probability p",
    keepTopP: (logits, p) => {
      keepTopP(logits, p);
      const probabilities = softmax(logits);
      return where(probabilities.greaterEqual(probabilities.max(1, { keepDims: true }).mul(p)), logits, -Infinity);
    },
  },
  "1 − p for p": {
    looksLike: "The tokens that are kept have the probability 1 − p together.",
    reread: "the most likely tokens that together have the probability p",
    keepTopP: (logits, p) => keepTopP(logits, p) && nucleus(logits, (reached) => reached < 1 - p, p),
  },
  "nucleus cut off to 0": {
    looksLike: "Tokens outside the nucleus get the score 0, which is a score like any other.",
    reread: "the others get −∞",
    keepTopP: (logits, p) => where(keepTopP(logits, p).equal(-Infinity), 0, logits),
  },
  "nothing left to chance": {
    looksLike: "The most likely token is always drawn.",
    reread: "token i has the probability softmax(z)_i of what is left",
    sample: sampleWith(right, (_, shape) => arange(shape[1]!).mul(0)),
  },
  "all that are left equally likely": {
    looksLike: "Every token that is left is drawn equally often.",
    reread: "token i has the probability softmax(z)_i of what is left",
    sample: sampleWith((logits, options) => {
      const left = right(logits, options);
      return where(left.equal(-Infinity), left, 0);
    }),
  },
  "temperature lost": {
    looksLike: "The temperature that was asked for is ignored.",
    reread: "the scores are divided by the temperature, then cut",
    sample: sampleWith((logits, options) => right(logits, { ...options, temperature: 1 })),
  },
  "top k lost": {
    looksLike: "topK is ignored: all tokens may be drawn.",
    reread: "then cut to the top k",
    sample: sampleWith((logits, options) => topP(withTemperature(logits, options.temperature), options.topP)),
  },
  "top p lost": {
    looksLike: "topP is ignored: all tokens that topK leaves may be drawn.",
    reread: "then to the nucleus",
    sample: sampleWith((logits, options) => topK(withTemperature(logits, options.temperature), options.topK)),
  },
  "temperature last": {
    looksLike: "The nucleus is cut out before the temperature changes the distribution.",
    reread: "divided by the temperature, then cut to the top k, then to the nucleus",
    sample: sampleWith((logits, options) =>
      withTemperature(topP(topK(logits, options.topK), options.topP), options.temperature),
    ),
  },
  "nucleus before the top k": {
    looksLike: "The nucleus is that of all tokens, not of those that the top k has left.",
    reread: "cut to the top k, then to the nucleus",
    sample: sampleWith((logits, options) =>
      topK(topP(withTemperature(logits, options.temperature), options.topP), options.topK),
    ),
  },
  "normal noise": {
    looksLike: "The noise that is added to the scores is normal, and tokens don't win as often as softmax says.",
    reread: "token i has the probability softmax(z)_i of what is left",
    sample: sampleWith(right, (random, shape) => random.normal(shape)),
  },
  "one number for the batch": {
    looksLike: "All rows are drawn with the same random numbers.",
    reread: "token ids, each drawn by itself",
    sample: sampleWith(right, (random, shape) => gumbel(random, [shape[1]!])),
  },
  "the same numbers in every call": {
    looksLike: "Each call starts a new generator from the same seed, so a second call draws the same.",
    reread: "random: the source of all chance; it goes on where it stopped",
    sample: (logits, random, options) => sample(logits, new Random(random.seed), options),
  },
  "ids counted from 1": {
    looksLike: "The tokens are counted from 1.",
    reread: "returns [N] token ids, as greedy does",
    sample: (logits, random, options) => sample(logits, random, options).add(1),
    greedy: (logits) => greedy(logits).add(1),
  },
});
