import { concatenate, eye, type Tensor } from "#tensor";
import { inputs, type Draw } from "#graders/spec/authoring.ts";

/** Features that differ enough for the bowl to be round: ±1 in turn, and a little of everything. */
function roundBowl(draw: Draw): { input: Tensor; targets: Tensor } {
  const features = draw.size(1, 3);
  const corners = concatenate([eye(features), eye(features).neg(), eye(features).mul(0.5)]);
  const input = corners.mul(1.5).add(draw.tensor(corners.shape, -0.3, 0.3));
  return { input, targets: draw.tensor([input.shape[0]!]) };
}

export default inputs({
  solveNormalEquations(draw) {
    const features = draw.size(1, 4);
    const examples = draw.size(features + 3, features + 5);
    return { input: draw.tensor([examples, features]), targets: draw.tensor([examples]) };
  },
  bothWays: roundBowl,
});
