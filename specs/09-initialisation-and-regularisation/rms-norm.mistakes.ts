import { mistakes } from "#graders/spec/authoring.ts";
import { rmsNorm, rmsNormBackward } from "#reference/09-initialisation-and-regularisation/rms-norm.ts";
import { ones, type Tensor } from "#tensor";

type Module = typeof import("#reference/09-initialisation-and-regularisation/rms-norm.ts");

const keepDims = { keepDims: true } as const;
const allAxes = ({ shape }: Tensor): number[] => shape.map((_, axis) => axis);

/** An rmsNorm with another x̂. What the right one refuses, it refuses. */
const normalisedBy =
  (normalise: (input: Tensor, epsilon: number) => Tensor): Module["rmsNorm"] =>
  (input, gamma, { epsilon = 1e-5 } = {}) => {
    rmsNorm(input, gamma, { epsilon });
    return normalise(input, epsilon).mul(gamma);
  };

/** An rmsNorm with the mean square over other axes. */
const meanSquareOver = (axes: (input: Tensor) => number[]): Module["rmsNorm"] =>
  normalisedBy((input, epsilon) => input.div(input.square().mean(axes(input), keepDims).add(epsilon).sqrt()));

/** The right gradients, with another dL/dx. */
const withGradInput =
  (gradInput: (...args: Parameters<Module["rmsNormBackward"]>) => Tensor): Module["rmsNormBackward"] =>
  (...args) => ({ ...rmsNormBackward(...args), gradInput: gradInput(...args) });

export default mistakes<Module>({
  "sum for the mean": {
    looksLike:
      "The features are divided by the root of the sum of their squares: by their length, not their root mean square.",
    reread: "r = √( (1/D) Σ_d x_d² + ε ): 1/D",
    rmsNorm: normalisedBy((input, epsilon) => input.div(input.square().sum(-1, keepDims).add(epsilon).sqrt())),
  },
  "epsilon outside the root": {
    looksLike: "Epsilon is added after the root.",
    reread: "r = √( (1/D) Σ_d x_d² + ε ): epsilon inside the root",
    rmsNorm: normalisedBy((input, epsilon) => input.div(input.square().mean(-1, keepDims).sqrt().add(epsilon))),
  },
  "no epsilon": {
    looksLike: "Epsilon is not added, and an example of zeros becomes NaN.",
    reread: "r = √( (1/D) Σ_d x_d² + ε )",
    rmsNorm: normalisedBy((input) => input.div(input.square().mean(-1, keepDims).sqrt())),
  },
  "no root": {
    looksLike: "The features are divided by the mean square itself; the root is missing.",
    reread: "r = √( (1/D) Σ_d x_d² + ε )",
    rmsNorm: normalisedBy((input, epsilon) => input.div(input.square().mean(-1, keepDims).add(epsilon))),
  },
  "mean of the sizes": {
    looksLike: "The features are divided by the mean of their absolute values.",
    reread: "r = √( (1/D) Σ_d x_d² + ε ): squares, and the root at the end",
    rmsNorm: normalisedBy((input, epsilon) => input.div(input.abs().mean(-1, keepDims).add(epsilon))),
  },
  "mean subtracted": {
    looksLike: "The mean is subtracted first: that is layer normalisation.",
    reread: "x̂ = x / r: nothing is subtracted",
    rmsNorm: normalisedBy((input, epsilon) => {
      const centred = input.sub(input.mean(-1, keepDims));
      return centred.div(centred.square().mean(-1, keepDims).add(epsilon).sqrt());
    }),
  },
  "divided by the standard deviation": {
    looksLike: "The features are divided by their standard deviation: the mean plays a part in the divisor.",
    reread: "r = √( (1/D) Σ_d x_d² + ε ): nothing is subtracted from x",
    rmsNorm: normalisedBy((input, epsilon) => input.div(input.variance(-1, keepDims).add(epsilon).sqrt())),
  },
  "over everything": {
    looksLike: "One root mean square is taken over all axes, the batch included.",
    reread: "r = √( (1/D) Σ_d x_d² + ε ), over the D features of one position",
    rmsNorm: meanSquareOver(allAxes),
  },
  "over the batch": {
    looksLike: "Each feature is divided by its root mean square over all positions.",
    reread: "r = √( (1/D) Σ_d x_d² + ε ), over the D features of one position",
    rmsNorm: meanSquareOver((input) => (input.rank === 1 ? [0] : allAxes(input).slice(0, -1))),
  },
  "one plus gamma": {
    looksLike: "The scale is 1 + γ, as in some published models whose γ starts at 0.",
    reread: "y = γ x̂",
    rmsNorm: (input, gamma, options) => {
      rmsNorm(input, gamma, options);
      return rmsNorm(input, gamma.add(1), options);
    },
  },
  "any shape of scale": {
    looksLike: "A scale of a wrong shape is broadcast without a word.",
    reread: "gamma: [D] scale γ",
    rmsNorm: (input, gamma, options) => rmsNorm(input, ones([input.shape.at(-1)!]), options).mul(gamma),
  },
  "fixed root": {
    looksLike: "The root is treated as a constant: the way through it is missing.",
    reread: "dL/dx = (ĝ − x̂ mean(ĝ x̂)) / r",
    rmsNormBackward: withGradInput((input, gamma, gradOutput, options) =>
      rmsNorm(input, ones(gamma.shape), options).div(input).mul(gamma).mul(gradOutput),
    ),
  },
  "sum in the gradient": {
    looksLike: "The sum of ĝ x̂ over the features is subtracted; it is not divided by D.",
    reread: "dL/dx = (ĝ − x̂ mean(ĝ x̂)) / r",
    rmsNormBackward: withGradInput((input, gamma, gradOutput, { epsilon = 1e-5 } = {}) => {
      const root = input.square().mean(-1, keepDims).add(epsilon).sqrt();
      const [normalised, gradNormalised] = [input.div(root), gradOutput.mul(gamma)];
      return gradNormalised.sub(normalised.mul(gradNormalised.mul(normalised).sum(-1, keepDims))).div(root);
    }),
  },
  "x for its normalised value": {
    looksLike: "x stands where x̂ belongs in the second term.",
    reread: "dL/dx = (ĝ − x̂ mean(ĝ x̂)) / r with x̂ = x / r",
    rmsNormBackward: withGradInput((input, gamma, gradOutput, { epsilon = 1e-5 } = {}) => {
      const root = input.square().mean(-1, keepDims).add(epsilon).sqrt();
      const gradNormalised = gradOutput.mul(gamma);
      return gradNormalised.sub(input.mul(gradNormalised.mul(input).mean(-1, keepDims))).div(root);
    }),
  },
  "mean path of layer normalisation": {
    looksLike: "The mean of ĝ is subtracted too, as in layer normalisation; here nothing goes through a mean of x.",
    reread: "dL/dx = (ĝ − x̂ mean(ĝ x̂)) / r",
    rmsNormBackward: withGradInput((input, gamma, gradOutput, { epsilon = 1e-5 } = {}) => {
      const root = input.square().mean(-1, keepDims).add(epsilon).sqrt();
      const byMean = gradOutput.mul(gamma).mean(-1, keepDims).div(root);
      return rmsNormBackward(input, gamma, gradOutput, { epsilon }).gradInput.sub(byMean);
    }),
  },
  "gamma outside the mean": {
    looksLike: "γ is multiplied in at the end; it differs from feature to feature and belongs inside the mean.",
    reread: "ĝ = γ dL/dy, and mean(ĝ x̂): γ is inside",
    rmsNormBackward: withGradInput((input, gamma, gradOutput, options) =>
      rmsNormBackward(input, ones(gamma.shape), gradOutput, options).gradInput.mul(gamma),
    ),
  },
  "gamma forgotten": {
    looksLike: "The gradient of the input is computed as if γ were 1.",
    reread: "ĝ = γ dL/dy",
    rmsNormBackward: withGradInput(
      (input, gamma, gradOutput, options) => rmsNormBackward(input, ones(gamma.shape), gradOutput, options).gradInput,
    ),
  },
  "scale's gradient from x": {
    looksLike: "The gradient of γ is taken with x, where the forward pass multiplied γ by x̂.",
    reread: "dL/dγ = Σ dL/dy · x̂",
    rmsNormBackward: (input, gamma, gradOutput, options) => ({
      ...rmsNormBackward(input, gamma, gradOutput, options),
      gradGamma: gradOutput.mul(input).sumTo(gamma.shape),
    }),
  },
  "average over the positions": {
    looksLike: "The gradient of γ is averaged over the positions instead of summed.",
    reread: "dL/dγ = Σ dL/dy · x̂, the sum over all positions",
    rmsNormBackward(...args) {
      const { gradInput, gradGamma } = rmsNormBackward(...args);
      return { gradInput, gradGamma: gradGamma.mul(gradGamma.size / gradInput.size) };
    },
  },
  "summed over the batch alone": {
    looksLike: "The gradient of γ is summed over the batch, but not over time.",
    reread: "dL/dγ = Σ dL/dy · x̂, the sum over all positions",
    rmsNormBackward(input, gamma, gradOutput, options) {
      const gradients = rmsNormBackward(input, gamma, gradOutput, options);
      if (input.rank < 3) return gradients;
      return { ...gradients, gradGamma: gradOutput.mul(rmsNorm(input, ones(gamma.shape), options)).sum(0) };
    },
  },
});
