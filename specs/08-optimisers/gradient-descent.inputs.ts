import { Tensor } from "#tensor";
import { inputs, type Draw } from "#graders/spec/authoring.ts";
import { aboveValley, onBowl } from "./landscapes.ts";

/** For each of some epochs the examples in another order. */
function drawOrder(draw: Draw, examples: number): Tensor {
  const epochs = draw.size(1, 4);
  const random = draw.random();
  const shown = Array.from({ length: epochs }, () => random.permutation(examples));
  return new Tensor(shown.flat(), [epochs, examples]);
}

export default inputs({
  miniBatchDescent(draw) {
    const examples = draw.size(1, 7);
    return {
      input: draw.tensor([examples, draw.size(1, 4)]),
      target: draw.tensor([examples]),
      order: drawOrder(draw, examples),
      options: {
        ...(draw.leavesOut() ? {} : { learningRate: draw.number(0, 0.05) }),
        ...(draw.leavesOut() ? {} : { batchSize: draw.integer(1, 8) }),
      },
    };
  },
  descendBowl: onBowl,
  descendValley: aboveValley,
});
