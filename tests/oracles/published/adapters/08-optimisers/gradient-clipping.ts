import { clipByGlobalNorm, clipByValue } from "#reference/08-optimisers/gradient-clipping.ts";
import { applies, type Adapter } from "../../adapter.ts";
import { input } from "../../published-case.ts";

const adapter: Adapter = {
  /** What is projected onto a ball about 0 is clipped: by value where the ball is a cube, by the norm where it is round. */
  claims: (item) => ["optax.projection_linf_ball", "optax.projection_l2_ball"].includes(item.op),
  answer(item) {
    const clip = item.op === "optax.projection_linf_ball" ? clipByValue : clipByGlobalNorm;
    // Several tensors come as the rows of one.
    const tree = input(item, "tree");
    return applies(...clip([tree], input(item, "scale").item()));
  },
};

export default adapter;
