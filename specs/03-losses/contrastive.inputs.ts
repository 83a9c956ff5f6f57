import { inputs } from "#graders/spec/authoring.ts";
import { distance } from "#reference/03-losses/distance.ts";
import type { Reduction } from "#reference/03-losses/reduction.ts";

type Generator = Parameters<typeof inputs>[0][string];

/** Nearer than this to a kink, a difference quotient would reach across it. */
const clearance = 2 ** -5;

/** Pairs within the margin and beyond it, none of them at the margin, and no two points at the same place. */
function pairs(only?: Reduction): Generator {
  return (draw) => {
    const reduction = only ?? draw.pick(["mean", "sum", "none"]);
    const shape = [draw.size(1, 5), draw.size(1, 3)];
    const options = {
      ...(draw.boolean() ? { margin: draw.number(0.5, 3) } : {}),
      ...(reduction === "mean" && draw.boolean() ? {} : { reduction }), // "mean" is the default
    };
    const labels = draw.choices([shape[0]!], [0, 1]);
    for (let attempt = 1; ; attempt++) {
      const [first, second] = [draw.tensor(shape, -1, 1), draw.tensor(shape, -1, 1)];
      const apart = distance(first, second);
      const fromMargin = apart.sub(options.margin ?? 1).abs();
      const clear = apart.minimum(fromMargin).min().item() > clearance;
      if (clear || attempt === 100) return { first, second, labels, options };
    }
  };
}

export default inputs({ contrastive: pairs(), means: pairs("mean"), sums: pairs("sum"), singles: pairs("none") });
