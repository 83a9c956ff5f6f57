import { mistakes } from "#graders/spec/authoring.ts";
import { groupNorm, groupNormBackward } from "#reference/09-initialisation-and-regularisation/group-norm.ts";
import { ones, type Tensor, zeros } from "#tensor";

type Module = typeof import("#reference/09-initialisation-and-regularisation/group-norm.ts");

const keepDims = { keepDims: true } as const;

/** `[C]` beside images. */
const lift = (perChannel: Tensor, input: Tensor): Tensor =>
  perChannel.reshape([perChannel.size, ...input.shape.slice(2).map(() => 1)]);

/** The values of a group along the last axis, or as another mistake would have it. */
const inGroups = (input: Tensor, groups: number): Tensor => input.reshape([input.shape[0]!, groups, -1]);

/** Rows of mean 0 and variance 1. */
const standardise = (rows: Tensor, epsilon: number): Tensor =>
  rows.sub(rows.mean(-1, keepDims)).div(rows.variance(-1, keepDims).add(epsilon).sqrt());

/** A groupNorm with another x̂. What the right one refuses, it refuses. */
const normalisedBy =
  (normalise: (input: Tensor, groups: number, epsilon: number) => Tensor): Module["groupNorm"] =>
  (input, gamma, beta, { groups = 1, epsilon = 1e-5 } = {}) => {
    groupNorm(input, gamma, beta, { groups, epsilon });
    return normalise(input, groups, epsilon).reshape(input.shape).mul(lift(gamma, input)).add(lift(beta, input));
  };

/** dL/dx from the gradient that reaches x̂ and from x̂, both `[N, G, m]`, divided by the root at the end. */
const gradInputBy =
  (combine: (gradNormalised: Tensor, normalised: Tensor, mean: (values: Tensor) => Tensor) => Tensor) =>
  (...[input, gamma, beta, gradOutput, options]: Parameters<Module["groupNormBackward"]>) => {
    const { groups = 1, epsilon = 1e-5 } = options ?? {};
    const mean = (values: Tensor): Tensor => values.mean(-1, keepDims);
    const grouped = inGroups(input, groups);
    const root = grouped.variance(-1, keepDims).add(epsilon).sqrt();
    const gradNormalised = inGroups(gradOutput.mul(lift(gamma, input)), groups);
    const gradInput = combine(gradNormalised, standardise(grouped, epsilon), mean).div(root).reshape(input.shape);
    return { ...groupNormBackward(input, gamma, beta, gradOutput, options), gradInput };
  };

/** The gradients of scale and shift, changed. */
const withParameters =
  (
    change: (gradGamma: Tensor, gradBeta: Tensor, perChannel: number) => [Tensor, Tensor],
  ): Module["groupNormBackward"] =>
  (input, gamma, ...rest) => {
    const { gradInput, gradGamma, gradBeta } = groupNormBackward(input, gamma, ...rest);
    const [otherGamma, otherBeta] = change(gradGamma, gradBeta, input.size / gamma.size);
    return { gradInput, gradGamma: otherGamma, gradBeta: otherBeta };
  };

export default mistakes<Module>({
  "channels interleaved": {
    looksLike: "A group holds every G-th channel, not neighbouring ones.",
    reread: "Group g holds the neighbouring channels g·C/G to (g + 1)·C/G − 1",
    groupNorm: normalisedBy((input, groups, epsilon) => {
      const [batch, channels] = input.shape as [number, number];
      const apart = input.reshape([batch, channels / groups, groups, -1]).transpose([0, 2, 1, 3]);
      return standardise(apart.reshape([batch, groups, -1]), epsilon)
        .reshape(apart.shape)
        .transpose([0, 2, 1, 3]);
    }),
  },
  "groups for their size": {
    looksLike: "The number of groups is taken for the number of channels in each.",
    reread: "m = C/G · H·W values of one group",
    groupNorm: normalisedBy((input, groups, epsilon) =>
      standardise(inGroups(input, input.shape[1]! / groups), epsilon),
    ),
  },
  "groups ignored": {
    looksLike: "All channels share one mean and one variance, however many groups were asked for.",
    reread: "over the m = C/G · H·W values of one group in one example",
    groupNorm: normalisedBy((input, _, epsilon) => standardise(inGroups(input, 1), epsilon)),
  },
  "each channel by itself": {
    looksLike: "Each channel is normalised by itself, as in instance normalisation.",
    reread: "over the m = C/G · H·W values of one group in one example",
    groupNorm: normalisedBy((input, _, epsilon) => standardise(inGroups(input, input.shape[1]!), epsilon)),
  },
  "over the batch too": {
    looksLike: "Mean and variance of a group are taken over the whole batch.",
    reread: "over the m = C/G · H·W values of one group in one example",
    groupNorm: normalisedBy((input, groups, epsilon) => {
      const apart = inGroups(input, groups).transpose([1, 0, 2]); // [G, N, m]
      const rows = apart.reshape([groups, -1]);
      return standardise(rows, epsilon).reshape(apart.shape).transpose([1, 0, 2]);
    }),
  },
  "each pixel by itself": {
    looksLike: "In images, the channels of a group are normalised at each pixel by itself.",
    reread: "over the m = C/G · H·W values of one group: all its pixels",
    groupNorm: normalisedBy((input, groups, epsilon) => {
      const [batch, channels] = input.shape as [number, number];
      const apart = input.reshape([batch, groups, channels / groups, -1]).transpose([0, 1, 3, 2]);
      return standardise(apart, epsilon).transpose([0, 1, 3, 2]);
    }),
  },
  "unbiased variance": {
    looksLike: "The variance is the unbiased one, divided by m − 1.",
    reread: "σ² = (1/m) Σ (x − μ)²",
    groupNorm: normalisedBy((input, groups, epsilon) => {
      const rows = inGroups(input, groups);
      const variance = rows.variance(-1, { keepDims: true, correction: 1 });
      return rows.sub(rows.mean(-1, keepDims)).div(variance.add(epsilon).sqrt());
    }),
  },
  "epsilon outside the root": {
    looksLike: "Epsilon is added to the standard deviation, after the root.",
    reread: "x̂ = (x − μ) / √(σ² + ε): epsilon inside the root",
    groupNorm: normalisedBy((input, groups, epsilon) => {
      const rows = inGroups(input, groups);
      return rows.sub(rows.mean(-1, keepDims)).div(rows.variance(-1, keepDims).sqrt().add(epsilon));
    }),
  },
  "scale after shift": {
    looksLike: "The shift is added before the scale, so that β is scaled too.",
    reread: "y = γ_c x̂ + β_c",
    groupNorm: (input, gamma, beta, options) => {
      groupNorm(input, gamma, beta, options);
      return groupNorm(input, gamma, beta.mul(gamma), options);
    },
  },
  "any number of groups": {
    looksLike: "Any number of groups is taken that divides the values of an example, though a channel is torn apart.",
    reread: "options.groups: G, a divisor of C",
    groupNorm: (input, gamma, beta, { groups = 1, epsilon = 1e-5 } = {}) => {
      groupNorm(input, gamma, beta, { epsilon });
      return standardise(inGroups(input, groups), epsilon)
        .reshape(input.shape)
        .mul(lift(gamma, input))
        .add(lift(beta, input));
    },
  },
  "any shape of scale and shift": {
    looksLike: "Scale and shift of a wrong shape are broadcast without a word.",
    reread: "gamma: [C] scale γ, beta: [C] shift β",
    groupNorm: (input, gamma, beta, options) => {
      const plain = [ones([input.shape[1]!]), zeros([input.shape[1]!])] as const;
      const normalised = groupNorm(input, ...plain, options);
      const [scale, shift] = [gamma, beta].map((one) => (one.rank === 1 ? lift(one, input) : one));
      return normalised.mul(scale!).add(shift!);
    },
  },
  "gamma outside the means": {
    looksLike: "γ is multiplied in at the end, as in batch normalisation; here it differs within the mean.",
    reread: "ĝ = γ_c dL/dy, and its means over a group: γ is inside",
    groupNormBackward: (input, gamma, beta, gradOutput, options) => {
      const gradients = groupNormBackward(input, gamma, beta, gradOutput, options);
      const { gradInput } = groupNormBackward(input, ones(gamma.shape), beta, gradOutput, options);
      return { ...gradients, gradInput: gradInput.mul(lift(gamma, input)) };
    },
  },
  "gamma forgotten": {
    looksLike: "The gradient of the input is computed as if γ were 1.",
    reread: "ĝ = γ_c dL/dy",
    groupNormBackward: (input, gamma, beta, gradOutput, options) => ({
      ...groupNormBackward(input, gamma, beta, gradOutput, options),
      gradInput: groupNormBackward(input, ones(gamma.shape), beta, gradOutput, options).gradInput,
    }),
  },
  "fixed statistics": {
    looksLike: "Mean and variance are treated as constants: the two ways through them are missing.",
    reread: "dL/dx = (ĝ − mean(ĝ) − x̂ mean(ĝ x̂)) / √(σ² + ε)",
    groupNormBackward: gradInputBy((gradNormalised) => gradNormalised),
  },
  "no way through the variance": {
    looksLike: "The way through the mean is there, the way through the variance is missing.",
    reread: "dL/dx = (ĝ − mean(ĝ) − x̂ mean(ĝ x̂)) / √(σ² + ε): the third term",
    groupNormBackward: gradInputBy((gradNormalised, _, mean) => gradNormalised.sub(mean(gradNormalised))),
  },
  "no way through the mean": {
    looksLike: "The way through the variance is there, the way through the mean is missing: the sum is not 0.",
    reread: "dL/dx = (ĝ − mean(ĝ) − x̂ mean(ĝ x̂)) / √(σ² + ε): the second term",
    groupNormBackward: gradInputBy((gradNormalised, normalised, mean) =>
      gradNormalised.sub(normalised.mul(mean(gradNormalised.mul(normalised)))),
    ),
  },
  "groups ignored in the gradient": {
    looksLike: "The gradient of the input is that of a single group.",
    reread: "means over the values of a group",
    groupNormBackward: (input, gamma, beta, gradOutput, options) => ({
      ...groupNormBackward(input, gamma, beta, gradOutput, options),
      gradInput: groupNormBackward(input, gamma, beta, gradOutput, { ...options, groups: 1 }).gradInput,
    }),
  },
  "scale's gradient from x": {
    looksLike: "The gradient of γ is taken with x, where the forward pass multiplied γ by x̂.",
    reread: "dL/dγ_c = Σ dL/dy · x̂",
    groupNormBackward: (input, gamma, beta, gradOutput, options) => ({
      ...groupNormBackward(input, gamma, beta, gradOutput, options),
      gradGamma: gradOutput.mul(input).sum(input.rank === 2 ? 0 : [0, 2, 3]),
    }),
  },
  "gradients of scale and shift exchanged": {
    looksLike: "The gradients of γ and β have changed places.",
    reread: "dL/dβ_c = Σ dL/dy, dL/dγ_c = Σ dL/dy · x̂",
    groupNormBackward: withParameters((gradGamma, gradBeta) => [gradBeta, gradGamma]),
  },
  "average over examples and pixels": {
    looksLike: "The gradients of γ and β are averaged over examples and pixels instead of summed.",
    reread: "dL/dβ_c = Σ dL/dy, dL/dγ_c = Σ dL/dy · x̂",
    groupNormBackward: withParameters((gradGamma, gradBeta, count) => [gradGamma.div(count), gradBeta.div(count)]),
  },
});
