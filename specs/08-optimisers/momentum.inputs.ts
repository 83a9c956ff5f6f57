import { inputs } from "#graders/spec/authoring.ts";
import { aboveValley, onBowl, sparseGradients } from "./landscapes.ts";

export default inputs({
  sparse: (draw) => sparseGradients(draw, { learningRate: [0, 1], momentum: [0, 1] }),
  descendBowl: onBowl,
  descendValley: aboveValley,
});
