import { inputs } from "#graders/spec/authoring.ts";

export default inputs({
  /** Lengths that no usual number of threads divides. */
  long: (draw) => {
    const length = draw.integer(1025, 1100);
    return { a: draw.number(), x: draw.tensor([length]), y: draw.tensor([length]) };
  },
});
