import { tensor } from "#tensor";
import { inputs, type Draw } from "#graders/spec/authoring.ts";

const orderOf = (draw: Draw, length: number) => tensor(draw.random().permutation(length));

function streams(draw: Draw, shortest = 1) {
  const [batch, length, features] = [draw.size(1, 3), draw.size(shortest, 5), draw.size(2, 4)];
  const [size, outputs] = [draw.size(1, 3), draw.size(1, 4)];
  return {
    content: draw.tensor([batch, length, features], -2, 2),
    query: draw.tensor([batch, length, features], -2, 2),
    order: orderOf(draw, length),
    parameters: {
      weightQuery: draw.tensor([size, features], -0.8, 0.8),
      weightKey: draw.tensor([size, features], -0.8, 0.8),
      weightValue: draw.tensor([outputs, features], -1.5, 1.5),
    },
  };
}

export default inputs({
  permutationMasks: (draw) => {
    const length = draw.size(1, 6);
    const options = draw.leavesOut() ? {} : { predicted: draw.integer(0, length) };
    return { order: orderOf(draw, length), options };
  },
  twoStreamAttention: (draw) => streams(draw),
  twoStreamAttentionBackward: (draw) => {
    const values = streams(draw);
    const [batch, length] = values.content.shape as readonly [number, number];
    const shape = [batch, length, values.parameters.weightValue.shape[0]!];
    return { ...values, gradOutput: { content: draw.tensor(shape), query: draw.tensor(shape) } };
  },
  /** One word of the content is replaced by another. */
  whatChanges: (draw) => {
    const values = streams(draw, 2);
    const [batch, length, features] = values.content.shape as readonly [number, number, number];
    return { ...values, place: draw.integer(0, length - 1), word: draw.tensor([batch, features], -2, 2) };
  },
});
