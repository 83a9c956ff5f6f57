import type { Tensor } from "#tensor";
import { inputs, type Draw } from "#graders/spec/authoring.ts";

/** Two or three gradients of different shapes and sizes. */
function drawGradients(draw: Draw): Tensor[] {
  return Array.from({ length: draw.integer(2, 3) }, () => {
    const shape = Array.from({ length: draw.integer(1, 2) }, () => draw.size());
    return draw.tensor(shape, -3, 3).mul(draw.pick([0.5, 1, 2]));
  });
}

export default inputs({
  clipByValue: (draw) => ({ gradients: drawGradients(draw), limit: draw.number(0.25, 3) }),
  globalNorm: (draw) => ({ gradients: drawGradients(draw) }),
  /** About two times in three longer than maxNorm. */
  clipByGlobalNorm: (draw) => ({ gradients: drawGradients(draw), maxNorm: draw.number(0.5, 8) }),
});
