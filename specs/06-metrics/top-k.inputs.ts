import { inputs, type Draw } from "#graders/spec/authoring.ts";

/** One time in three with scores of which some are equal. */
function scored(draw: Draw) {
  const [examples, classes] = [draw.size(1, 6), draw.size(2, 6)];
  const scores = draw.tensor([examples, classes]);
  const tied = draw.integer(0, 2) === 0;
  return {
    scores: tied ? scores.map((score) => Math.ceil(score) + 0.25) : scores,
    labels: draw.integers([examples], 0, classes - 1),
    k: draw.integer(1, Math.ceil(classes / 2)),
  };
}

export default inputs({
  topK: (draw) => {
    const { scores, k } = scored(draw);
    return { scores, k };
  },
  topKAccuracy: scored,
});
