import { inputs, type Draw } from "#graders/spec/authoring.ts";

/** Targets that follow the features, so that not all weights of the lasso are 0. */
function linear(draw: Draw) {
  const features = draw.size(2, 4);
  const examples = draw.size(features + 2, features + 4);
  const input = draw.tensor([examples, features], -1.5, 1.5);
  const targets = input
    .matmul(draw.tensor([features]))
    .add(draw.tensor([examples], -1, 1))
    .add(draw.number());
  return { input, targets };
}

export default inputs({
  ridge: (draw) => ({ ...linear(draw), options: draw.leavesOut() ? {} : { gamma: draw.number(0, 2) } }),
  lasso: (draw) => ({
    ...linear(draw),
    options: {
      ...(draw.leavesOut() ? {} : { gamma: draw.number(0, 0.5) }),
      ...(draw.leavesOut() ? {} : { learningRate: draw.number(0, 0.3) }),
      ...(draw.leavesOut() ? {} : { steps: draw.integer(1, 30) }),
    },
  }),
});
