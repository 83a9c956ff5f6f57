import { inputs, type Draw } from "#graders/spec/authoring.ts";

function layer(draw: Draw, padded: boolean) {
  const [batch, steps] = [draw.size(1, 4), draw.size(2, 5)];
  const [features, size] = [draw.size(1, 4), draw.size(1, 4)];
  return {
    input: draw.tensor([batch, steps, features], -2, 2),
    parameters: {
      weightInput: draw.tensor([3 * size, features], -1, 1),
      weightHidden: draw.tensor([3 * size, size], -1, 1),
      biasInput: draw.tensor([3 * size], -1, 1),
      biasHidden: draw.tensor([3 * size], -1, 1),
    },
    initial: draw.tensor([batch, size], -2, 2),
    gradOutput: { output: draw.tensor([batch, steps, size]), hidden: draw.tensor([batch, size]) },
    options: padded ? { lengths: draw.integers([batch], 1, steps) } : {},
  };
}

export default inputs({
  gru: (draw) => layer(draw, !draw.leavesOut()),
  gruBackward: (draw) => layer(draw, !draw.leavesOut()),
  whole: (draw) => layer(draw, false),
});
