import type { Tensor } from "#tensor";
import { BatchNorm, batchNorm, batchNormBackward } from "#reference/09-initialisation-and-regularisation/batch-norm.ts";
import { mistakes } from "#graders/spec/authoring.ts";
import type { BatchNormModule } from "./batch-norm.programs.ts";

type Forward = BatchNormModule["batchNorm"];

/** The axes that the mean of a channel is taken over, and the count of values in it. */
const batchAxes = (input: Tensor): number[] => (input.rank === 2 ? [0] : [0, 2, 3]);
const count = (input: Tensor): number => input.size / input.shape[1]!;

/** `[C]` beside images. */
const lift = (perChannel: Tensor, input: Tensor): Tensor =>
  perChannel.reshape([perChannel.size, ...input.shape.slice(2).map(() => 1)]);

/** A batchNorm with another x̂. */
const normalisedBy =
  (normalise: (input: Tensor, epsilon: number) => Tensor): Forward =>
  (input, gamma, beta, { epsilon = 1e-5 } = {}) =>
    normalise(input, epsilon).mul(lift(gamma, input)).add(lift(beta, input));

/** A batchNorm with mean and variance over other axes. */
const statisticsOver = (axes: (input: Tensor) => number[]): Forward =>
  normalisedBy((input, epsilon) => {
    const centred = input.sub(input.mean(axes(input), { keepDims: true }));
    return centred.div(input.variance(axes(input), { keepDims: true }).add(epsilon).sqrt());
  });

/** dL/dx from x̂ and dL/dy alone, times the slope γ / √(σ² + ε) at the end. */
const gradInputBy =
  (combine: (gradOutput: Tensor, normalised: Tensor, mean: (values: Tensor) => Tensor) => Tensor) =>
  (...[input, gamma, beta, gradOutput, options]: Parameters<BatchNormModule["batchNormBackward"]>) => {
    const { epsilon = 1e-5 } = options ?? {};
    const mean = (values: Tensor): Tensor => values.mean(batchAxes(input), { keepDims: true });
    const root = input.variance(batchAxes(input), { keepDims: true }).add(epsilon).sqrt();
    const normalised = input.sub(mean(input)).div(root);
    const gradInput = combine(gradOutput, normalised, mean).mul(lift(gamma, input)).div(root);
    return { ...batchNormBackward(input, gamma, beta, gradOutput, { epsilon }), gradInput };
  };

/** The rule for running statistics as it should be. */
function follow(old: Tensor, newest: Tensor, momentum: number): Tensor {
  return old.mul(1 - momentum).add(newest.mul(momentum));
}

/** A layer whose running statistics follow another rule. */
function layerThatFollows(rule: typeof follow, correction: 0 | 1 = 1) {
  return class extends BatchNorm {
    override forward(input: Tensor): Tensor {
      const [mean, variance] = [this.runningMean, this.runningVariance];
      const output = super.forward(input);
      if (!this.training) return output;
      this.runningMean = rule(mean, input.mean(batchAxes(input)), this.momentum);
      this.runningVariance = rule(variance, input.variance(batchAxes(input), { correction }), this.momentum);
      return output;
    }
  };
}

export default mistakes<BatchNormModule>({
  "unbiased variance in the batch": {
    looksLike: "The batch is normalised by the unbiased variance, divided by m − 1.",
    reread: "σ² = (1/m) Σ (x − μ)²",
    batchNorm: normalisedBy((input, epsilon) => {
      const axes = batchAxes(input);
      const variance = input.variance(axes, { keepDims: true, correction: 1 });
      return input.sub(input.mean(axes, { keepDims: true })).div(variance.add(epsilon).sqrt());
    }),
  },
  "epsilon outside the root": {
    looksLike: "Epsilon is added to the standard deviation, after the root.",
    reread: "x̂ = (x − μ) / √(σ² + ε): epsilon inside the root",
    batchNorm: normalisedBy((input, epsilon) => {
      const axes = batchAxes(input);
      const deviation = input.variance(axes, { keepDims: true }).sqrt();
      return input.sub(input.mean(axes, { keepDims: true })).div(deviation.add(epsilon));
    }),
  },
  "divided by the variance": {
    looksLike: "The distance from the mean is divided by σ² + ε; the root is missing.",
    reread: "x̂ = (x − μ) / √(σ² + ε)",
    batchNorm: normalisedBy((input, epsilon) => {
      const axes = batchAxes(input);
      const variance = input.variance(axes, { keepDims: true });
      return input.sub(input.mean(axes, { keepDims: true })).div(variance.add(epsilon));
    }),
  },
  "variance as mean of squares less square of mean": {
    looksLike: "The variance is the mean of squares less the square of the mean, which cancels when the mean is large.",
    reread: "σ² = (1/m) Σ (x − μ)²: subtract first, square then",
    batchNorm: normalisedBy((input, epsilon) => {
      const axes = batchAxes(input);
      const mean = input.mean(axes, { keepDims: true });
      const variance = input.square().mean(axes, { keepDims: true }).sub(mean.square());
      return input.sub(mean).div(variance.maximum(0).add(epsilon).sqrt());
    }),
  },
  "scale after shift": {
    looksLike: "The shift is added before the scale, so that β is scaled too.",
    reread: "y = γ x̂ + β",
    batchNorm: (input, gamma, beta, options) => batchNorm(input, gamma, beta.mul(gamma), options),
  },
  "over the channels of each example": {
    looksLike: "Each example is normalised over its own channels, as layer normalisation does.",
    reread: "μ = (1/m) Σ x for each channel, over the batch",
    batchNorm: statisticsOver((input) => input.shape.map((_, axis) => axis).slice(1)),
  },
  "over everything": {
    looksLike: "One mean and one variance are taken over all channels together.",
    reread: "μ = (1/m) Σ x for each channel",
    batchNorm: statisticsOver((input) => input.shape.map((_, axis) => axis)),
  },
  "each pixel by itself": {
    looksLike: "In images, each pixel is normalised over the batch by itself: m is N instead of N·H·W.",
    reread: "for each channel over its m = N values, or N·H·W in images",
    batchNorm: statisticsOver(() => [0]),
  },
  "fixed statistics": {
    looksLike: "Mean and variance are treated as constants: the two ways through them are missing.",
    reread: "dL/dx = γ / √(σ² + ε) · (dL/dy − (1/m) dL/dβ − (1/m) dL/dγ · x̂)",
    batchNormBackward: gradInputBy((gradOutput) => gradOutput),
  },
  "no way through the variance": {
    looksLike: "The way through the mean is there, the way through the variance is missing.",
    reread: "dL/dx = γ / √(σ² + ε) · (dL/dy − (1/m) dL/dβ − (1/m) dL/dγ · x̂): the third term",
    batchNormBackward: gradInputBy((gradOutput, _, mean) => gradOutput.sub(mean(gradOutput))),
  },
  "no way through the mean": {
    looksLike: "The way through the variance is there, the way through the mean is missing: the sum is not 0.",
    reread: "dL/dx = γ / √(σ² + ε) · (dL/dy − (1/m) dL/dβ − (1/m) dL/dγ · x̂): the second term",
    batchNormBackward: gradInputBy((gradOutput, normalised, mean) =>
      gradOutput.sub(normalised.mul(mean(gradOutput.mul(normalised)))),
    ),
  },
  "gamma forgotten": {
    looksLike: "The gradient of the input is not multiplied by γ.",
    reread: "dL/dx = γ / √(σ² + ε) · (…)",
    batchNormBackward: (input, gamma, beta, gradOutput, options) => ({
      ...batchNormBackward(input, gamma, beta, gradOutput, options),
      gradInput: batchNormBackward(input, gamma.mul(0).add(1), beta, gradOutput, options).gradInput,
    }),
  },
  "sums for means": {
    looksLike: "dL/dβ and dL/dγ · x̂ are subtracted whole; they are not divided by m.",
    reread: "dL/dx = γ / √(σ² + ε) · (dL/dy − (1/m) dL/dβ − (1/m) dL/dγ · x̂)",
    batchNormBackward: (...args) => {
      const [input] = args;
      return gradInputBy((gradOutput, normalised, mean) => {
        const way = mean(gradOutput).add(normalised.mul(mean(gradOutput.mul(normalised))));
        return gradOutput.sub(way.mul(count(input)));
      })(...args);
    },
  },
  "gradients of scale and shift exchanged": {
    looksLike: "The gradients of γ and β have changed places.",
    reread: "dL/dβ = Σ dL/dy, dL/dγ = Σ dL/dy · x̂",
    batchNormBackward(...args) {
      const { gradInput, gradGamma, gradBeta } = batchNormBackward(...args);
      return { gradInput, gradGamma: gradBeta, gradBeta: gradGamma };
    },
  },
  "scale's gradient from x": {
    looksLike: "The gradient of γ is taken with x, where the forward pass multiplied γ by x̂.",
    reread: "dL/dγ = Σ dL/dy · x̂",
    batchNormBackward: (input, gamma, beta, gradOutput, options) => ({
      ...batchNormBackward(input, gamma, beta, gradOutput, options),
      gradGamma: gradOutput.mul(input).sum(batchAxes(input)),
    }),
  },
  "average over the batch": {
    looksLike: "The gradients of γ and β are averaged over the batch instead of summed.",
    reread: "dL/dβ = Σ dL/dy, dL/dγ = Σ dL/dy · x̂",
    batchNormBackward(input, gamma, beta, gradOutput, options) {
      const { gradInput, gradGamma, gradBeta } = batchNormBackward(input, gamma, beta, gradOutput, options);
      return { gradInput, gradGamma: gradGamma.div(count(input)), gradBeta: gradBeta.div(count(input)) };
    },
  },
  "momentum exchanged": {
    looksLike: "The newest batch counts 1 − α and the old running value α.",
    reread: "μ_run ← (1 − α) μ_run + α μ",
    BatchNorm: layerThatFollows((old, newest, momentum) => follow(old, newest, 1 - momentum)),
  },
  "biased running variance": {
    looksLike: "The running variance follows the biased variance of the batch.",
    reread: "σ²_run ← (1 − α) σ²_run + α σ² m / (m − 1)",
    BatchNorm: layerThatFollows(follow, 0),
  },
  "only the last batch": {
    looksLike: "The statistics of the last batch are kept, without an average over the ones before.",
    reread: "μ_run ← (1 − α) μ_run + α μ",
    BatchNorm: layerThatFollows((_, newest) => newest),
  },
  "sum without decay": {
    looksLike: "The new share is added while the old running value is kept whole.",
    reread: "μ_run ← (1 − α) μ_run + α μ",
    BatchNorm: layerThatFollows((old, newest, momentum) => old.add(newest.mul(momentum))),
  },
  "batch statistics in evaluation": {
    looksLike: "In evaluation the layer still normalises by the batch.",
    reread: "y = γ (x − μ_run) / √(σ²_run + ε) + β in evaluation",
    BatchNorm: class extends BatchNorm {
      override forward(input: Tensor): Tensor {
        if (this.training) return super.forward(input);
        return statisticsOver(batchAxes)(input, this.gamma, this.beta, { epsilon: this.epsilon });
      }
    },
  },
  "running statistics in training": {
    looksLike: "The layer normalises by the running statistics in training too.",
    reread: "y = γ x̂ + β with the μ and σ² of the batch in training",
    BatchNorm: class extends BatchNorm {
      override forward(input: Tensor): Tensor {
        if (!this.training) return super.forward(input);
        super.forward(input);
        const centred = input.sub(lift(this.runningMean, input));
        const normalised = centred.div(lift(this.runningVariance.add(this.epsilon).sqrt(), input));
        return normalised.mul(lift(this.gamma, input)).add(lift(this.beta, input));
      }
    },
  },
  "evaluation leaves a trace": {
    looksLike: "The running statistics go on following the inputs in evaluation.",
    reread: "σ²_run ← … with every batch in training, and only then",
    BatchNorm: class extends BatchNorm {
      override forward(input: Tensor): Tensor {
        const output = super.forward(input);
        if (!this.training && count(input) > 1) {
          this.runningMean = follow(this.runningMean, input.mean(batchAxes(input)), this.momentum);
          const unbiased = input.variance(batchAxes(input), { correction: 1 });
          this.runningVariance = follow(this.runningVariance, unbiased, this.momentum);
        }
        return output;
      }
    },
  },
  "gradient of the batch in evaluation": {
    looksLike: "In evaluation the gradient still goes through the mean and variance of the batch.",
    reread: "dL/dx = dL/dy · γ / √(σ²_run + ε) in evaluation",
    BatchNorm: class extends BatchNorm {
      override backward(input: Tensor, gradOutput: Tensor) {
        if (count(input) < 2) return super.backward(input, gradOutput);
        return batchNormBackward(input, this.gamma, this.beta, gradOutput, { epsilon: this.epsilon });
      }
    },
  },
});
