import { inputs, type Draw } from "#graders/spec/authoring.ts";

/** `[N, D]` or `[N, T, D]`, and a network for it. */
function network(draw: Draw) {
  const [features, hidden] = [draw.size(1, 4), draw.size(2, 6)];
  const leading = draw.pick([[draw.size(2, 3), draw.size(2, 4)], [draw.size(2, 4)]]);
  return {
    input: draw.tensor([...leading, features], -2, 2),
    parameters: {
      weightHidden: draw.tensor([hidden, features], -1, 1),
      biasHidden: draw.tensor([hidden], -1, 1),
      weightOutput: draw.tensor([features, hidden], -1, 1),
      biasOutput: draw.tensor([features], -1, 1),
    },
    options: draw.leavesOut() ? {} : { activation: draw.pick(["relu", "gelu", "gelu"]) },
  };
}

export default inputs({
  feedForward: network,
  feedForwardBackward: (draw) => {
    const values = network(draw);
    return { ...values, gradOutput: draw.tensor(values.input.shape) };
  },
});
