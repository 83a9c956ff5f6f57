import type { Tensor } from "#tensor";
import { division, gamma, secondOrder, smallest, squareRoot, unit } from "./rounding.ts";
import type { LayerNormOptions } from "#reference/16-gpu-kernels/layer-norm-kernel.ts";

/**
 * The mean is off by γ of the mean size of x, and each difference d from it by that and a rounding: e. The variance, a mean of squares, is
 * off by the mean of 2 |d| e + e² and by its own roundings. Its root and the quotient d / s take that on in proportion.
 */
export function layerNorm(x: Tensor, gammas: Tensor, betas: Tensor, { epsilon = 1e-5 }: LayerNormOptions = {}): Tensor {
  const axis = { keepDims: true };
  const roundings = gamma(x.shape[1]! + division);
  const ofMean = x.abs().mean(-1, axis).mul(roundings);
  const difference = x.sub(x.mean(-1, axis)).abs();
  const ofDifference = difference.mul(unit).add(ofMean);
  const squares = difference.square();
  const variance = squares.mean(-1, axis);
  const ofVariance = difference
    .mul(ofDifference)
    .mul(2)
    .add(ofDifference.square())
    .mean(-1, axis)
    .add(variance.mul(roundings));
  const shifted = variance.add(epsilon);
  const deviation = shifted.sqrt();
  const relative = ofVariance
    .div(shifted)
    .div(2)
    .add((squareRoot + division + 3) * unit);
  const scaled = ofDifference.add(difference.mul(relative)).div(deviation).mul(gammas.abs());
  const result = difference.div(deviation).mul(gammas.abs()).add(betas.abs());
  return scaled.add(result.mul(unit)).mul(secondOrder).add(smallest);
}
