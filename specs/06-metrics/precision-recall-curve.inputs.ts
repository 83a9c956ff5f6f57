import { inputs, type Draw } from "#graders/spec/authoring.ts";

/** At least one positive, and one time in three scores of which some are equal. */
function scored(draw: Draw) {
  const examples = draw.size(1, 12);
  const positive = draw.integer(0, examples - 1);
  const scores = draw.tensor([examples]);
  const tied = draw.integer(0, 2) === 0;
  return {
    scores: tied ? scores.map((score) => Math.ceil(score) + 0.25) : scores,
    labels: draw.integers([examples], 0, 1).map((label, n) => (n === positive ? 1 : label)),
  };
}

export default inputs({ precisionRecallCurve: scored, averagePrecision: scored });
