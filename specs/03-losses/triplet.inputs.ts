import { inputs } from "#graders/spec/authoring.ts";
import { distance } from "#reference/03-losses/distance.ts";
import type { Reduction } from "#reference/03-losses/reduction.ts";

type Generator = Parameters<typeof inputs>[0][string];

/** Nearer than this to a kink, a difference quotient would reach across it. */
const clearance = 2 ** -5;

/** Triplets with and without a loss, none of them at the margin, and no two points at the same place. */
function triplets(reduction: Reduction): Generator {
  return (draw) => {
    const shape = [draw.size(1, 4), draw.size(1, 4)];
    const options = {
      ...(draw.boolean() ? { margin: draw.number(0, 3) } : {}),
      ...(reduction === "mean" && draw.boolean() ? {} : { reduction }), // "mean" is the default
    };
    for (let attempt = 1; ; attempt++) {
      const [anchor, positive, negative] = [draw.tensor(shape), draw.tensor(shape), draw.tensor(shape)];
      const near = distance(anchor, positive);
      const far = distance(anchor, negative);
      const fromMargin = near
        .sub(far)
        .add(options.margin ?? 1)
        .abs();
      const clear = near.minimum(far).minimum(fromMargin).min().item() > clearance;
      if (clear || attempt === 100) return { anchor, positive, negative, options };
    }
  };
}

export default inputs({ means: triplets("mean"), sums: triplets("sum"), singles: triplets("none") });
