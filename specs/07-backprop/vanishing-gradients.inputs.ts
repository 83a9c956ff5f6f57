import { inputs } from "#graders/spec/authoring.ts";

export default inputs({
  gradientNorms: (draw) => {
    const [batch, depth, width] = [draw.size(1, 6), draw.size(1, 3), draw.size(3, 5)];
    return {
      input: draw.tensor([batch, width], -1, 1),
      weights: draw.tensor([depth, width, width], -1, 1),
      gradOutput: draw.tensor([batch, width], -1, 1),
      ...(draw.leavesOut() ? {} : { options: { activation: draw.pick(["tanh", "sigmoid", "relu"]) } }),
    };
  },
});
