import { zeros } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { hinge, multiClassHinge } from "#reference/03-losses/hinge.ts";
import { reduce, reduceBackward } from "#reference/03-losses/reduction.ts";

export default variants<typeof import("#reference/03-losses/hinge.ts")>({
  "a loop over examples and rivals": {
    multiClassHinge: (scores, labels, { reduction = "mean" } = {}) => {
      multiClassHinge(scores, labels);
      const [examples, classes] = scores.shape as [number, number];
      const losses = zeros([examples]);
      for (let n = 0; n < examples; n++) {
        const label = labels.at(n);
        for (let c = 0; c < classes; c++) {
          if (c !== label) losses.data[n]! += Math.max(0, 1 + scores.at(n, c) - scores.at(n, label)) / classes;
        }
      }
      return reduce(losses, reduction);
    },
    multiClassHingeBackward: (scores, labels, gradOutput, { reduction = "mean" } = {}) => {
      const [examples, classes] = scores.shape as [number, number];
      const gradLosses = reduceBackward(gradOutput, reduction, [examples]);
      const gradScores = zeros(scores.shape);
      for (let n = 0; n < examples; n++) {
        const label = labels.at(n);
        for (let c = 0; c < classes; c++) {
          if (c === label || 1 + scores.at(n, c) - scores.at(n, label) <= 0) continue;
          gradScores.data[n * classes + c]! += gradLosses.at(n) / classes;
          gradScores.data[n * classes + label]! -= gradLosses.at(n) / classes;
        }
      }
      return gradScores;
    },
  },
  "mask from the loss": {
    hingeBackward: (scores, labels, gradOutput, { reduction = "mean" } = {}) => {
      const paying = hinge(scores, labels, { reduction: "none" }).greater(0);
      return reduceBackward(gradOutput, reduction, scores.shape).mul(paying).mul(labels).neg();
    },
  },
  "one side for each label": {
    hinge: (scores, labels, { reduction = "mean" } = {}) => {
      hinge(scores, labels); // refuses what does not fit
      const losses = scores.map((s, i) => (labels.data[i] === 1 ? Math.max(0, 1 - s) : Math.max(0, 1 + s)));
      return reduce(losses, reduction);
    },
  },
});
