import { klDivergence } from "#reference/03-losses/kl-divergence.ts";
import type { Tensor } from "#tensor";
import { applies, doesNotApply, type Adapter } from "../../adapter.ts";
import { predictionsOf, reduceAs, targetsOf } from "../../families/loss.ts";
import { findInput, input, type PublishedCase } from "../../published-case.ts";

const clipped = ["tfl.kullbackLeiblerDivergence", "losses.KLDivergence", "metrics.KLDivergence"];
const others = [
  "optax.kl_divergence",
  "optax.kl_divergence_with_log_targets",
  "optax.generalized_kl_divergence",
  "torchmetrics.kl_divergence",
];

const adapter: Adapter = {
  claims: (item) => [...clipped, ...others].includes(item.op),
  answer(item) {
    if (item.op === "optax.generalized_kl_divergence")
      return doesNotApply("adds what the rows' sums differ by, which the exercise leaves out");
    const { p, q } = readDistributions(item);
    const shape = p.shape.slice(0, -1);
    const rows = (x: Tensor): Tensor => x.reshape([-1, x.shape.at(-1)!]);
    if (item.op === "torchmetrics.kl_divergence") return applies(klDivergence(p, q));
    return reduceAs(
      item,
      (reduction) => {
        const losses = klDivergence(rows(p), rows(q), { reduction });
        return reduction === "none" ? losses.reshape(shape) : losses;
      },
      "examples",
    );
  },
};

export default adapter;

/** The true distribution p and the predicted q. optax takes logarithms; Keras clips both to [1e-7, 1]. */
function readDistributions(item: PublishedCase): { p: Tensor; q: Tensor } {
  if (clipped.includes(item.op)) return { p: targetsOf(item).clip(1e-7, 1), q: predictionsOf(item).clip(1e-7, 1) };
  if (item.op === "torchmetrics.kl_divergence") return { p: input(item, "p"), q: input(item, "q") };
  return { p: findInput(item, "targets") ?? input(item, "log_targets").exp(), q: input(item, "log_predictions").exp() };
}
