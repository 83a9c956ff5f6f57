import { arange, where, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { hinge, hingeBackward, multiClassHinge, multiClassHingeBackward } from "#reference/03-losses/hinge.ts";
import { reduce, reduceBackward } from "#reference/03-losses/reduction.ts";

const isRight = (scores: Tensor, labels: Tensor): Tensor => labels.expandDims(1).equal(arange(scores.shape[1]!));

/** `1 + s_nc − s_n[y_n]`, which is 1 for the right class. */
function shortfalls(scores: Tensor, labels: Tensor): Tensor {
  const rightScores = where(isRight(scores, labels), scores, 0).sum(-1, { keepDims: true });
  return scores.sub(rightScores).add(1);
}

export default mistakes<typeof import("#reference/03-losses/hinge.ts")>({
  "labels not looked at": {
    looksLike: "Labels other than -1 and 1 are taken: with a label of 0 every score costs 1 and gets no gradient.",
    reread: "labels: y, -1 or 1",
    hinge: (scores, labels, { reduction = "mean" } = {}) =>
      reduce(labels.mul(scores).neg().add(1).maximum(0), reduction),
  },
  "no margin": {
    looksLike: "A score pays only while its sign is wrong: the margin of 1 is missing.",
    reread: "max(0, 1 − y_i s_i)",
    hinge: (scores, labels, { reduction = "mean" } = {}) => {
      hinge(scores, labels);
      return reduce(labels.mul(scores).neg().maximum(0), reduction);
    },
  },
  "safe scores rewarded": {
    looksLike: "Scores beyond the margin have a negative loss: the maximum with 0 is missing.",
    reread: "max(0, 1 − y_i s_i)",
    hinge: (scores, labels, { reduction = "mean" } = {}) => {
      hinge(scores, labels);
      return reduce(labels.mul(scores).neg().add(1), reduction);
    },
  },
  "squared hinge": {
    looksLike: "What is missing to the margin is squared, as in the L2 form of support vector machines.",
    reread: "max(0, 1 − y_i s_i): to the first power",
    hinge: (scores, labels, { reduction = "mean" } = {}) =>
      reduce(hinge(scores, labels, { reduction: "none" }).square(), reduction),
  },
  "always the mean": {
    looksLike: "The mean is returned whatever reduction is asked for.",
    reread: 'options.reduction: "mean", "sum" or "none"',
    hinge: (scores, labels) => hinge(scores, labels),
    multiClassHinge: (scores, labels) => multiClassHinge(scores, labels),
  },
  "gradient without the label": {
    looksLike: "Every score that pays is pushed up, whatever its label: the factor y is missing.",
    reread: "∂L/∂s_i = −y_i 1[1 − y_i s_i > 0] / n",
    hingeBackward: (scores, labels, ...rest) => hingeBackward(scores, labels, ...rest).mul(labels),
  },
  "gradient of safe scores": {
    looksLike: "Scores beyond the margin get a gradient too: the condition 1 − y s > 0 is missing.",
    reread: "∂L/∂s_i = −y_i 1[1 − y_i s_i > 0] / n",
    hingeBackward: (scores, labels, gradOutput, { reduction = "mean" } = {}) =>
      labels.neg().mul(reduceBackward(gradOutput, reduction, scores.shape)),
  },
  "gradient at the margin": {
    looksLike: "A score exactly at the margin gets a gradient, though it pays nothing.",
    reread: "1[1 − y_i s_i > 0]: strictly greater",
    hingeBackward: (scores, labels, gradOutput, { reduction = "mean" } = {}) => {
      const paying = labels.mul(scores).lessEqual(1);
      return paying
        .mul(labels)
        .neg()
        .mul(reduceBackward(gradOutput, reduction, scores.shape));
    },
  },
  "gradient while the sign is wrong alone": {
    looksLike: "Scores get a gradient only while their sign is wrong, not up to the margin of 1.",
    reread: "1[1 − y_i s_i > 0]",
    hingeBackward: (scores, labels, gradOutput, { reduction = "mean" } = {}) => {
      const wrong = labels.mul(scores).less(0);
      return wrong
        .mul(labels)
        .neg()
        .mul(reduceBackward(gradOutput, reduction, scores.shape));
    },
  },
  "rivals not averaged": {
    looksLike: "The sum over rivals is not divided by C, as Weston & Watkins have it; PyTorch divides.",
    reread: "ℓ_n = (1/C) Σ_{c ≠ y_n} …",
    multiClassHinge: (scores, ...rest) => multiClassHinge(scores, ...rest).mul(scores.shape[1]!),
    multiClassHingeBackward: (scores, ...rest) => multiClassHingeBackward(scores, ...rest).mul(scores.shape[1]!),
  },
  "right class in the sum": {
    looksLike: "The right class stands among its rivals and adds its own margin of 1 to the sum.",
    reread: "Σ_{c ≠ y_n}: without the right class",
    multiClassHinge: (scores, labels, { reduction = "mean" } = {}) => {
      multiClassHinge(scores, labels);
      return reduce(shortfalls(scores, labels).maximum(0).mean(-1), reduction);
    },
  },
  "worst rival alone": {
    looksLike: "Only the worst rival pays, as in Crammer & Singer's form, not every rival within the margin.",
    reread: "(1/C) Σ_{c ≠ y_n}: a sum over rivals",
    multiClassHinge: (scores, labels, { reduction = "mean" } = {}) => {
      multiClassHinge(scores, labels);
      const rivals = where(isRight(scores, labels), 0, shortfalls(scores, labels));
      return reduce(rivals.max(-1).maximum(0), reduction);
    },
  },
  "right class pushed up once": {
    looksLike: "The right class gets the gradient of one rival, however many pay.",
    reread: "∂ℓ_n/∂s_n[y_n] = −(1/C) · number of rivals that pay",
    multiClassHingeBackward: (scores, labels, ...rest) => {
      const gradient = multiClassHingeBackward(scores, labels, ...rest);
      const right = isRight(scores, labels);
      const count = where(right, 0, shortfalls(scores, labels)).greater(0).sum(-1, { keepDims: true });
      return where(right, gradient.div(count.maximum(1)), gradient);
    },
  },
  "right class left out of the gradient": {
    looksLike: "The rivals are pushed down, but the right class gets no gradient.",
    reread: "∂ℓ_n/∂s_n[y_n] = −(1/C) · number of rivals that pay",
    multiClassHingeBackward: (scores, labels, ...rest) =>
      where(isRight(scores, labels), 0, multiClassHingeBackward(scores, labels, ...rest)),
  },
  "gradient of safe rivals": {
    looksLike: "Every rival is pushed down, also one that is beyond the margin.",
    reread: "1[1 + s_nc − s_n[y_n] > 0]",
    multiClassHingeBackward: (scores, labels, gradOutput, { reduction = "mean" } = {}) => {
      const classes = scores.shape[1]!;
      const slopes = where(isRight(scores, labels), 1 - classes, 1).div(classes);
      return slopes.mul(reduceBackward(gradOutput, reduction, labels.shape).expandDims(1));
    },
  },
});
