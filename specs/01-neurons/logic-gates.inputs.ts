import { tensor } from "#tensor";
import { inputs, type Draw } from "#graders/spec/authoring.ts";

/** Rows of zeros and ones: mostly enough of them to meet most of the truth table. */
function rows(draw: Draw, n: number) {
  return draw.choices([draw.pick([1, 4, 6, 8, 10, 12]), n], [0, 1]);
}

export default inputs({
  gateOutputs: (draw) => {
    const gate = draw.pick(["and", "or", "nand", "nor", "not"]);
    return { gate, input: rows(draw, gate === "not" ? 1 : draw.integer(1, 5)) };
  },
  // Every other unit is OR: right on 00, 01 and 10, it is refuted by the first input that has two ones.
  parityCounterexample: (draw) => {
    const n = draw.size(2, 5);
    return draw.boolean()
      ? { weight: draw.integers([n], 1, 2), bias: tensor(-0.5) }
      : { weight: draw.integers([n], -1, 2), bias: tensor(draw.pick([-0.5, 0.5])) };
  },
  parityOutputs: (draw) => ({ input: rows(draw, draw.integer(1, 6)) }),
});
