import { inputs, type Draw } from "#graders/spec/authoring.ts";

/** Images and kernels; each branch has another number of channels where there is room. */
function inception(draw: Draw, batch: number) {
  const channels = draw.size(1, 3);
  const [one, three, five, pool] = [draw.size(1, 4), draw.size(1, 4), draw.size(1, 3), draw.size(1, 3)];
  const [reduced3, reduced5] = [draw.size(1, 3), draw.size(1, 2)];
  const weight = (outputs: number, from: number, size: number) =>
    draw.tensor([outputs, from, size, size], -1.5 / size, 1.5 / size);
  const bias = (outputs: number) => draw.tensor([outputs], -0.5, 0.5);
  return {
    input: draw.tensor([batch, channels, draw.integer(2, 4), draw.integer(3, 5)], -2, 2),
    parameters: {
      weight1: weight(one, channels, 1),
      bias1: bias(one),
      weightReduce3: weight(reduced3, channels, 1),
      biasReduce3: bias(reduced3),
      weight3: weight(three, reduced3, 3),
      bias3: bias(three),
      weightReduce5: weight(reduced5, channels, 1),
      biasReduce5: bias(reduced5),
      weight5: weight(five, reduced5, 5),
      bias5: bias(five),
      weightPool: weight(pool, channels, 1),
      biasPool: bias(pool),
    },
  };
}

export default inputs({
  inceptionModule: (draw) => inception(draw, draw.size(1, 3)),
  inceptionModuleBackward: (draw) => inception(draw, draw.size(1, 3)),
  batches: (draw) => inception(draw, draw.size(2, 3)),
});
