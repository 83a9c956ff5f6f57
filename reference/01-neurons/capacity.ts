import { full, ones, type Tensor } from "#tensor";

/**
 * Cover's count: in how many ways a hyperplane through the origin can split P points in N dimensions into two classes.
 *
 * `C(P, N) = 2 Σ_{k<N} binom(P − 1, k)`, of 2ᴾ ways to label them
 *
 * The points are in general position: no N of them lie on one hyperplane through the origin. A bias is the weight of an
 * input that is always 1, so a unit with D inputs and a bias has N = D + 1.
 *
 * A new point doubles those splits whose hyperplane can be turned until it touches the point, and touching it leaves
 * one dimension less: `C(P + 1, N) = C(P, N) + C(P, N − 1)`. Adding is exact where factorials would long have
 * overflowed.
 *
 * @param points - P, a whole number, at least 1.
 * @param dimensions - N, the number of weights that can be chosen, a whole number, at least 1.
 * @returns the count, exactly.
 * @throws RangeError - when an argument is not such a number, or the count is above 2⁵³.
 * @example separableDichotomies(4, 3) // => 14
 * @see Cover, Geometrical and statistical properties of systems of linear inequalities (1965), theorem 1.
 */
export function separableDichotomies(points: number, dimensions: number): number {
  requireCounts("separableDichotomies", points, dimensions);
  const single = full([dimensions], 2); // C(1, n) for n = 1, …, N: one point may have either label
  const count = afterPoints(points, single, (old, lower) => old.add(lower));
  if (count <= 2 ** 53) return count;
  throw new RangeError(
    `separableDichotomies: the count for ${points} points in ${dimensions} dimensions is above 2^53, ` +
      `expected one that a float64 holds exactly. Use separableFraction.`,
  );
}

/**
 * The fraction of all labellings of P points in N dimensions that a hyperplane through the origin separates.
 *
 * `f(P, N) = C(P, N) / 2ᴾ`
 *
 * All of them up to P = N, half at P = 2N, hardly any beyond: 2N points are what N weights can remember. The larger N,
 * the sharper the fall.
 *
 * Halving at each step of the recursion, `f(P + 1, N) = (f(P, N) + f(P, N − 1)) / 2`, keeps every number in [0, 1].
 *
 * @param points - P, a whole number, at least 1.
 * @param dimensions - N, a whole number, at least 1.
 * @returns f, in (0, 1], or 0 where it is below the smallest float64.
 * @throws RangeError - when an argument is not such a number.
 * @example separableFraction(10, 5) // => 0.5
 * @see Cover (1965), figure 4. MacKay, Information Theory, Inference, and Learning Algorithms (2003), section 40.3.
 */
export function separableFraction(points: number, dimensions: number): number {
  requireCounts("separableFraction", points, dimensions);
  return afterPoints(points, ones([dimensions]), (old, lower) => old.add(lower).div(2));
}

/**
 * From what holds for one point to what holds for all, step by step. Entry n − 1 of a row is for n dimensions, `lower`
 * holds what belongs to one dimension less, and for none that is 0.
 */
function afterPoints(points: number, single: Tensor, step: (old: Tensor, lower: Tensor) => Tensor): number {
  let row = single;
  for (let p = 2; p <= points; p++) row = step(row, row.slice([0, -1]).pad([[1, 0]]));
  return row.at(-1);
}

function requireCounts(caller: string, points: number, dimensions: number): void {
  for (const [name, count] of Object.entries({ points, dimensions })) {
    if (Number.isInteger(count) && count >= 1) continue;
    throw new RangeError(`${caller}: ${name} is ${count}, expected a whole number, at least 1. It is a count.`);
  }
}
