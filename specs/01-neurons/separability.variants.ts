import { concatenate, ones, tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { isSolution, separatingHyperplane } from "#reference/01-neurons/separability.ts";

export default variants<typeof import("#reference/01-neurons/separability.ts")>({
  "perceptron that notices going round in circles": {
    separatingHyperplane: (points, labels) => {
      separatingHyperplane(points, labels); // refuses what is no labelled set of points
      const [count, dimensions] = points.shape as [number, number];
      const extended = concatenate([points, ones([count, 1])], 1).toArray() as number[][];
      const weights = Array.from({ length: dimensions + 1 }, () => 0);
      const seen = new Set<string>();
      for (;;) {
        let errors = 0;
        for (const [p, x] of extended.entries()) {
          const error = labels.data[p]! - (x.reduce((z, entry, i) => z + entry * weights[i]!, 0) > 0 ? 1 : 0);
          if (error === 0) continue;
          errors++;
          for (const [i, entry] of x.entries()) weights[i]! += error * entry;
        }
        if (errors === 0) return { weight: tensor(weights.slice(0, -1)), bias: tensor(weights.at(-1)!) };
        if (seen.has(weights.join())) return undefined;
        seen.add(weights.join());
      }
    },
  },
  "unknowns eliminated one by one": {
    separatingHyperplane: (points, labels) => {
      separatingHyperplane(points, labels); // refuses what is no labelled set of points
      const signs = labels.mul(2).sub(1).expandDims(1);
      const rows = points
        .pad(
          [
            [0, 0],
            [0, 1],
          ],
          1,
        )
        .mul(signs)
        .toArray() as number[][];
      const solution = solve(rows, points.shape[1]! + 1);
      return solution && { weight: tensor(solution.slice(0, -1)), bias: tensor(solution.at(-1)!) };
    },
  },
  "point by point": {
    isSolution: (hyperplane, points, labels) => {
      isSolution(hyperplane, points, labels); // refuses what is no labelled set of points
      const { weight, bias } = hyperplane;
      return [...labels.data].every((label, p) => {
        const z = weight.data.reduce((sum, w, d) => sum + w * points.at(p, d), bias.item());
        return label === 1 ? z > 0 : z <= 0;
      });
    },
  },
});

/** Unknowns v with row · v > 0 for every row (Fourier and Motzkin), or undefined. Rows of whole numbers stay whole. */
function solve(rows: readonly number[][], unknowns: number): number[] | undefined {
  if (unknowns === 0) return rows.length === 0 ? [] : undefined; // what is left says 0 > 0
  const last = unknowns - 1;
  const lower = rows.filter((row) => row[last]! > 0); // v_last > −head · v / row_last
  const upper = rows.filter((row) => row[last]! < 0); // v_last < −head · v / row_last
  const free = rows.filter((row) => row[last] === 0);
  const pairs = lower.flatMap((a) => upper.map((b) => a.map((entry, i) => b[i]! * a[last]! - entry * b[last]!)));
  const before = solve(distinct([...free, ...pairs].map((row) => row.slice(0, last))), last);
  if (!before) return undefined;
  const bound = (row: readonly number[]): number =>
    -before.reduce((sum, value, i) => sum + row[i]! * value, 0) / row[last]!;
  const above = Math.max(...lower.map(bound));
  const below = Math.min(...upper.map(bound));
  if (above === -Infinity && below === Infinity) return [...before, 0];
  if (above === -Infinity) return [...before, below - 1];
  return [...before, below === Infinity ? above + 1 : (above + below) / 2];
}

/** Each direction once: rows without their common factor. */
function distinct(rows: readonly number[][]): number[][] {
  const byDirection = new Map<string, number[]>();
  for (const row of rows) {
    const factor = row.reduce((common, entry) => greatestCommonDivisor(common, Math.abs(entry)), 0) || 1;
    const direction = row.map((entry) => entry / factor);
    byDirection.set(direction.join(), direction);
  }
  return [...byDirection.values()];
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
