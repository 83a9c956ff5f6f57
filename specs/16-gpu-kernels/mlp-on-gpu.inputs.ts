import { inputs } from "#graders/spec/authoring.ts";

export default inputs({
  network(draw) {
    const [features, hidden, classes, examples] = [draw.size(2, 4), draw.size(3, 6), draw.size(2, 4), draw.size(1, 8)];
    return {
      parameters: {
        weight1: draw.tensor([hidden, features]),
        bias1: draw.tensor([hidden], -0.5, 0.5),
        weight2: draw.tensor([classes, hidden], -1, 1),
        bias2: draw.tensor([classes], -0.5, 0.5),
      },
      x: draw.tensor([examples, features]),
      y: draw.oneHot([examples, classes]),
      options: {
        ...(draw.leavesOut() ? {} : { steps: draw.integer(1, 4) }),
        ...(draw.leavesOut() ? {} : { learningRate: draw.number(0.05, 0.3) }),
      },
    };
  },
});
