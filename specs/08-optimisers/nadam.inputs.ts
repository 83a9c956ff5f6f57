import { inputs } from "#graders/spec/authoring.ts";
import { aboveValley, onBowl, sparseGradients } from "./landscapes.ts";

export default inputs({
  sparse: (draw) =>
    sparseGradients(draw, {
      learningRate: [0, 1],
      beta1: [0, 1],
      beta2: [0, 1],
      epsilon: [0, 0.1],
      momentumDecay: [0, 2],
    }),
  descendBowl: onBowl,
  descendValley: aboveValley,
});
