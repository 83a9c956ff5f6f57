import { where, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { contrastive, contrastiveBackward } from "#reference/03-losses/contrastive.ts";
import { distance } from "#reference/03-losses/distance.ts";
import { reduce, reduceBackward } from "#reference/03-losses/reduction.ts";

type Loss = typeof contrastive;

/** A contrastive loss whose two parts are other functions of the distance. */
function contrastiveOf(similar: (d: Tensor) => Tensor, dissimilar: (d: Tensor, margin: number) => Tensor): Loss {
  return (first, second, labels, { margin = 1, reduction = "mean" } = {}) => {
    contrastive(first, second, labels, { margin });
    const apart = distance(first, second);
    return reduce(where(labels, dissimilar(apart, margin), similar(apart)), reduction);
  };
}

const halfSquare = (x: Tensor): Tensor => x.square().div(2);
const missing = (d: Tensor, margin: number): Tensor => d.neg().add(margin).maximum(0);

export default mistakes<typeof import("#reference/03-losses/contrastive.ts")>({
  "labels the other way round": {
    looksLike:
      "Pairs labelled 1 are drawn together: the labels are taken the other way round, as in TensorFlow Addons.",
    reread: "y_n = 0: similar, ½ d_n²; y_n = 1: dissimilar, ½ max(0, m − d_n)²",
    contrastive: (first, second, labels, options) => {
      contrastive(first, second, labels, options);
      return contrastive(first, second, labels.neg().add(1), options);
    },
  },
  "squares not halved": {
    looksLike: "The squares are not halved: the loss is twice what it should be.",
    reread: "½ d_n² and ½ max(0, m − d_n)²",
    contrastive: (...args) => contrastive(...args).mul(2),
  },
  "margin against the squared distance": {
    looksLike: "For dissimilar pairs the squared distance is compared with the margin, and the result not squared.",
    reread: "½ max(0, m − d_n)²: the distance inside, the square outside",
    contrastive: contrastiveOf(halfSquare, (d, margin) => missing(d.square(), margin).div(2)),
  },
  "distances not squared": {
    looksLike: "The distance and what is missing to the margin are not squared.",
    reread: "½ d_n² and ½ max(0, m − d_n)²",
    contrastive: contrastiveOf(
      (d) => d.div(2),
      (d, margin) => missing(d, margin).div(2),
    ),
  },
  "missing part of the margin not squared": {
    looksLike: "Dissimilar pairs pay half of what is missing to the margin, not half of its square.",
    reread: "½ max(0, m − d_n)²",
    contrastive: contrastiveOf(halfSquare, (d, margin) => missing(d, margin).div(2)),
  },
  "dissimilar pairs held at the margin": {
    looksLike: "Dissimilar pairs beyond the margin pay too: the maximum with 0 is missing.",
    reread: "½ max(0, m − d_n)²",
    contrastive: contrastiveOf(halfSquare, (d, margin) => halfSquare(d.neg().add(margin))),
  },
  "margin always 1": {
    looksLike: "The margin that was asked for is ignored; 1 is used.",
    reread: "options.margin: m",
    contrastive: contrastiveOf(halfSquare, (d) => halfSquare(missing(d, 1))),
  },
  "always the mean": {
    looksLike: "The mean is returned whatever reduction is asked for.",
    reread: 'options.reduction: "mean", "sum" or "none"',
    contrastive: (first, second, labels, { margin = 1 } = {}) => contrastive(first, second, labels, { margin }),
  },
  "dissimilar pairs drawn together": {
    looksLike: "The gradient of dissimilar pairs lacks its minus: they are drawn together.",
    reread: "−max(0, m − d) u where y_n = 1",
    contrastiveBackward: (first, second, labels, ...rest) => {
      const { gradFirst } = contrastiveBackward(first, second, labels, ...rest);
      const turned = gradFirst.mul(labels.mul(-2).add(1).expandDims(1));
      return { gradFirst: turned, gradSecond: turned.neg() };
    },
  },
  "both points pushed the same way": {
    looksLike: "Both points get the same gradient, and move side by side: they should get opposite ones.",
    reread: "∂ℓ_n/∂b = −∂ℓ_n/∂a",
    contrastiveBackward: (...args) => {
      const { gradFirst } = contrastiveBackward(...args);
      return { gradFirst, gradSecond: gradFirst };
    },
  },
  "division by a distance of 0": {
    looksLike: "Where two points coincide the gradient is NaN: their difference is divided by a distance of 0.",
    reread: "u is 0 where two points coincide",
    contrastiveBackward: (first, second, labels, gradOutput, { margin = 1, reduction = "mean" } = {}) => {
      const apart = distance(first, second);
      const unit = first.sub(second).div(apart.expandDims(1));
      const gradDistance = where(labels, missing(apart, margin).neg(), apart).mul(
        reduceBackward(gradOutput, reduction, labels.shape),
      );
      const gradFirst = unit.mul(gradDistance.expandDims(1));
      return { gradFirst, gradSecond: gradFirst.neg() };
    },
  },
  "direction not of length 1": {
    looksLike:
      "Dissimilar pairs are driven along the difference of their points, which is not divided by the distance.",
    reread: "−max(0, m − d) u with u = (a − b) / d",
    contrastiveBackward: (first, second, labels, gradOutput, { margin = 1, reduction = "mean" } = {}) => {
      const force = where(labels, missing(distance(first, second), margin).neg(), 1);
      const weights = force.mul(reduceBackward(gradOutput, reduction, labels.shape)).expandDims(1);
      const gradFirst = first.sub(second).mul(weights);
      return { gradFirst, gradSecond: gradFirst.neg() };
    },
  },
  "gradient beyond the margin": {
    looksLike: "Dissimilar pairs beyond the margin are drawn back to it: they should get no gradient.",
    reread: "−max(0, m − d) u where y_n = 1",
    contrastiveBackward: (first, second, labels, gradOutput, { margin = 1, reduction = "mean" } = {}) => {
      const apart = distance(first, second);
      const force = where(labels, apart.sub(margin), apart).div(where(apart.greater(0), apart, 1));
      const weights = force.mul(reduceBackward(gradOutput, reduction, labels.shape)).expandDims(1);
      const gradFirst = first.sub(second).mul(weights);
      return { gradFirst, gradSecond: gradFirst.neg() };
    },
  },
  "gradient of the mean not divided": {
    looksLike: "The gradients of the mean are those of the sum: the division by N is missing.",
    reread: "L = (1/N) Σ_n ℓ_n",
    contrastiveBackward: (first, second, labels, gradOutput, { margin = 1, reduction = "mean" } = {}) =>
      contrastiveBackward(first, second, labels, gradOutput, {
        margin,
        reduction: reduction === "none" ? "none" : "sum",
      }),
  },
});
