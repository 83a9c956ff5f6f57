import { inputs, type Draw } from "#graders/spec/authoring.ts";

/** Both classes, and one time in three scores of which some are equal. */
function scored(draw: Draw) {
  const examples = draw.size(2, 12);
  const positive = draw.integer(0, examples - 1);
  const negative = (positive + draw.integer(1, examples - 1)) % examples;
  const labels = draw.integers([examples], 0, 1);
  const scores = draw.tensor([examples]);
  const tied = draw.integer(0, 2) === 0;
  return {
    scores: tied ? scores.map((score) => Math.ceil(score) + 0.25) : scores,
    labels: labels.map((label, n) => (n === positive ? 1 : n === negative ? 0 : label)),
  };
}

export default inputs({ rocCurve: scored, rocAuc: scored });
