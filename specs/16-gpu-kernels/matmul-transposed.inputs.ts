import { inputs } from "#graders/spec/authoring.ts";

/** Longer than the 1,000 rounds at which gpu.js cuts a loop whose bound it doesn't know. */
export default inputs({
  longRows: (draw) => {
    const depth = draw.integer(1001, 1100);
    return { a: draw.tensor([draw.integer(1, 3), depth]), b: draw.tensor([draw.integer(1, 3), depth]) };
  },
  longColumns: (draw) => {
    const depth = draw.integer(1001, 1100);
    return { a: draw.tensor([depth, draw.integer(1, 3)]), b: draw.tensor([depth, draw.integer(1, 3)]) };
  },
});
