import { tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { mse } from "#reference/03-losses/mse.ts";

export default variants<typeof import("#reference/03-losses/mse.ts")>({
  "a loop over the entries": {
    mse: (predictions, targets, { reduction = "mean" } = {}) => {
      if (reduction === "none") return mse(predictions, targets, { reduction });
      if (predictions.shape.join() !== targets.shape.join())
        throw new Error("mse: expected one target for each prediction.");
      let total = 0;
      for (let i = 0; i < predictions.size; i++) total += (predictions.data[i]! - targets.data[i]!) ** 2;
      return tensor(reduction === "mean" ? total / predictions.size : total);
    },
  },
  "gradient by the product rule": {
    mseBackward: (predictions, targets, gradOutput, { reduction = "mean" } = {}) => {
      const error = predictions.sub(targets);
      const shared = reduction === "mean" ? gradOutput.div(predictions.size) : gradOutput;
      return error.mul(shared).add(shared.mul(error));
    },
  },
});
