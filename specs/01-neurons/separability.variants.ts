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

/** Unknowns v with row · v > 0 for every row (Fourier and Motzkin), or undefined. */
function solve(rows: readonly number[][], unknowns: number): number[] | undefined {
  if (unknowns === 0) return rows.length === 0 ? [] : undefined; // what is left says 0 > 0
  const last = unknowns - 1;
  const head = (row: readonly number[]): number[] => row.slice(0, last).map((entry) => entry / Math.abs(row[last]!));
  const lower = rows.filter((row) => row[last]! > 0).map(head); // v_last > −head · v
  const upper = rows.filter((row) => row[last]! < 0).map(head); // v_last < head · v
  const free = rows.filter((row) => row[last] === 0).map((row) => row.slice(0, last));
  const pairs = lower.flatMap((a) => upper.map((b) => a.map((entry, i) => entry + b[i]!)));
  const before = solve(distinct([...free, ...pairs]), last);
  if (!before) return undefined;
  const at = (row: readonly number[]): number => row.reduce((sum, entry, i) => sum + entry * before[i]!, 0);
  const above = Math.max(...lower.map((row) => -at(row)));
  const below = Math.min(...upper.map(at));
  if (above === -Infinity && below === Infinity) return [...before, 0];
  if (above === -Infinity) return [...before, below - 1];
  return [...before, below === Infinity ? above + 1 : (above + below) / 2];
}

/** Each row once, up to its length and rounding. */
function distinct(rows: readonly number[][]): number[][] {
  const byDirection = new Map<string, number[]>();
  for (const row of rows) {
    const size = Math.max(...row.map(Math.abs));
    const direction = size < 1e-12 ? row.map(() => 0) : row.map((entry) => entry / size);
    byDirection.set(direction.map((entry) => entry.toFixed(9)).join(), direction);
  }
  return [...byDirection.values()];
}
