import { concatenate, tensor, type Tensor } from "#tensor";
import { inputs, type Draw } from "#graders/spec/authoring.ts";

/** Shares with few binary digits, so that a product lies on a half or well beside it. */
function shares(draw: Draw) {
  return {
    ...(draw.leavesOut() ? {} : { validation: draw.integer(0, 14) / 32 }),
    ...(draw.leavesOut() ? {} : { test: draw.integer(0, 14) / 32 }),
  };
}

/** Labels in no order, with at least five examples of each class, so that shares of 14/32 leave one for training. */
function labelsOf(draw: Draw): Tensor {
  const classes = draw.integer(1, 3);
  const each = Array.from({ length: classes }, (_, c) => tensor(Array<number>(5).fill(c)));
  const more = draw.integers([draw.size(1, 9)], 0, classes - 1);
  const labels = concatenate([...each, more]);
  return labels.gather(draw.random().permutation(labels.size));
}

export default inputs({
  partSizes: (draw) => ({ count: draw.integer(9, 60), options: shares(draw) }),
  coveredByClass: (draw) => ({ labels: labelsOf(draw), seed: draw.integer(0, 1e6), options: shares(draw) }),
  dealtOut: (draw) => {
    const labels = labelsOf(draw);
    const stratified = draw.leavesOut() ? {} : { stratified: draw.boolean() };
    return {
      inputs: draw.tensor([labels.size, draw.size(2, 4)]),
      labels,
      seed: draw.integer(0, 1e6),
      options: { ...shares(draw), ...stratified },
    };
  },
  indices: (draw) => ({ by: "indices", seed: draw.integer(0, 1e6) }),
  examples: (draw) => ({ by: "examples", seed: draw.integer(0, 1e6) }),
});
