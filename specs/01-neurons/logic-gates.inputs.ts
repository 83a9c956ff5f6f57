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
  parityOutputs: (draw) => ({ input: rows(draw, draw.integer(1, 6)) }),
});
