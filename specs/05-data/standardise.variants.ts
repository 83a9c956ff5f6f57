import { tensor, where } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { fitStatistics, standardise, standardiseParts, unstandardise } from "#reference/05-data/standardise.ts";

export default variants<typeof import("#reference/05-data/standardise.ts")>({
  "constant within rounding": {
    fitStatistics: (train) => {
      const { mean } = fitStatistics(train); // refuses what is no training part
      const deviation = train.sub(mean).square().mean(0).sqrt();
      const rounding = mean.abs().mul(16 * Number.EPSILON);
      return { mean, deviation: where(deviation.lessEqual(rounding), 1, deviation) };
    },
  },
  "one example after another, as Welford does": {
    fitStatistics: (train) => {
      fitStatistics(train); // refuses what is no training part
      const [examples, columns] = train.shape as [number, number];
      const mean = Array<number>(columns).fill(0);
      const squares = Array<number>(columns).fill(0);
      for (let n = 0; n < examples; n++) {
        for (let d = 0; d < columns; d++) {
          const before = train.at(n, d) - mean[d]!;
          mean[d]! += before / (n + 1);
          squares[d]! += before * (train.at(n, d) - mean[d]!);
        }
      }
      return {
        mean: tensor(mean),
        deviation: tensor(squares.map((sum) => (sum === 0 ? 1 : Math.sqrt(sum / examples)))),
      };
    },
  },
  "as one product and one sum": {
    standardise: (inputs, { mean, deviation }) => {
      standardise(inputs, { mean, deviation }); // refuses other columns
      const factor = deviation.pow(-1);
      return inputs.mul(factor).sub(mean.mul(factor));
    },
    unstandardise: (standardised, { mean, deviation }) => {
      unstandardise(standardised, { mean, deviation }); // refuses other columns
      return standardised.add(mean.div(deviation)).mul(deviation);
    },
  },
  "example by example": {
    standardiseParts: (parts) => {
      standardiseParts(parts); // refuses what it must
      const { mean, deviation } = fitStatistics(parts.train);
      const by = (part: typeof parts.train) =>
        part.map((entry, index) => {
          const d = index % mean.size;
          return (entry - mean.at(d)) / deviation.at(d);
        });
      return { train: by(parts.train), validation: by(parts.validation), test: by(parts.test) };
    },
  },
});
