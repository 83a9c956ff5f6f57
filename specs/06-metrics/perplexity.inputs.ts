import { inputs } from "#graders/spec/authoring.ts";

export default inputs({
  /** Labels of which some are ignored but never all: a mean over nothing is NaN. */
  perplexity: (draw) => {
    const [batch, time, vocabulary] = [draw.size(1, 4), draw.size(1, 4), draw.size(2, 5)];
    const labels = draw.integers([batch, time], 0, vocabulary - 1);
    // -100 is the default; a token id may be ignored too, though not that of the first token.
    const ignoreIndex = draw.pick([-100, -1, (labels.data[0]! + 1) % vocabulary]);
    return {
      logits: draw.tensor([batch, time, vocabulary]),
      labels: labels.map((label, index) => (index > 0 && draw.integer(0, 2) === 0 ? ignoreIndex : label)),
      options: ignoreIndex === -100 ? {} : { ignoreIndex },
    };
  },
  /** Counts of which some are 0 but never all. */
  combinePerplexities: (draw) => {
    const batches = draw.size(1, 6);
    return {
      perplexities: draw.tensor([batches], 1, 9),
      counts: draw.integers([batches], 0, 8).map((count, batch) => (batch === 0 ? count + 1 : count)),
    };
  },
});
