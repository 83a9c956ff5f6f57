import { inputs, type Draw } from "#graders/spec/authoring.ts";

function layers(draw: Draw, padded: boolean) {
  const [batch, steps, features] = [draw.size(1, 4), draw.size(2, 5), draw.size(1, 3)];
  const [ahead, behind] = [draw.size(1, 3), draw.size(1, 3)];
  const weights = (size: number) => ({
    weightInput: draw.tensor([size, features], -1, 1),
    weightHidden: draw.tensor([size, size], -1, 1),
    initial: draw.tensor([batch, size], -1, 1),
  });
  return {
    input: draw.tensor([batch, steps, features], -2, 2),
    forward: weights(ahead),
    backward: weights(behind),
    gradOutput: { output: draw.tensor([batch, steps, ahead + behind]), last: draw.tensor([batch, ahead + behind]) },
    options: padded ? { lengths: draw.integers([batch], 1, steps) } : {},
  };
}

export default inputs({
  bothWays: (draw) => layers(draw, !draw.leavesOut()),
  bothWaysBackward: (draw) => layers(draw, !draw.leavesOut()),
  whole: (draw) => layers(draw, false),
});
