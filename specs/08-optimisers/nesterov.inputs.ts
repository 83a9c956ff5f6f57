import { inputs } from "#graders/spec/authoring.ts";
import { aboveValley, bowlBetween, sparseGradients } from "./landscapes.ts";

export default inputs({
  sparse: (draw) => sparseGradients(draw, { learningRate: [0, 1], momentum: [0, 1] }),
  /** With α = 0.0125, α times the curvature is between 0.6 and 1: where looking ahead brakes best. */
  descendBowl: bowlBetween(50, 80),
  descendValley: aboveValley,
});
