import { Tensor } from "#tensor";

/**
 * The x of `A x = y` for a matrix of the form `A = XᵀX`, by Gaussian elimination.
 *
 * Such a matrix is symmetric and has no negative pivot, so rows need not change places.
 *
 * @param matrix - `[K, K]` A.
 * @param vector - `[K]` y.
 * @throws RangeError - when A is singular: when elimination leaves a pivot that may as well be rounding.
 */
export function solve(caller: string, matrix: Tensor, vector: Tensor): Tensor {
  const size = vector.size;
  const rows = Array.from({ length: size }, (_, k) => [...matrix.slice(k).data, vector.at(k)]);
  for (const [k, pivot] of rows.entries()) {
    if (!(pivot[k]! > 1e-13 * matrix.at(k, k))) {
      throw new RangeError(
        `${caller}: input leaves several models equally good, expected more examples than features, of which none ` +
          "follows from the others. Drop a feature.",
      );
    }
    for (const row of rows.slice(k + 1)) {
      const factor = row[k]! / pivot[k]!;
      for (const [column, entry] of pivot.entries()) row[column]! -= factor * entry;
    }
  }
  const solution = new Float64Array(size);
  for (const [k, row] of [...rows.entries()].toReversed()) {
    const known = solution.reduce((sum, entry, column) => sum + row[column]! * entry, 0); // the others are still 0
    solution[k] = (row[size]! - known) / row[k]!;
  }
  return new Tensor(solution, [size]);
}
