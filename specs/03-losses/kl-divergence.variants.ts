import { where, type Tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { gaussianKlDivergence, klDivergence } from "#reference/03-losses/kl-divergence.ts";
import { reduce } from "#reference/03-losses/reduction.ts";

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
});
