/** Laws about what was learned. The answers stay with the grader: the code under test sees only the questions. */
import { Tensor } from "#tensor";
import { numberSetting, tensorArgument, type Law } from "./law.ts";

/** Predictions (class ids `[N]`, or scores `[N, C]` whose largest counts) agree with labels that were never handed over. */
export const reachesAccuracy: Law = {
  settings: {
    labels: "name under which the generator keeps the held-out labels",
    atLeast: "the fraction that must be right",
  },
  keepsInput: true,
  trial: (values, settings) => ({
    calls: [values],
    judge([predictions]) {
      const labels = tensorArgument(values, settings["labels"]);
      if (!(predictions instanceof Tensor))
        return "No predictions came back: expected a tensor of class ids [N] or scores [N, C].";
      const classes = predictions.rank === 2 ? predictions.argmax(1) : predictions;
      if (classes.rank !== 1 || classes.size !== labels.size)
        return `Predictions have the shape [${predictions.shape.join(", ")}], expected [${labels.size}] class ids or [${labels.size}, C] scores.`;
      const right = classes.equal(labels).sum().item();
      const wanted = numberSetting(settings, "atLeast", 1);
      return right / labels.size >= wanted
        ? undefined
        : `${right} of ${labels.size} held-out examples are classified correctly (${percent(right / labels.size)}), expected at least ${percent(wanted)}.`;
    },
  }),
};

function percent(fraction: number): string {
  return `${Math.round(1000 * fraction) / 10} %`;
}
