import { tensor, where, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { logSoftmax } from "#reference/02-activations/log-softmax.ts";
import { softmax } from "#reference/02-activations/softmax.ts";
import { combinePerplexities, perplexity } from "#reference/06-metrics/perplexity.ts";

interface Tokens {
  /** `[N]` the log-probabilities of the tokens that came, ignored ones left out. */
  readonly logs: Tensor;
  /** How many labels there are, ignored ones included. */
  readonly all: number;
  readonly vocabulary: number;
}

/** The metric from the log-probabilities of the tokens that count. */
const from =
  (score: (tokens: Tokens) => Tensor): typeof perplexity =>
  (logits, labels, { ignoreIndex = -100 } = {}) => {
    perplexity(logits, labels, { ignoreIndex }); // refuses what it must
    const vocabulary = logits.shape.at(-1)!;
    const flat = logSoftmax(logits).flatten();
    const places = [...labels.data.entries()].filter(([, label]) => label !== ignoreIndex);
    const logs = flat.gather(places.map(([n, label]) => n * vocabulary + label));
    return score({ logs, all: labels.size, vocabulary });
  };

const combined =
  (combine: (values: Tensor, counts: Tensor) => Tensor): typeof combinePerplexities =>
  (perplexities, counts) => {
    combinePerplexities(perplexities, counts); // refuses what it must
    const kept = [...counts.data.keys()].filter((batch) => counts.data[batch]! > 0);
    return kept.length === 0 ? tensor(NaN) : combine(perplexities.gather(kept), counts.gather(kept));
  };

export default mistakes<typeof import("#reference/06-metrics/perplexity.ts")>({
  "cross-entropy itself": {
    looksLike: "The mean loss is returned; the exponential is missing.",
    reread: "PPL = exp(−(1/M) Σ_n log p_n[y_n])",
    perplexity: from(({ logs }) => logs.mean().neg()),
  },
  "exponential of the sum": {
    looksLike: "The losses are summed before the exponential, not averaged: a longer text is always harder.",
    reread: "exp(−(1/M) Σ_n …): divided by the number of tokens",
    perplexity: from(({ logs }) => (logs.size === 0 ? tensor(NaN) : logs.sum().neg().exp())),
  },
  "base 2 of nats": {
    looksLike: "2 is raised to a loss in nats; base and logarithm must be of one kind.",
    reread: "exp and the natural logarithm, or 2 and the logarithm to base 2",
    perplexity: from(({ logs }) => logs.mean().neg().mul(Math.LN2).exp()),
  },
  "geometric mean of the probabilities": {
    looksLike:
      "The sign of the mean is missing: this is 1 over the perplexity, the geometric mean of the probabilities.",
    reread: "exp(−(1/M) Σ_n log p_n[y_n])",
    perplexity: from(({ logs }) => logs.mean().exp()),
  },
  "mean of 1 / p": {
    looksLike: "1 / p is averaged token by token; the mean is taken of the logarithms, before the exponential.",
    reread: "exp(−(1/M) Σ_n …): the mean stands inside",
    perplexity: from(({ logs }) => logs.neg().exp().mean()),
  },
  "padding in the denominator": {
    looksLike: "The sum leaves padding out, but is divided by the number of all labels.",
    reread: "(1/M) Σ_n …: M tokens that count",
    perplexity: from(({ logs, all }) => (logs.size === 0 ? tensor(NaN) : logs.sum().neg().div(all).exp())),
  },
  "softmax twice": {
    looksLike: "Probabilities go into a second softmax, which presses them together.",
    reread: "p = softmax(z), once; the argument holds scores",
    perplexity: (logits, labels, options) => perplexity(softmax(logits), labels, options),
  },
  "logarithm of the softmax": {
    looksLike:
      "The softmax is computed first and its logarithm taken, which is -Infinity where a probability rounds to 0.",
    reread: "log p_n[y_n] = z_n[y_n] − log Σ_j exp(z_nj)",
    perplexity: from(({ logs }) =>
      logs
        .map((log) => Math.log(Math.exp(log)))
        .mean()
        .neg()
        .exp(),
    ),
  },
  "labels flattened": {
    looksLike: "Labels of another shape are taken as long as there are as many.",
    reread: "labels: the shape of logits without its last axis",
    perplexity: (logits, labels, options) => {
      const leading = logits.shape.slice(0, -1);
      const size = leading.reduce((product, length) => product * length, 1);
      return perplexity(logits, labels.size === size ? labels.reshape(leading) : labels, options);
    },
  },
  "mean of perplexities": {
    looksLike: "Perplexities are averaged; their logarithms should be.",
    reread: "exp(Σ_b M_b log PPL_b / Σ_b M_b)",
    combinePerplexities: combined((values) => values.mean()),
  },
  "mean of perplexities by tokens": {
    looksLike: "Perplexities are averaged with the right weights, but without taking logarithms first.",
    reread: "exp(Σ_b M_b log PPL_b / Σ_b M_b)",
    combinePerplexities: combined((values, counts) => values.mul(counts).sum().div(counts.sum())),
  },
  "every batch alike": {
    looksLike: "Each batch weighs the same, however many tokens it has.",
    reread: "Σ_b M_b log PPL_b / Σ_b M_b: weighted by the tokens",
    combinePerplexities: combined((values) => values.log().mean().exp()),
  },
  "product over all": {
    looksLike: "The division by the number of all tokens is missing, so the result grows with the text.",
    reread: "Σ_b M_b log PPL_b / Σ_b M_b",
    combinePerplexities: combined((values, counts) => values.log().mul(counts).sum().exp()),
  },
  "NaN of an empty batch": {
    looksLike: "A batch without tokens makes everything NaN: 0 · NaN is NaN.",
    reread: "A batch without tokens that count has the perplexity NaN and no weight",
    combinePerplexities: (perplexities, counts) => {
      const right = combinePerplexities(perplexities, counts);
      return where(perplexities.sum().notEqual(perplexities.sum()), NaN, right);
    },
  },
  "losses taken for perplexities": {
    looksLike: "Numbers below 1, which can be losses but no perplexities, are combined without a word.",
    reread: "perplexities: at least 1",
    combinePerplexities: (perplexities, counts) => {
      combinePerplexities(perplexities.maximum(1), counts);
      return where(counts.equal(0), 0, perplexities.log().mul(counts)).sum().div(counts.sum()).exp();
    },
  },
});
