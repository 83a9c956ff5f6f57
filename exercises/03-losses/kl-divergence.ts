import { NotStarted, type Tensor } from "#tensor";

export interface LossOptions {
  /** "mean" when left out. */
  readonly reduction?: "mean" | "sum" | "none";
}

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
 * A term with p = 0 is 0, its limit, also where q is 0; one with q = 0 alone is Infinity.
 *
 * @param p - `[N, C]` rows of probabilities, the true ones.
 * @param q - `[N, C]` rows of probabilities that p is compared with.
 * @param options.reduction - "mean" over the N rows (PyTorch's "batchmean"), their "sum", or "none" of both.
 * @returns `[]`, or `[N]` for "none"; nats, at least 0.
 * @throws ShapeError - when the shapes differ.
 */
export function klDivergence(p: Tensor, q: Tensor, { reduction = "mean" }: LossOptions = {}): Tensor {
  throw new NotStarted();
}

/**
 * Gradients with respect to both distributions, each entry taken as free: that rows sum to 1 plays no part.
 *
 * Where p alone is 0, the slope in p is −Infinity. Where p is 0, that in q is 0, also where q is 0.
 *
 * @param p - as in the forward pass.
 * @param q - as in the forward pass.
 * @param gradOutput - shape of the loss, the gradient with respect to it.
 * @param options.reduction - as in the forward pass.
 * @returns `[N, C]` each.
 */
export function klDivergenceBackward(
  p: Tensor,
  q: Tensor,
  gradOutput: Tensor,
  { reduction = "mean" }: LossOptions = {},
): { gradP: Tensor; gradQ: Tensor } {
  throw new NotStarted();
}

/**
 * Kullback–Leibler divergence between independent normal variables, in closed form.
 *
 * `KL_n = ½ Σ_d [ log(σ_q² / σ_p²) + (σ_p² + (μ_p − μ_q)²) / σ_q² − 1 ]`
 * `L = (1/N) Σ_n KL_n`
 *
 * @param p - the true distribution, mean and logarithm of the variance, `[N, D]` each.
 * @param q - the distribution that p is compared with, of the same shapes.
 * @param options.reduction - "mean" over the N rows, their "sum", or "none" of both.
 * @returns `[]`, or `[N]` for "none"; nats, at least 0.
 * @throws ShapeError - when the four shapes differ.
 */
export function gaussianKlDivergence(p: Gaussian, q: Gaussian, { reduction = "mean" }: LossOptions = {}): Tensor {
  throw new NotStarted();
}

/**
 * Gradients with respect to means and logarithms of variances of both distributions.
 *
 * @param p - as in the forward pass.
 * @param q - as in the forward pass.
 * @param gradOutput - shape of the loss, the gradient with respect to it.
 * @param options.reduction - as in the forward pass.
 * @returns for each distribution the gradients of `mean` and `logVariance`, `[N, D]` each.
 */
export function gaussianKlDivergenceBackward(
  p: Gaussian,
  q: Gaussian,
  gradOutput: Tensor,
  { reduction = "mean" }: LossOptions = {},
): { gradP: Gaussian; gradQ: Gaussian } {
  throw new NotStarted();
}
