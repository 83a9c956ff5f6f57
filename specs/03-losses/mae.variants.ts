import { variants } from "#graders/spec/authoring.ts";
import { mae } from "#reference/03-losses/mae.ts";
import { reduce } from "#reference/03-losses/reduction.ts";

export default variants<typeof import("#reference/03-losses/mae.ts")>({
  "the larger minus the smaller": {
    mae: (predictions, targets, { reduction = "mean" } = {}) => {
      mae(predictions, targets);
      return reduce(predictions.maximum(targets).sub(predictions.minimum(targets)), reduction);
    },
  },
  "sign by two comparisons": {
    maeBackward: (predictions, targets, gradOutput, { reduction = "mean" } = {}) => {
      const sign = predictions.greater(targets).sub(predictions.less(targets));
      return sign.mul(reduction === "mean" ? gradOutput.div(predictions.size) : gradOutput);
    },
  },
});
