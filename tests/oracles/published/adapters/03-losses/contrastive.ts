import { contrastive } from "#reference/03-losses/contrastive.ts";
import { zeros } from "#tensor";
import type { Adapter } from "../../adapter.ts";
import { predictionsOf, reduceAs, targetsOf } from "../../families/loss.ts";
import { attribute } from "../../published-case.ts";

const adapter: Adapter = {
  claims: (item) => item.op === "tfa.losses.ContrastiveLoss",
  // TensorFlow Addons takes distances, has 1 for similar pairs, and squares without the half.
  answer(item) {
    const points = predictionsOf(item).expandDims(1);
    const labels = targetsOf(item).neg().add(1);
    const margin = attribute(item, "margin", 1);
    return reduceAs(
      item,
      (reduction) => contrastive(points, zeros(points.shape), labels, { margin, reduction }).mul(2),
      "examples",
    );
  },
};

export default adapter;
