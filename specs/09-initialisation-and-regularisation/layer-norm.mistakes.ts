import { mistakes } from "#graders/spec/authoring.ts";
import { layerNorm, layerNormBackward } from "#reference/09-initialisation-and-regularisation/layer-norm.ts";
import { ones, type Tensor } from "#tensor";

type Module = typeof import("#reference/09-initialisation-and-regularisation/layer-norm.ts");

const keepDims = { keepDims: true } as const;
const allAxes = ({ shape }: Tensor): number[] => shape.map((_, axis) => axis);

/** A layerNorm with another x̂. What the right one refuses, it refuses. */
const normalisedBy =
  (normalise: (input: Tensor, epsilon: number) => Tensor): Module["layerNorm"] =>
  (input, gamma, beta, { epsilon = 1e-5 } = {}) => {
    layerNorm(input, gamma, beta, { epsilon });
    return normalise(input, epsilon).mul(gamma).add(beta);
  };

/** A layerNorm with mean and variance over other axes. */
const statisticsOver = (axes: (input: Tensor) => number[]): Module["layerNorm"] =>
  normalisedBy((input, epsilon) =>
    input.sub(input.mean(axes(input), keepDims)).div(input.variance(axes(input), keepDims).add(epsilon).sqrt()),
  );

/** dL/dx from the gradient that reaches x̂ and from x̂, divided by the root at the end. */
const gradInputBy =
  (combine: (gradNormalised: Tensor, normalised: Tensor, mean: (values: Tensor) => Tensor) => Tensor) =>
  (...[input, gamma, beta, gradOutput, { epsilon = 1e-5 } = {}]: Parameters<Module["layerNormBackward"]>) => {
    const mean = (values: Tensor): Tensor => values.mean(-1, keepDims);
    const root = input.variance(-1, keepDims).add(epsilon).sqrt();
    const normalised = input.sub(mean(input)).div(root);
    const gradInput = combine(gradOutput.mul(gamma), normalised, mean).div(root);
    return { ...layerNormBackward(input, gamma, beta, gradOutput, { epsilon }), gradInput };
  };

export default mistakes<Module>({
  "unbiased variance": {
    looksLike: "The variance is the unbiased one, divided by D − 1.",
    reread: "σ² = (1/D) Σ_d (x_d − μ)²",
    layerNorm: normalisedBy((input, epsilon) =>
      input
        .sub(input.mean(-1, keepDims))
        .div(input.variance(-1, { keepDims: true, correction: 1 }).add(epsilon).sqrt()),
    ),
  },
  "epsilon outside the root": {
    looksLike: "Epsilon is added to the standard deviation, after the root.",
    reread: "x̂ = (x − μ) / √(σ² + ε): epsilon inside the root",
    layerNorm: normalisedBy((input, epsilon) =>
      input.sub(input.mean(-1, keepDims)).div(input.variance(-1, keepDims).sqrt().add(epsilon)),
    ),
  },
  "divided by the variance": {
    looksLike: "The distance from the mean is divided by σ² + ε; the root is missing.",
    reread: "x̂ = (x − μ) / √(σ² + ε)",
    layerNorm: normalisedBy((input, epsilon) =>
      input.sub(input.mean(-1, keepDims)).div(input.variance(-1, keepDims).add(epsilon)),
    ),
  },
  "mean not subtracted": {
    looksLike: "The mean is not subtracted; the features are only divided by √(σ² + ε).",
    reread: "x̂ = (x − μ) / √(σ² + ε)",
    layerNorm: normalisedBy((input, epsilon) => input.div(input.variance(-1, keepDims).add(epsilon).sqrt())),
  },
  "divided by the root mean square": {
    looksLike: "The mean is not subtracted, and the divisor is the root of the mean square: that is RMS normalisation.",
    reread: "x̂ = (x − μ) / √(σ² + ε) with σ² = (1/D) Σ_d (x_d − μ)²",
    layerNorm: normalisedBy((input, epsilon) => input.div(input.square().mean(-1, keepDims).add(epsilon).sqrt())),
  },
  "variance as mean of squares less square of mean": {
    looksLike: "The variance is the mean of squares less the square of the mean, which cancels when the mean is large.",
    reread: "σ² = (1/D) Σ_d (x_d − μ)²: subtract first, square then",
    layerNorm: normalisedBy((input, epsilon) => {
      const mean = input.mean(-1, keepDims);
      const variance = input.square().mean(-1, keepDims).sub(mean.square());
      return input.sub(mean).div(variance.maximum(0).add(epsilon).sqrt());
    }),
  },
  "over everything": {
    looksLike: "One mean and one variance are taken over all axes, the batch included.",
    reread: "μ = (1/D) Σ_d x_d, over the D features of one position",
    layerNorm: statisticsOver(allAxes),
  },
  "over the batch": {
    looksLike: "Each feature is normalised over all positions, as batch normalisation does.",
    reread: "μ = (1/D) Σ_d x_d, over the D features of one position",
    layerNorm: statisticsOver((input) => (input.rank === 1 ? [0] : allAxes(input).slice(0, -1))),
  },
  "over a whole example": {
    looksLike:
      "One mean and one variance are taken over all time steps of an example, not for each position by itself.",
    reread: "μ = (1/D) Σ_d x_d, over the D features of one position",
    layerNorm: statisticsOver((input) => (input.rank === 1 ? [0] : allAxes(input).slice(1))),
  },
  "scale after shift": {
    looksLike: "The shift is added before the scale, so that β is scaled too.",
    reread: "y = γ x̂ + β",
    layerNorm: (input, gamma, beta, options) => {
      layerNorm(input, gamma, beta, options);
      return layerNorm(input, gamma, beta.mul(gamma), options);
    },
  },
  "any shape of scale and shift": {
    looksLike: "Scale and shift of a wrong shape are broadcast without a word.",
    reread: "gamma: [D] scale γ, beta: [D] shift β",
    layerNorm: (input, gamma, beta, options) => {
      const width = [input.shape.at(-1)!];
      return layerNorm(input, ones(width), ones(width), options).sub(1).mul(gamma).add(beta);
    },
  },
  "gamma outside the means": {
    looksLike: "γ is multiplied in at the end, as in batch normalisation; here it differs within the mean.",
    reread: "ĝ = γ dL/dy, and its means over the features: γ is inside",
    layerNormBackward: (input, gamma, beta, gradOutput, options) => {
      const gradients = layerNormBackward(input, gamma, beta, gradOutput, options);
      const { gradInput } = layerNormBackward(input, ones(gamma.shape), beta, gradOutput, options);
      return { ...gradients, gradInput: gradInput.mul(gamma) };
    },
  },
  "gamma forgotten": {
    looksLike: "The gradient of the input is computed as if γ were 1.",
    reread: "ĝ = γ dL/dy",
    layerNormBackward: (input, gamma, beta, gradOutput, options) => ({
      ...layerNormBackward(input, gamma, beta, gradOutput, options),
      gradInput: layerNormBackward(input, ones(gamma.shape), beta, gradOutput, options).gradInput,
    }),
  },
  "fixed statistics": {
    looksLike: "Mean and variance are treated as constants: the two ways through them are missing.",
    reread: "dL/dx = (ĝ − mean(ĝ) − x̂ mean(ĝ x̂)) / √(σ² + ε)",
    layerNormBackward: gradInputBy((gradNormalised) => gradNormalised),
  },
  "no way through the variance": {
    looksLike: "The way through the mean is there, the way through the variance is missing.",
    reread: "dL/dx = (ĝ − mean(ĝ) − x̂ mean(ĝ x̂)) / √(σ² + ε): the third term",
    layerNormBackward: gradInputBy((gradNormalised, _, mean) => gradNormalised.sub(mean(gradNormalised))),
  },
  "no way through the mean": {
    looksLike: "The way through the variance is there, the way through the mean is missing: the sum is not 0.",
    reread: "dL/dx = (ĝ − mean(ĝ) − x̂ mean(ĝ x̂)) / √(σ² + ε): the second term",
    layerNormBackward: gradInputBy((gradNormalised, normalised, mean) =>
      gradNormalised.sub(normalised.mul(mean(gradNormalised.mul(normalised)))),
    ),
  },
  "sums for means": {
    looksLike: "Sums over the features are subtracted; they are not divided by D.",
    reread: "dL/dx = (ĝ − mean(ĝ) − x̂ mean(ĝ x̂)) / √(σ² + ε)",
    layerNormBackward: (...args) => {
      const features = args[1].size;
      return gradInputBy((gradNormalised, normalised, mean) =>
        gradNormalised.sub(
          mean(gradNormalised)
            .add(normalised.mul(mean(gradNormalised.mul(normalised))))
            .mul(features),
        ),
      )(...args);
    },
  },
  "scale's gradient from x": {
    looksLike: "The gradient of γ is taken with x, where the forward pass multiplied γ by x̂.",
    reread: "dL/dγ = Σ dL/dy · x̂",
    layerNormBackward: (input, gamma, beta, gradOutput, options) => ({
      ...layerNormBackward(input, gamma, beta, gradOutput, options),
      gradGamma: gradOutput.mul(input).sumTo(gamma.shape),
    }),
  },
  "gradients of scale and shift exchanged": {
    looksLike: "The gradients of γ and β have changed places.",
    reread: "dL/dβ = Σ dL/dy, dL/dγ = Σ dL/dy · x̂",
    layerNormBackward(...args) {
      const { gradInput, gradGamma, gradBeta } = layerNormBackward(...args);
      return { gradInput, gradGamma: gradBeta, gradBeta: gradGamma };
    },
  },
  "average over the positions": {
    looksLike: "The gradients of γ and β are averaged over the positions instead of summed.",
    reread: "dL/dβ = Σ dL/dy, dL/dγ = Σ dL/dy · x̂",
    layerNormBackward(...args) {
      const { gradInput, gradGamma, gradBeta } = layerNormBackward(...args);
      const count = args[0].size / args[1].size;
      return { gradInput, gradGamma: gradGamma.div(count), gradBeta: gradBeta.div(count) };
    },
  },
  "summed over the batch alone": {
    looksLike: "The gradients of γ and β are summed over the batch, but not over time.",
    reread: "dL/dβ = Σ dL/dy, dL/dγ = Σ dL/dy · x̂, sums over all positions",
    layerNormBackward(input, gamma, beta, gradOutput, options) {
      const gradients = layerNormBackward(input, gamma, beta, gradOutput, options);
      if (input.rank < 3) return gradients;
      const normalised = layerNorm(input, ones(gamma.shape), ones(gamma.shape), options).sub(1);
      return { ...gradients, gradGamma: gradOutput.mul(normalised).sum(0), gradBeta: gradOutput.sum(0) };
    },
  },
});
