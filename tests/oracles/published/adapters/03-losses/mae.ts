import { mae, maeBackward } from "#reference/03-losses/mae.ts";
import { entrywiseLoss } from "../../families/entrywise-loss.ts";

export default entrywiseLoss({
  operations: [
    "absoluteDifference",
    "tfl.meanAbsoluteError",
    "losses.MeanAbsoluteError",
    "metrics.MeanAbsoluteError",
    "sklearn.mean_absolute_error",
    "torchmetrics.mean_absolute_error",
  ],
  forward: mae,
  backward: maeBackward,
});
