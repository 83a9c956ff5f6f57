import { inputs, type Draw } from "#graders/spec/authoring.ts";

/** Linear from D to H, tanh, linear from H to C; small weights, so that tanh is not flat. */
function network(draw: Draw) {
  const [inputs, hidden, outputs] = [draw.size(2, 4), draw.size(2, 5), draw.size(2, 5)];
  const [batch, first] = [draw.size(1, 5), draw.size(1, 5)];
  return {
    first: draw.tensor([first, inputs], -1, 1),
    input: draw.tensor([batch, inputs], -1, 1),
    parameters: {
      weight1: draw.tensor([hidden, inputs], -1, 1),
      bias1: draw.tensor([hidden], -0.5, 0.5),
      weight2: draw.tensor([outputs, hidden], -1, 1),
      bias2: draw.tensor([outputs], -1, 1),
    },
    gradOutput: draw.tensor([batch, outputs], -1, 1),
  };
}

export default inputs({
  network,
  networkBackward: network,
  secondBatch: network,
  twoNetworks: (draw) => {
    const drawn = network(draw);
    return { ...drawn, first: draw.tensor(drawn.input.shape, -1, 1) };
  },
});
