import { huber, huberBackward } from "#reference/03-losses/huber.ts";
import { entrywiseLoss } from "../../families/entrywise-loss.ts";
import { attribute } from "../../published-case.ts";

export default entrywiseLoss({
  operations: ["huberLoss", "losses.Huber", "optax.huber_loss"],
  forward: huber,
  backward: huberBackward,
  options: (item) => ({ delta: attribute(item, "delta", 1) }),
});
