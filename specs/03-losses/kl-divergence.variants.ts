import { where, type Tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { gaussianKlDivergence, klDivergence } from "#reference/03-losses/kl-divergence.ts";
import { reduce, reduceBackward } from "#reference/03-losses/reduction.ts";

export default variants<typeof import("#reference/03-losses/kl-divergence.ts")>({
  "cross-entropy less entropy": {
    klDivergence: (p, q, { reduction = "mean" } = {}) => {
      klDivergence(p, q);
      const weighed = (x: Tensor): Tensor => where(p.greater(0), p.mul(x.log()), 0).sum(-1);
      return reduce(weighed(p).sub(weighed(q)), reduction);
    },
  },
  "logarithm of the ratio": {
    klDivergence: (p, q, { reduction = "mean" } = {}) => {
      klDivergence(p, q);
      return reduce(p.map((value, i) => (value === 0 ? 0 : value * Math.log(value / q.data[i]!))).sum(-1), reduction);
    },
  },
  "from standard deviations": {
    gaussianKlDivergence: (p, q, { reduction = "mean" } = {}) => {
      gaussianKlDivergence(p, q);
      const deviation = p.logVariance.div(2).exp();
      const other = q.logVariance.div(2).exp();
      const quadratic = deviation.square().add(p.mean.sub(q.mean).square()).div(other.square()).div(2);
      return reduce(other.div(deviation).log().add(quadratic).sub(0.5).sum(-1), reduction);
    },
  },
  "gradients entry by entry, those of the variances by their logarithms": {
    klDivergenceBackward: (p, q, gradOutput, { reduction = "mean" } = {}) => {
      const classes = p.shape[1]!;
      const gradRows = reduceBackward(gradOutput, reduction, [p.shape[0]!]).data;
      const of = (entry: number): number => gradRows[Math.floor(entry / classes)]!;
      return {
        gradP: p.map((value, entry) => of(entry) * (Math.log(value) - Math.log(q.data[entry]!) + 1)),
        gradQ: q.map((value, entry) => (p.data[entry] === 0 ? 0 : -of(entry) * (p.data[entry]! / value))),
      };
    },
    gaussianKlDivergenceBackward: (p, q, gradOutput, { reduction = "mean" } = {}) => {
      const gradRows = reduceBackward(gradOutput, reduction, [p.mean.shape[0]!]).expandDims(1);
      const [variance, other] = [p.logVariance.exp(), q.logVariance.exp()];
      const error = p.mean.sub(q.mean);
      // dKL/dσ², times dσ²/d log σ² = σ²
      const inP = other.pow(-1).sub(variance.pow(-1)).div(2).mul(variance);
      const inQ = other.pow(-1).sub(variance.add(error.square()).div(other.square())).div(2).mul(other);
      return {
        gradP: { mean: error.div(other).mul(gradRows), logVariance: inP.mul(gradRows) },
        gradQ: { mean: error.div(other).neg().mul(gradRows), logVariance: inQ.mul(gradRows) },
      };
    },
  },
});
