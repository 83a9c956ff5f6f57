import { inputs } from "#graders/spec/authoring.ts";

export default inputs({
  /** Few entries, and a longer way to each than the 1,000 rounds at which gpu.js cuts a loop whose bound it doesn't know. */
  long: (draw) => {
    const depth = draw.integer(1001, 1100);
    return { a: draw.tensor([draw.integer(1, 3), depth]), b: draw.tensor([depth, draw.integer(1, 3)]) };
  },
});
