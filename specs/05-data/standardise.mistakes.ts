import { concatenate, ones, where, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import {
  fitStatistics,
  standardise,
  standardiseParts,
  unstandardise,
  type DataParts,
  type Statistics,
} from "#reference/05-data/standardise.ts";

/** Parts that are standardised by whatever this makes of them. */
function partsBy(fit: (parts: DataParts, part: Tensor) => Statistics): typeof standardiseParts {
  return (parts) => {
    standardiseParts(parts); // refuses what it must
    const by = (part: Tensor): Tensor => standardise(part, fit(parts, part));
    return { train: by(parts.train), validation: by(parts.validation), test: by(parts.test) };
  };
}

export default mistakes<typeof import("#reference/05-data/standardise.ts")>({
  "statistics of all examples": {
    looksLike: "Mean and deviation are those of all examples, so the test part leaks into training.",
    reread: "μ_d = (1/N) Σ_n x_nd over the training part",
    standardiseParts: partsBy(({ train, validation, test }) => fitStatistics(concatenate([train, validation, test]))),
  },
  "validation part used for fitting": {
    looksLike: "Mean and deviation are those of training and validation part together.",
    reread: "μ_d = (1/N) Σ_n x_nd over the training part",
    standardiseParts: partsBy(({ train, validation }) => fitStatistics(concatenate([train, validation]))),
  },
  "each part by its own statistics": {
    looksLike:
      "Each part is standardised by its own mean and deviation, which hides how it differs from the training part.",
    reread: "z_nd = (x_nd − μ_d) / σ_d with μ and σ of the training part",
    standardiseParts: partsBy((_, part) => fitStatistics(part)),
  },
  "other parts left as they are": {
    looksLike: "Only the training part is standardised; the others stay in their own units.",
    reread: "returns the three parts, standardised",
    standardiseParts: (parts) => ({ ...parts, train: standardiseParts(parts).train }),
  },
  "columns not looked at": {
    looksLike: "A part with other columns than the training part is broadcast against its statistics.",
    reread: "the parts have the same columns",
    standardise: (inputs, { mean, deviation }) => inputs.sub(mean).div(deviation),
    standardiseParts: (parts) => {
      const { mean, deviation } = fitStatistics(parts.train);
      const by = (part: Tensor): Tensor => part.sub(mean).div(deviation);
      return { train: by(parts.train), validation: by(parts.validation), test: by(parts.test) };
    },
    unstandardise: (standardised, { mean, deviation }) => standardised.mul(deviation).add(mean),
  },
  "divided by N − 1": {
    looksLike: "The squares are summed and divided by N − 1.",
    reread: "σ_d = √((1/N) Σ_n (x_nd − μ_d)²)",
    fitStatistics: (train) => {
      const { mean, deviation } = fitStatistics(train);
      const isConstant = train.max(0).equal(train.min(0));
      const correction = Math.sqrt(train.shape[0]! / Math.max(train.shape[0]! - 1, 1));
      return { mean, deviation: where(isConstant, 1, deviation.mul(correction)) };
    },
  },
  "variance for deviation": {
    looksLike: "The variance is returned; the root is missing.",
    reread: "σ_d = √((1/N) Σ_n (x_nd − μ_d)²)",
    fitStatistics: (train) => {
      const { mean, deviation } = fitStatistics(train);
      return { mean, deviation: deviation.square() };
    },
  },
  "constant columns divided by 0": {
    looksLike: "A constant column keeps the deviation 0, and what is divided by it is NaN or infinite.",
    reread: "σ_d = 1 where column d is constant",
    fitStatistics: (train) => {
      const { mean, deviation } = fitStatistics(train);
      const isConstant = train.max(0).equal(train.min(0));
      return { mean, deviation: where(isConstant, 0, deviation) };
    },
  },
  "rounding taken for variation": {
    looksLike:
      "Only a deviation of exactly 0 counts as constant; rounding makes it 1e-17, and dividing by that is no help.",
    reread: "A column is constant when all its entries are equal",
    fitStatistics: (train) => {
      const deviation = train.variance(0).sqrt();
      return { mean: fitStatistics(train).mean, deviation: where(deviation.equal(0), 1, deviation) };
    },
  },
  "one mean for all columns": {
    looksLike: "One mean and one deviation are taken over all entries, whatever column they are in.",
    reread: "μ_d and σ_d: one for each column d",
    fitStatistics: (train) => {
      const width = fitStatistics(train).mean.shape;
      const isConstant = train.max().equal(train.min());
      return {
        mean: ones(width).mul(train.mean()),
        deviation: ones(width).mul(where(isConstant, 1, train.variance().sqrt())),
      };
    },
  },
  "mean of squares minus square of the mean": {
    looksLike:
      "The variance is the mean of squares minus the square of the mean: where the mean is large, all digits cancel.",
    reread: "σ_d = √((1/N) Σ_n (x_nd − μ_d)²): the mean is subtracted first",
    fitStatistics: (train) => {
      const { mean } = fitStatistics(train);
      const isConstant = train.max(0).equal(train.min(0));
      const variance = train.square().mean(0).sub(mean.square()).maximum(0);
      return { mean, deviation: where(isConstant, 1, variance.sqrt()) };
    },
  },
  "range for deviation": {
    looksLike: "Each column is measured by its range, greatest minus least value.",
    reread: "σ_d = √((1/N) Σ_n (x_nd − μ_d)²)",
    fitStatistics: (train) => {
      const { mean } = fitStatistics(train);
      const range = train.max(0).sub(train.min(0));
      return { mean, deviation: where(range.equal(0), 1, range) };
    },
  },
  "only centred": {
    looksLike: "The mean is subtracted, but nothing is divided.",
    reread: "z_nd = (x_nd − μ_d) / σ_d",
    standardise: (inputs, { mean, deviation }) => standardise(inputs, { mean, deviation }).mul(deviation),
  },
  "divided before subtracting": {
    looksLike: "The entry is divided by the deviation first, and the mean subtracted from that.",
    reread: "z_nd = (x_nd − μ_d) / σ_d: the brackets",
    standardise: (inputs, { mean, deviation }) => standardise(inputs, { mean: mean.mul(deviation), deviation }),
  },
  "statistics not used": {
    looksLike: "The inputs are standardised by their own mean and deviation, not by those that were handed over.",
    reread: "μ and σ: statistics of the training part",
    standardise: (inputs, statistics) => {
      standardise(inputs, statistics);
      return standardise(inputs, fitStatistics(inputs));
    },
  },
  "mean added before scaling": {
    looksLike: "The mean is added first and then multiplied by the deviation as well.",
    reread: "x_nd = μ_d + σ_d z_nd",
    unstandardise: (standardised, { mean, deviation }) =>
      unstandardise(standardised, { mean: mean.mul(deviation), deviation }),
  },
  "standardised once more": {
    looksLike: "The way back standardises once more.",
    reread: "Solve z_nd = (x_nd − μ_d) / σ_d for x_nd",
    unstandardise: (standardised, statistics) => standardise(standardised, statistics),
  },
});
