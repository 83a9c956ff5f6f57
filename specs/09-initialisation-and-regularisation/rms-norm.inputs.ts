import { inputs, type Draw } from "#graders/spec/authoring.ts";

function positions(draw: Draw, axes: number) {
  const features = draw.size(2, 6);
  return {
    input: draw.tensor([...Array.from({ length: axes }, () => draw.size(2, 4)), features]),
    gamma: draw.tensor([features]),
    options: draw.leavesOut() ? {} : { epsilon: draw.number(0, 0.1) },
  };
}

export default inputs({
  /** From `[D]` to `[N, T, D]`. */
  rmsNorm: (draw) => positions(draw, draw.pick([1, 2, 0])),
  batches: (draw) => positions(draw, draw.pick([1, 2])),
});
