import { triplet } from "#reference/03-losses/triplet.ts";
import { applies, doesNotApply, type Adapter } from "../../adapter.ts";
import { input } from "../../published-case.ts";

const mining = ["tfa.losses.TripletSemiHardLoss", "tfa.losses.TripletHardLoss"];

const adapter: Adapter = {
  claims: (item) => item.op === "optax.triplet_margin_loss" || mining.includes(item.op),
  answer(item) {
    if (mining.includes(item.op))
      return doesNotApply("picks its triplets from a batch with labels, where the exercise is given them");
    const [anchor, positive, negative] = ["anchors", "positives", "negatives"].map((name) => input(item, name));
    return applies(triplet(anchor!, positive!, negative!, { reduction: "none" }));
  },
};

export default adapter;
