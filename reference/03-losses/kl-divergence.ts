import { where, type Tensor } from "#tensor";
import { expectSameShape } from "#reference/03-losses/expectations.ts";
import { reduce, reduceBackward, type LossOptions } from "#reference/03-losses/reduction.ts";

/** Independent normal variables, one for each entry. */
export interface Gaussian {
  /** μ, `[N, D]` */
  readonly mean: Tensor;
  /** log σ², `[N, D]`: any real number is one, so a network can give it. */
  readonly logVariance: Tensor;
}

/**
 * Kullback–Leibler divergence of rows of probabilities: what it costs to expect q where p is true.
 *
 * `KL_n = Σ_c p_nc (log p_nc − log q_nc)`
 * `L = (1/N) Σ_n KL_n`
 *
 * A term with p = 0 is 0, its limit, also where q is 0; one with q = 0 alone is Infinity. The divergence is 0 only for
 * equal rows, and exchanging p and q changes it. Rows need not sum to 1: that isn't checked.
 *
 * @param p - `[N, C]` rows of probabilities, the true ones.
 * @param q - `[N, C]` rows of probabilities that p is compared with.
 * @param options.reduction - "mean" over the N rows (PyTorch's "batchmean"), their "sum", or "none" of both.
 * @returns `[]`, or `[N]` for "none"; nats, at least 0.
 * @throws ShapeError - when the shapes differ.
 * @example klDivergence(tensor([[0.5, 0.5, 0]]), tensor([[0.25, 0.5, 0.25]])) // => 0.5 * Math.log(2)
 * @see Kullback & Leibler, On information and sufficiency (1951); Bishop, Pattern recognition and machine learning
 *   (2006), equation 1.113.
 */
export function klDivergence(p: Tensor, q: Tensor, { reduction = "mean" }: LossOptions = {}): Tensor {
  expectSameShape("klDivergence", { p, q });
  const terms = p.mul(p.log().sub(q.log()));
  return reduce(where(p.greater(0), terms, 0).sum(1), reduction);
}

/**
 * Gradients with respect to both distributions, each entry taken as free.
 *
 * `∂KL_n/∂p_nc = log p_nc − log q_nc + 1`, `∂KL_n/∂q_nc = −p_nc / q_nc`
 *
 * Where p alone is 0, the slope in p is −Infinity. Where p is 0, that in q is 0, also where q is 0.
 *
 * @param p - as in the forward pass.
 * @param q - as in the forward pass.
 * @param gradOutput - shape of the loss, the gradient with respect to it.
 * @param options.reduction - as in the forward pass.
 * @returns `[N, C]` each.
 * @example klDivergenceBackward(tensor([[0.5, 0.5]]), tensor([[0.25, 0.5]]), tensor(1)).gradQ // => [[-2, -1]]
 */
export function klDivergenceBackward(
  p: Tensor,
  q: Tensor,
  gradOutput: Tensor,
  { reduction = "mean" }: LossOptions = {},
): { gradP: Tensor; gradQ: Tensor } {
  const gradRows = reduceBackward(gradOutput, reduction, [p.shape[0]!]).expandDims(1); // [N, 1]
  return {
    gradP: p.log().sub(q.log()).add(1).mul(gradRows),
    gradQ: where(p.greater(0), p.div(q).neg(), 0).mul(gradRows),
  };
}

/**
 * Kullback–Leibler divergence between independent normal variables, in closed form.
 *
 * `KL_n = ½ Σ_d [ log(σ_q² / σ_p²) + (σ_p² + (μ_p − μ_q)²) / σ_q² − 1 ]`
 * `L = (1/N) Σ_n KL_n`
 *
 * With q the standard normal it is the penalty of a variational autoencoder, ½ Σ (μ² + σ² − log σ² − 1).
 *
 * @param p - the true distribution, mean and logarithm of the variance, `[N, D]` each.
 * @param q - the distribution that p is compared with, of the same shapes.
 * @param options.reduction - "mean" over the N rows, their "sum", or "none" of both.
 * @returns `[]`, or `[N]` for "none"; nats, at least 0.
 * @throws ShapeError - when the four shapes differ.
 * @example
 * const standard = { mean: tensor([[0, 0]]), logVariance: tensor([[0, 0]]) };
 * gaussianKlDivergence({ mean: tensor([[3, 0]]), logVariance: tensor([[0, 0]]) }, standard) // => 4.5
 * @see Kingma & Welling, Auto-encoding variational Bayes (2014), appendix B; Bishop (2006), exercise 2.13.
 */
export function gaussianKlDivergence(p: Gaussian, q: Gaussian, { reduction = "mean" }: LossOptions = {}): Tensor {
  expectSameShape("gaussianKlDivergence", {
    "p.mean": p.mean,
    "p.logVariance": p.logVariance,
    "q.mean": q.mean,
    "q.logVariance": q.logVariance,
  });
  const { logRatio, difference, precision } = compared(p, q);
  const terms = logRatio.exp().sub(logRatio).sub(1).add(difference.square().mul(precision));
  return reduce(terms.sum(1).div(2), reduction);
}

/**
 * Gradients with respect to means and logarithms of variances of both distributions.
 *
 * With r = σ_p² / σ_q², the ratio of the variances, and e = μ_p − μ_q:
 *
 * `∂KL/∂μ_p = e / σ_q²`, `∂KL/∂log σ_p² = ½ (r − 1)`
 * `∂KL/∂μ_q = −e / σ_q²`, `∂KL/∂log σ_q² = ½ (1 − r − e² / σ_q²)`
 *
 * @param p - as in the forward pass.
 * @param q - as in the forward pass.
 * @param gradOutput - shape of the loss, the gradient with respect to it.
 * @param options.reduction - as in the forward pass.
 * @returns for each distribution the gradients of `mean` and `logVariance`, `[N, D]` each.
 * @example
 * const p = { mean: tensor([[3]]), logVariance: tensor([[0]]) };
 * const q = { mean: tensor([[1]]), logVariance: tensor([[Math.log(2)]]) };
 * gaussianKlDivergenceBackward(p, q, tensor(1)).gradQ.logVariance // => [[-0.75]]
 */
export function gaussianKlDivergenceBackward(
  p: Gaussian,
  q: Gaussian,
  gradOutput: Tensor,
  { reduction = "mean" }: LossOptions = {},
): { gradP: Gaussian; gradQ: Gaussian } {
  const gradRows = reduceBackward(gradOutput, reduction, [p.mean.shape[0]!]).expandDims(1); // [N, 1]
  const { logRatio, difference, precision } = compared(p, q);
  const surplus = logRatio.exp().sub(1);
  const gradMean = difference.mul(precision).mul(gradRows);
  return {
    gradP: { mean: gradMean, logVariance: surplus.div(2).mul(gradRows) },
    gradQ: {
      mean: gradMean.neg(),
      logVariance: surplus.add(difference.square().mul(precision)).div(-2).mul(gradRows),
    },
  };
}

/** `log(σ_p² / σ_q²)`, `μ_p − μ_q` and `1 / σ_q²`. */
function compared(p: Gaussian, q: Gaussian): { logRatio: Tensor; difference: Tensor; precision: Tensor } {
  return {
    logRatio: p.logVariance.sub(q.logVariance),
    difference: p.mean.sub(q.mean),
    precision: q.logVariance.neg().exp(),
  };
}
