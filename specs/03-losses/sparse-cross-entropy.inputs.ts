import { inputs } from "#graders/spec/authoring.ts";
import type { Reduction } from "#reference/03-losses/reduction.ts";

type Generator = Parameters<typeof inputs>[0][string];

/** Labels of which some are ignored but never all: a mean over nothing has no gradient. */
function sparse(only?: Reduction): Generator {
  return (draw) => {
    const reduction = only ?? draw.pick(["mean", "sum", "none"]);
    const examples = draw.size(1, 5);
    const classes = draw.size(2, 5);
    const labels = draw.integers([examples], 0, classes - 1);
    // -100 is the default; a class id of its own may be ignored too, though not that of the first example.
    const ignoreIndex = draw.pick([-100, -1, (labels.data[0]! + 1) % classes]);
    return {
      logits: draw.tensor([examples, classes]),
      labels: labels.map((label, index) => (index > 0 && draw.integer(0, 2) === 0 ? ignoreIndex : label)),
      options: {
        ...(ignoreIndex === -100 ? {} : { ignoreIndex }),
        ...(draw.boolean() ? { labelSmoothing: draw.number(0, 1) } : {}),
        ...(reduction === "mean" && draw.boolean() ? {} : { reduction }), // "mean" is the default
      },
    };
  };
}

export default inputs({
  sparseCrossEntropy: sparse(),
  means: sparse("mean"),
  sums: sparse("sum"),
  singles: sparse("none"),
});
