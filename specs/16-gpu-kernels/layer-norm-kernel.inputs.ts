import { inputs, type Draw } from "#graders/spec/authoring.ts";

function rows(draw: Draw, mean: number) {
  const columns = draw.size(3, 7);
  return {
    x: draw.tensor([draw.size(), columns]).add(mean),
    gamma: draw.tensor([columns]),
    beta: draw.tensor([columns]),
    options: draw.leavesOut() ? {} : { epsilon: draw.number(0.01, 1) },
  };
}

export default inputs({
  rows: (draw) => rows(draw, 0),
  /** Where the mean of squares and the square of the mean have most of their digits in common. */
  far: (draw) => rows(draw, draw.pick([-1, 1]) * draw.number(500, 2000)),
});
