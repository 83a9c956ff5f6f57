/** Covariance and correlation over the pairs in which both values are there; NaN stands for one that is not. */

export interface Pairs {
  readonly count: number;
  /** Divided by count − 1. 0 for fewer than two pairs. */
  readonly covariance: number;
  /** Pearson's; undefined where one of the two does not vary. */
  readonly correlation: number | undefined;
}

export function pairsOf(one: Float64Array, other: Float64Array): Pairs {
  let [count, meanOfOne, meanOfOther, products, squaresOfOne, squaresOfOther] = [0, 0, 0, 0, 0, 0];
  // Welford's update: sums of squares about the running mean, which lose no digits as differences of large sums do.
  for (let at = 0; at < one.length; at += 1) {
    const [x, y] = [one[at]!, other[at]!];
    if (Number.isNaN(x) || Number.isNaN(y)) continue;
    count += 1;
    const [dx, dy] = [x - meanOfOne, y - meanOfOther];
    meanOfOne += dx / count;
    meanOfOther += dy / count;
    products += dx * (y - meanOfOther);
    squaresOfOne += dx * (x - meanOfOne);
    squaresOfOther += dy * (y - meanOfOther);
  }
  const size = Math.sqrt(squaresOfOne * squaresOfOther);
  return {
    count,
    covariance: count > 1 ? products / (count - 1) : 0,
    // What is left of rounding where all values are the same is no variation.
    correlation: size > 1e-12 * count ? products / size : undefined,
  };
}
