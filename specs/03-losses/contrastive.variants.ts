import { where } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { contrastive } from "#reference/03-losses/contrastive.ts";
import { reduce, reduceBackward } from "#reference/03-losses/reduction.ts";

export default variants<typeof import("#reference/03-losses/contrastive.ts")>({
  "the paper's sum of both parts, weighted by the label": {
    contrastive: (first, second, labels, { margin = 1, reduction = "mean" } = {}) => {
      contrastive(first, second, labels, { margin });
      const squares = first.sub(second).square().sum(1);
      const missing = squares.sqrt().neg().add(margin).maximum(0);
      const similar = labels.neg().add(1).mul(squares).div(2);
      return reduce(similar.add(labels.mul(missing.square()).div(2)), reduction);
    },
  },
  "one factor for the difference": {
    contrastiveBackward: (first, second, labels, gradOutput, { margin = 1, reduction = "mean" } = {}) => {
      const difference = first.sub(second);
      const apart = difference.square().sum(1).sqrt();
      // 1 for similar pairs, 1 − m/d for dissimilar ones within the margin.
      const repelled = where(apart.greater(0), apart.neg().add(margin).maximum(0).div(apart).neg(), 0);
      const weights = where(labels, repelled, 1).mul(reduceBackward(gradOutput, reduction, labels.shape));
      const gradFirst = difference.mul(weights.expandDims(1));
      return { gradFirst, gradSecond: gradFirst.neg() };
    },
  },
});
