import { arange, concatenate, full, ones, ShapeError, tensor, where, type Tensor } from "#tensor";
import { thresholdUnit } from "./threshold-unit.ts";

/** The points where `weight · x + bias = 0`: weight `[D]`, bias `[]`. */
export interface Hyperplane {
  readonly weight: Tensor;
  readonly bias: Tensor;
}

/** Sizes below this are rounding errors, next to margins of 1. */
const tiny = 1e-9;

/**
 * Whether a threshold unit is right on every point, that is, whether its weights lie in the cone of solutions.
 *
 * `w·x_p + b > 0` for each point of class 1, `w·x_p + b ≤ 0` for each of class 0
 *
 * In the space of weights (w, b) each point rules out one side of a plane through the origin. What is left is a cone:
 * with a solution every positive multiple of it is one, and with two their sum is.
 *
 * @param hyperplane - weight w `[D]` and bias b `[]`.
 * @param points - `[P, D]`.
 * @param labels - `[P]` classes, 0 or 1.
 * @throws ShapeError - when there is not one label for each point.
 * @throws RangeError - when a label is neither 0 nor 1.
 * @example isSolution({ weight: tensor([1]), bias: tensor(-2) }, tensor([[2], [3]]), tensor([0, 1])) // => true
 * @see Hinton, Neural Networks for Machine Learning (2012), lecture 2c.
 */
export function isSolution({ weight, bias }: Hyperplane, points: Tensor, labels: Tensor): boolean {
  requireLabels("isSolution", points, labels);
  return thresholdUnit(points, weight, bias).equal(labels).sum().item() === labels.size;
}

/**
 * A hyperplane with the points of class 1 on one side and those of class 0 on the other, where there is one.
 *
 * `m_p = ±(w·x_p + b) ≥ 1` for every p, + for class 1 and − for class 0
 *
 * Any separating hyperplane can be scaled to margins m of at least 1, so the question is whether P linear inequalities
 * have a common solution. Written as a table, each row gives one variable as a constant plus multiples of the variables
 * of the columns, which are taken to be 0. A margin below 1 is repaired by an exchange: it becomes a column, kept at 1,
 * and a variable that can raise it becomes a row. When no variable of its row can raise it, no hyperplane exists.
 * Always choosing the first candidate makes sure that this ends.
 *
 * @param points - `[P, D]`.
 * @param labels - `[P]` classes, 0 or 1.
 * @returns weight `[D]` and bias `[]` with every margin at least 1, or undefined when the classes are not separable.
 * @throws ShapeError - when there is not one label for each point.
 * @throws RangeError - when a label is neither 0 nor 1.
 * @example separatingHyperplane(tensor([[0], [2]]), tensor([0, 1])) // => { weight: [1], bias: -1 }
 * @example separatingHyperplane(tensor([[0], [1], [2]]), tensor([0, 1, 0])) // => undefined
 * @see Bland, New finite pivoting rules for the simplex method (1977).
 */
export function separatingHyperplane(points: Tensor, labels: Tensor): Hyperplane | undefined {
  requireLabels("separatingHyperplane", points, labels);
  const [count, dimensions] = points.shape as [number, number];
  const unknowns = dimensions + 1;
  // Variables 0 … D−1 are the weights, D is the bias, and D+1+p is by how much m_p exceeds 1.
  const columns = Array.from({ length: unknowns }, (_, k) => k);
  const rows = Array.from({ length: count }, (_, p) => unknowns + p);
  const signs = labels.mul(2).sub(1).expandDims(1);
  const cases = concatenate([points, ones([count, 1])], 1).mul(signs); // ±(x, 1)
  let table = concatenate([cases, full([count, 1], -1)], 1); // m − 1 = ±(w·x + b) − 1
  for (;;) {
    const row = firstOf(rows, (variable, i) => variable >= unknowns && table.at(i, -1) < -tiny);
    if (row === undefined) break;
    const column = firstOf(columns, (variable, j) => {
      const effect = table.at(row, j); // a weight may move either way, an excess only up from 0
      return variable < unknowns ? Math.abs(effect) > tiny : effect > tiny;
    });
    if (column === undefined) return undefined;
    table = exchange(table, row, column);
    [rows[row], columns[column]] = [columns[column]!, rows[row]!];
  }
  const values = Array.from({ length: unknowns }, (_, k) => (rows.includes(k) ? table.at(rows.indexOf(k), -1) : 0));
  return { weight: tensor(values.slice(0, dimensions)), bias: tensor(values[dimensions]!) };
}

/** The place of the smallest variable that passes the test. */
function firstOf(variables: readonly number[], test: (variable: number, place: number) => boolean): number | undefined {
  const passing = [...variables.keys()].filter((place) => test(variables[place]!, place));
  return passing.toSorted((a, b) => variables[a]! - variables[b]!)[0];
}

/** The same equations, solved for the variable of a column in place of that of a row. */
function exchange(table: Tensor, row: number, column: number): Tensor {
  const [height, width] = table.shape as [number, number];
  const isRow = arange(height).equal(row).expandDims(1);
  const isColumn = arange(width).equal(column);
  const solved = where(isColumn, 1, table.slice([row, row + 1]).neg()).div(table.at(row, column)); // [1, width]
  const others = where(isColumn, 0, table).add(table.slice(null, [column, column + 1]).mul(solved));
  return where(isRow, solved, others);
}

function requireLabels(caller: string, points: Tensor, labels: Tensor): void {
  if (labels.shape.join() !== String(points.shape[0])) {
    throw new ShapeError(
      `${caller}: labels has shape [${labels.shape.join(", ")}], expected [${points.shape[0]}]. ` +
        `There is one for each row of points.`,
    );
  }
  const wrong = labels.data.findIndex((label) => label !== 0 && label !== 1);
  if (wrong < 0) return;
  throw new RangeError(`${caller}: labels[${wrong}] is ${labels.data[wrong]}, expected 0 or 1.`);
}
