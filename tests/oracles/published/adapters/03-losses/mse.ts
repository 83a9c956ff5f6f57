import { mse, mseBackward } from "#reference/03-losses/mse.ts";
import { entrywiseLoss } from "../../families/entrywise-loss.ts";

export default entrywiseLoss({
  operations: [
    "squaredDifference",
    "meanSquaredError",
    "tfl.meanSquaredError",
    "losses.MeanSquaredError",
    "metrics.MeanSquaredError",
    "optax.squared_error",
    "optax.l2_loss",
    "sklearn.mean_squared_error",
    "torchmetrics.mean_squared_error",
  ],
  forward: mse,
  backward: mseBackward,
  // optax calls half of the squared error the L2 loss.
  scale: (item) => (item.op === "optax.l2_loss" ? 0.5 : 1),
});
