import { where } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { triplet } from "#reference/03-losses/triplet.ts";
import { reduce, reduceBackward } from "#reference/03-losses/reduction.ts";

export default variants<typeof import("#reference/03-losses/triplet.ts")>({
  "lengths by Math.hypot": {
    triplet: (anchor, positive, negative, { margin = 1, reduction = "mean" } = {}) => {
      triplet(anchor, positive, negative, { margin });
      const losses = anchor.sum(1).map((_, n) => {
        const distanceTo = (point: typeof anchor): number => Math.hypot(...anchor.slice(n).sub(point.slice(n)).data);
        return Math.max(0, distanceTo(positive) - distanceTo(negative) + margin);
      });
      return reduce(losses, reduction);
    },
  },
  "a zero distance replaced before the division": {
    tripletBackward: (anchor, positive, negative, gradOutput, { margin = 1, reduction = "mean" } = {}) => {
      const losses = triplet(anchor, positive, negative, { margin, reduction: "none" });
      const weights = reduceBackward(gradOutput, reduction, losses.shape).mul(losses.greater(0)).expandDims(1);
      const gradPoint = (point: typeof anchor): typeof anchor => {
        const difference = point.sub(anchor);
        const length = difference.square().sum(1, { keepDims: true }).sqrt();
        return difference.div(where(length.equal(0), 1, length)).mul(weights);
      };
      const gradPositive = gradPoint(positive);
      const gradNegative = gradPoint(negative).neg();
      return { gradAnchor: gradPositive.add(gradNegative).neg(), gradPositive, gradNegative };
    },
  },
});
