import { where, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import {
  gaussianKlDivergence,
  gaussianKlDivergenceBackward,
  klDivergence,
  klDivergenceBackward,
  type Gaussian,
} from "#reference/03-losses/kl-divergence.ts";
import { reduce, reduceBackward } from "#reference/03-losses/reduction.ts";

const gaussianMap = ({ mean, logVariance }: Gaussian, f: (x: Tensor) => Tensor): Gaussian => ({
  mean: f(mean),
  logVariance: f(logVariance),
});

/** The closed form from variances that were read from the arguments in another way. */
function closedForm(p: Gaussian, q: Gaussian, varianceOf: (logVariance: Tensor) => Tensor): Tensor {
  const [variance, other] = [varianceOf(p.logVariance), varianceOf(q.logVariance)];
  const terms = other
    .log()
    .sub(variance.log())
    .add(variance.add(p.mean.sub(q.mean).square()).div(other))
    .sub(1);
  return terms.sum(-1).div(2);
}

export default mistakes<typeof import("#reference/03-losses/kl-divergence.ts")>({
  "shapes broadcast": {
    looksLike: "Rows of different shapes are broadcast: p is compared with rows that aren't its own.",
    reread: "KL_n = Σ_c p_nc (log p_nc − log q_nc): one q_nc for each p_nc",
    klDivergence: (p, q, { reduction = "mean" } = {}) =>
      reduce(where(p.greater(0), p.mul(p.log().sub(q.log())), 0).sum(-1), reduction),
  },
  "arguments exchanged": {
    looksLike: "p and q have changed places: it is KL(q ‖ p) that is returned.",
    reread: "KL(p ‖ q) = Σ_c p_c (log p_c − log q_c): weighed by p",
    klDivergence: (p, q, options) => klDivergence(q, p, options),
    gaussianKlDivergence: (p, q, options) => gaussianKlDivergence(q, p, options),
  },
  "zero times minus infinity": {
    looksLike: "Where p is 0 the result is NaN: 0 · log 0 is computed as it stands.",
    reread: "A term with p = 0 is 0, its limit",
    klDivergence: (p, q, { reduction = "mean" } = {}) => {
      klDivergence(p, q); // refuses what does not fit
      return reduce(p.mul(p.log().sub(q.log())).sum(-1), reduction);
    },
  },
  "a little added to both": {
    looksLike: "A small number is added before the logarithm, so what q excludes costs something finite.",
    reread: "one with q = 0 alone is Infinity",
    klDivergence: (p, q, { reduction = "mean" } = {}) => {
      klDivergence(p, q); // refuses what does not fit
      return reduce(p.mul(p.add(1e-12).log().sub(q.add(1e-12).log())).sum(-1), reduction);
    },
  },
  "cross-entropy": {
    looksLike: "The cross-entropy −Σ p log q is returned: the entropy of p is not taken off.",
    reread: "p_c (log p_c − log q_c)",
    klDivergence: (p, q, { reduction = "mean" } = {}) => {
      klDivergence(p, q); // refuses what does not fit
      return reduce(p.mul(q.log()).sum(-1).neg(), reduction);
    },
  },
  "mean over all entries": {
    looksLike:
      'The mean is taken over all N · C entries, as by PyTorch\'s "mean"; here it is over the rows, its "batchmean".',
    reread: "L = (1/N) Σ_n KL_n",
    klDivergence: (p, q, { reduction = "mean" } = {}) => {
      const loss = klDivergence(p, q, { reduction });
      return reduction === "mean" ? loss.div(p.shape[1]!) : loss;
    },
    gaussianKlDivergence: (p, q, { reduction = "mean" } = {}) => {
      const loss = gaussianKlDivergence(p, q, { reduction });
      return reduction === "mean" ? loss.div(p.mean.shape[1]!) : loss;
    },
  },
  "logarithm of base 2": {
    looksLike: "The logarithm has base 2: the divergence is in bits, 1.44 times what it is in nats.",
    reread: "log: the natural logarithm",
    klDivergence: (...args) => klDivergence(...args).div(Math.LN2),
  },
  "always the mean": {
    looksLike: "The mean is returned whatever reduction is asked for.",
    reread: 'options.reduction: "mean", "sum" or "none"',
    klDivergence: (p, q) => klDivergence(p, q),
    gaussianKlDivergence: (p, q) => gaussianKlDivergence(p, q),
  },
  "gradient in p without the 1": {
    looksLike: "The gradient in p lacks its 1: p stands in front of the logarithm and inside it.",
    reread: "∂KL_n/∂p_nc = log p_nc − log q_nc + 1",
    klDivergenceBackward: (p, q, gradOutput, { reduction = "mean" } = {}) => {
      const { gradP, gradQ } = klDivergenceBackward(p, q, gradOutput, { reduction });
      return { gradP: gradP.sub(reduceBackward(gradOutput, reduction, [p.shape[0]!]).expandDims(1)), gradQ };
    },
  },
  "gradient in q without the minus": {
    looksLike: "The gradient in q lacks its minus.",
    reread: "∂KL_n/∂q_nc = −p_nc / q_nc",
    klDivergenceBackward: (...args) => {
      const { gradP, gradQ } = klDivergenceBackward(...args);
      return { gradP, gradQ: gradQ.neg() };
    },
  },
  "gradients exchanged": {
    looksLike: "The gradients in p and in q have changed places.",
    reread: "∂KL_n/∂p_nc = log p_nc − log q_nc + 1, ∂KL_n/∂q_nc = −p_nc / q_nc",
    klDivergenceBackward: (...args) => {
      const { gradP, gradQ } = klDivergenceBackward(...args);
      return { gradP: gradQ, gradQ: gradP };
    },
  },
  "gradients of the mean not divided": {
    looksLike: "The gradients of the mean are those of the sum: the division by N is missing.",
    reread: "L = (1/N) Σ_n KL_n",
    klDivergenceBackward: (p, q, gradOutput, { reduction = "mean" } = {}) =>
      klDivergenceBackward(p, q, gradOutput, { reduction: reduction === "none" ? "none" : "sum" }),
    gaussianKlDivergenceBackward: (p, q, gradOutput, { reduction = "mean" } = {}) =>
      gaussianKlDivergenceBackward(p, q, gradOutput, { reduction: reduction === "none" ? "none" : "sum" }),
  },
  "logarithm of the variance taken for that of the deviation": {
    looksLike: "exp(logVariance) is taken for σ and squared again: the variance is σ⁴.",
    reread: "logVariance: log σ²",
    gaussianKlDivergence: (p, q, { reduction = "mean" } = {}) =>
      reduce(
        closedForm(p, q, (logVariance) => logVariance.exp().square()),
        reduction,
      ),
  },
  "logarithm of the variance taken for the variance": {
    looksLike: "The logarithms of the variances are used as variances: their exponential is missing.",
    reread: "logVariance: log σ²",
    gaussianKlDivergence: (p, q, { reduction = "mean" } = {}) =>
      reduce(
        closedForm(p, q, (logVariance) => logVariance),
        reduction,
      ),
  },
  "closed form without the −1": {
    looksLike: "The −1 is missing: a distribution seems to differ from itself by ½ in each dimension.",
    reread: "log(σ_q² / σ_p²) + (σ_p² + (μ_p − μ_q)²) / σ_q² − 1",
    gaussianKlDivergence: (p, q, { reduction = "mean" } = {}) =>
      reduce(gaussianKlDivergence(p, q, { reduction: "none" }).add(p.mean.shape[1]! / 2), reduction),
  },
  "closed form without the ½": {
    looksLike: "The ½ before the sum is missing: the divergence is twice what it should be.",
    reread: "KL_n = ½ Σ_d …",
    gaussianKlDivergence: (...args) => gaussianKlDivergence(...args).mul(2),
  },
  "difference of means not divided": {
    looksLike: "The squared difference of the means is not divided by the variance of q.",
    reread: "(σ_p² + (μ_p − μ_q)²) / σ_q²",
    gaussianKlDivergence: (p, q, { reduction = "mean" } = {}) => {
      const centred = gaussianKlDivergence({ ...p, mean: q.mean }, q, { reduction: "none" });
      return reduce(centred.add(p.mean.sub(q.mean).square().sum(-1).div(2)), reduction);
    },
  },
  "gradient in the variance of q without the means": {
    looksLike: "The gradient in the variance of q leaves out the difference of the means.",
    reread: "∂KL/∂log σ_q² = ½ (1 − r − e² / σ_q²)",
    gaussianKlDivergenceBackward: (p, q, ...rest) => {
      const { gradP, gradQ } = gaussianKlDivergenceBackward(p, q, ...rest);
      return { gradP, gradQ: { ...gradQ, logVariance: gradP.logVariance.neg() } };
    },
  },
  "gradients without the ½": {
    looksLike: "All gradients are twice what they should be: the ½ before the sum is missing in them.",
    reread: "KL_n = ½ Σ_d …",
    gaussianKlDivergenceBackward: (...args) => {
      const { gradP, gradQ } = gaussianKlDivergenceBackward(...args);
      return { gradP: gaussianMap(gradP, (x) => x.mul(2)), gradQ: gaussianMap(gradQ, (x) => x.mul(2)) };
    },
  },
  "gradient in the variance for that in its logarithm": {
    looksLike: "The gradients are those in the variances; the arguments hold their logarithms.",
    reread: "∂KL/∂log σ² = σ² · ∂KL/∂σ²",
    gaussianKlDivergenceBackward: (p, q, ...rest) => {
      const { gradP, gradQ } = gaussianKlDivergenceBackward(p, q, ...rest);
      return {
        gradP: { ...gradP, logVariance: gradP.logVariance.div(p.logVariance.exp()) },
        gradQ: { ...gradQ, logVariance: gradQ.logVariance.div(q.logVariance.exp()) },
      };
    },
  },
  "both means drawn the same way": {
    looksLike: "The means of p and q get the same gradient; they should get opposite ones.",
    reread: "∂KL/∂μ_q = −∂KL/∂μ_p",
    gaussianKlDivergenceBackward: (...args) => {
      const { gradP, gradQ } = gaussianKlDivergenceBackward(...args);
      return { gradP, gradQ: { ...gradQ, mean: gradP.mean } };
    },
  },
});
