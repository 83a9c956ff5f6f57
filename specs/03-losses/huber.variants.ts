import { variants } from "#graders/spec/authoring.ts";
import { huber } from "#reference/03-losses/huber.ts";
import { reduce, reduceBackward } from "#reference/03-losses/reduction.ts";

export default variants<typeof import("#reference/03-losses/huber.ts")>({
  "one formula for both pieces": {
    huber: (predictions, targets, { delta = 1, reduction = "mean" } = {}) => {
      huber(predictions, targets, { delta });
      const size = predictions.sub(targets).abs();
      const near = size.minimum(delta);
      return reduce(near.square().div(2).add(size.sub(near).mul(delta)), reduction);
    },
  },
  "slope by sign and size": {
    huberBackward: (predictions, targets, gradOutput, { delta = 1, reduction = "mean" } = {}) => {
      const error = predictions.sub(targets);
      return error
        .sign()
        .mul(error.abs().minimum(delta))
        .mul(reduceBackward(gradOutput, reduction, error.shape));
    },
  },
});
