import { tensor } from "#tensor";
import { inputs, type Draw } from "#graders/spec/authoring.ts";

/** 3,000 weights each, enough that a variance is known to 3 %; fan-in and fan-out differ. */
const shapes = [
  [30, 100],
  [100, 30],
  [20, 6, 5, 5],
  [6, 50, 2, 5],
];

const weights = (draw: Draw) => ({ shape: tensor(draw.pick(shapes)), seed: draw.integer(0, 1e6) });
const distribution = (draw: Draw) =>
  draw.leavesOut() ? {} : { distribution: draw.pick<"uniform" | "normal">(["normal", "uniform"]) };

export default inputs({
  xavierVariance: (draw) => ({
    ...weights(draw),
    options: { ...distribution(draw), ...(draw.leavesOut() ? {} : { gain: draw.number(0.2, 3) }) },
  }),
  heVariance: (draw) => ({
    ...weights(draw),
    options: {
      ...distribution(draw),
      ...(draw.leavesOut() ? {} : { mode: draw.pick<"fanIn" | "fanOut">(["fanOut", "fanIn"]) }),
      ...(draw.leavesOut() ? {} : { slope: draw.number(0.3, 2) }),
    },
  }),
  spread: (draw) => ({
    scheme: draw.pick<"xavier" | "he">(["xavier", "he"]),
    ...weights(draw),
    ...distribution(draw),
  }),
  thereAndBack: (draw) => {
    const shape = draw.boolean()
      ? [draw.size(2, 5), draw.size(2, 5)]
      : [draw.size(2, 7), draw.size(1, 2), draw.size(1, 3), 2];
    const inputsOfOne = shape.slice(1).reduce((product, size) => product * size, 1);
    return {
      shape: tensor(shape),
      seed: draw.integer(0, 1e6),
      vector: draw.tensor([Math.min(shape[0]!, inputsOfOne)]),
      options: draw.leavesOut() ? {} : { gain: draw.number(0.2, 3) },
    };
  },
  trainFrom: (draw) => {
    const [hidden, features, classes, examples] = [draw.size(2, 4), draw.size(1, 4), draw.size(1, 3), draw.size(1, 5)];
    return {
      start: { hidden: draw.tensor([hidden, features], -1, 1), output: draw.tensor([classes, hidden], -1, 1) },
      input: draw.tensor([examples, features], -1, 1),
      targets: draw.tensor([examples, classes], -1, 1),
      options: {
        ...(draw.leavesOut() ? {} : { learningRate: draw.number(0, 0.2) }),
        ...(draw.leavesOut() ? {} : { steps: draw.integer(1, 20) }),
      },
    };
  },
});
