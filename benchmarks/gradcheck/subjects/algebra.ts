/** Products, inverses and powers of matrices and vectors. */
import { eye, Tensor } from "#tensor";
import type { Draw } from "#graders/inputs/draw.ts";
import { ignored, oneEntry, scaled, unsigned, upstream } from "../faults.ts";
import { subject } from "../subject.ts";

/** Gauss and Jordan with pivots: A⁻¹ B. */
function solve(a: Tensor, b: Tensor): Tensor {
  const n = a.shape[0]!;
  const rows = Array.from({ length: n }, (_, row) => [
    ...a.data.slice(row * n, (row + 1) * n),
    ...b.data.slice(row * b.shape[1]!, (row + 1) * b.shape[1]!),
  ]);
  for (let column = 0; column < n; column++) {
    let pivot = column;
    for (let row = column + 1; row < n; row++)
      if (Math.abs(rows[row]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = row;
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    const lead = rows[column]![column]!;
    rows[column] = rows[column]!.map((entry) => entry / lead);
    for (let row = 0; row < n; row++) {
      if (row === column) continue;
      const factor = rows[row]![column]!;
      rows[row] = rows[row]!.map((entry, index) => entry - factor * rows[column]![index]!);
    }
  }
  return new Tensor(
    rows.flatMap((row) => row.slice(n)),
    b.shape,
  );
}

const inverse = (a: Tensor): Tensor => solve(a, eye(a.shape[0]!));
const inverseBackward = (a: Tensor, gradOutput: Tensor) => inverse(a).T.matmul(gradOutput).matmul(inverse(a).T).neg();
const regular = (draw: Draw, n: number): Tensor => draw.tensor([n, n], -1, 1).add(eye(n).mul(2.5));
/** Two rows that differ by about 1e-2. */
const nearlySingular = (draw: Draw): Tensor => {
  const row = draw.tensor([1, 3]);
  return row
    .broadcastTo([3, 3])
    .mul(draw.tensor([3, 1], 0.5, 2))
    .add(draw.tensor([3, 3], -0.02, 0.02));
};

const inverseSubject = {
  signature: { a: "tensor[D, D]", returns: "like a" },
  gradient: "like a",
  forward: inverse,
  backward: inverseBackward,
};

const solveBackward = (a: Tensor, b: Tensor, gradOutput: Tensor) => {
  const gradB = solve(a.T, gradOutput);
  return { gradA: gradB.matmul(solve(a, b).T).neg(), gradB };
};

const determinant = (a: Tensor): number => {
  const [p, q, r, s, t, u, v, w, x] = a.data as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return p * (t * x - u * w) - q * (s * x - u * v) + r * (s * w - t * v);
};
/** gradOutput times the cofactors. */
const cofactors = (a: Tensor): Tensor =>
  a.map((_, index) => {
    const [row, column] = [Math.floor(index / 3), index % 3];
    const at = (i: number, j: number): number => a.data[((row + i) % 3) * 3 + ((column + j) % 3)]!;
    return at(1, 1) * at(2, 2) - at(1, 2) * at(2, 1);
  });
const determinantBackward = (a: Tensor, gradOutput: Tensor) => cofactors(a).mul(gradOutput.item());

const bilinear = (x: Tensor, form: Tensor, y: Tensor) => x.expandDims(0).matmul(form).matmul(y.expandDims(1)).sum();
const bilinearBackward = (x: Tensor, form: Tensor, y: Tensor, gradOutput: Tensor) => {
  const g = gradOutput.item();
  return {
    gradX: form.matmul(y).mul(g),
    gradForm: x.expandDims(1).mul(y.expandDims(0)).mul(g),
    gradY: x.matmul(form).mul(g),
  };
};

/** y[n, o] = Σ_ij a[n, i] T[i, o, j] b[n, j]. */
const terms = (a: Tensor, table: Tensor, b: Tensor): Tensor =>
  a
    .reshape([a.shape[0]!, a.shape[1]!, 1, 1])
    .mul(table.expandDims(0))
    .mul(b.reshape([b.shape[0]!, 1, 1, b.shape[1]!]));
const contraction = (a: Tensor, table: Tensor, b: Tensor) => terms(a, table, b).sum([1, 3]);
const contractionBackward = (a: Tensor, table: Tensor, b: Tensor, gradOutput: Tensor) => {
  const g = gradOutput.reshape([gradOutput.shape[0]!, 1, gradOutput.shape[1]!, 1]);
  const wide = (x: Tensor, shape: readonly number[]): Tensor => x.reshape(shape);
  const [left, right] = [wide(a, [a.shape[0]!, a.shape[1]!, 1, 1]), wide(b, [b.shape[0]!, 1, 1, b.shape[1]!])];
  return {
    gradA: g.mul(table.expandDims(0)).mul(right).sum([2, 3]),
    gradTable: g.mul(left).mul(right).sum(0),
    gradB: g.mul(table.expandDims(0)).mul(left).sum([1, 2]),
  };
};

const outerBackward = (a: Tensor, b: Tensor, gradOutput: Tensor) => ({
  gradA: gradOutput.matmul(b),
  gradB: gradOutput.T.matmul(a),
});

const norm3 = (x: Tensor): Tensor =>
  x
    .abs()
    .pow(3)
    .sum(-1)
    .pow(1 / 3);
const norm3Backward = (x: Tensor, gradOutput: Tensor) =>
  x.mul(x.abs()).mul(norm3(x).pow(-2).mul(gradOutput).expandDims(1));

const powerBackward = (x: Tensor, y: Tensor, gradOutput: Tensor) => ({
  gradX: gradOutput.mul(y).mul(x.pow(y.sub(1))),
  gradY: gradOutput.mul(x.pow(y)).mul(x.log()),
});

const logDeterminantBackward = (a: Tensor, gradOutput: Tensor) => cofactors(a).mul(gradOutput.item() / determinant(a));

const distances = (a: Tensor, b: Tensor): Tensor => a.expandDims(1).sub(b.expandDims(0)).square().sum(-1).sqrt();
const distancesBackward = (a: Tensor, b: Tensor, gradOutput: Tensor) => {
  const apart = a.expandDims(1).sub(b.expandDims(0));
  const weighted = apart.mul(gradOutput.div(distances(a, b)).expandDims(2));
  return { gradA: weighted.sum(1), gradB: weighted.sum(0).neg() };
};

export const algebra = [
  subject({
    ...inverseSubject,
    name: "inverse of a matrix",
    source: "dL/dA = −A⁻ᵀ G A⁻ᵀ; Giles (2008), section 2.2.3",
    draw: (draw) => ({ a: regular(draw, draw.size(2, 4)) }),
    wrong: {
      "not transposed": (a, gradOutput) => inverse(a).matmul(gradOutput).matmul(inverse(a)).neg(),
      "the sign": scaled(inverseBackward, -1),
      transposed: (a, gradOutput) => inverseBackward(a, gradOutput).T,
    },
  }),
  subject({
    ...inverseSubject,
    name: "inverse of a nearly singular matrix",
    source: "condition numbers of 100 to 10,000: the pole is near",
    draw: (draw) => ({ a: nearlySingular(draw) }),
    wrong: {
      "the sign": scaled(inverseBackward, -1),
      "not transposed": (a, gradOutput) => inverse(a).matmul(gradOutput).matmul(inverse(a)).neg(),
      "1 % off": scaled(inverseBackward, 1.01),
    },
  }),
  subject({
    name: "linear solve",
    source: "torch.linalg.solve",
    signature: { a: "tensor[D, D]", b: "tensor[D, M]", returns: "like b" },
    gradient: { gradA: "like a", gradB: "like b" },
    draw: (draw) => {
      const n = draw.size(2, 4);
      return { a: regular(draw, n), b: draw.tensor([n, draw.size(1, 3)]) };
    },
    forward: solve,
    backward: solveBackward,
    wrong: {
      "A not transposed": (a, b, gradOutput) => ({ ...solveBackward(a, b, gradOutput), gradB: solve(a, gradOutput) }),
      "the sign of gradA": scaled(solveBackward, -1, "gradA"),
      "b for the solution": (a, b, gradOutput) => ({
        ...solveBackward(a, b, gradOutput),
        gradA: solve(a.T, gradOutput).matmul(b.T).neg(),
      }),
    },
  }),
  subject({
    name: "determinant of 3 × 3",
    source: "Jacobi's formula; the output is nearly 0 in half of the draws",
    signature: { a: "tensor[3, 3]", returns: "number" },
    gradient: "like a",
    draw: (draw) => ({ a: draw.boolean() ? draw.tensor([3, 3]) : nearlySingular(draw) }),
    forward: determinant,
    backward: determinantBackward,
    wrong: {
      "cofactors transposed": (a, gradOutput) => determinantBackward(a, gradOutput).T,
      "minors without signs": (a, gradOutput) =>
        determinantBackward(a, gradOutput).map((entry, index) => (index % 2 === 0 ? entry : -entry)),
      "gradOutput's sign lost": upstream(determinantBackward, unsigned),
    },
  }),
  subject({
    name: "logarithm of a determinant",
    source: "torch.linalg.slogdet; normalising flows",
    signature: { a: "tensor[3, 3]", returns: "number" },
    gradient: "like a",
    draw: (draw) => ({ a: regular(draw, 3) }),
    forward: (a: Tensor) => Math.log(Math.abs(determinant(a))),
    backward: logDeterminantBackward,
    wrong: {
      "the inverse, not transposed": (a, gradOutput) => inverse(a).mul(gradOutput.item()),
      "not divided by the determinant": determinantBackward,
    },
  }),
  subject({
    name: "bilinear form",
    source: "xᵀ A y",
    signature: { x: "tensor[N]", form: "tensor[N, M]", y: "tensor[M]", returns: "tensor[]" },
    gradient: { gradX: "like x", gradForm: "like form", gradY: "like y" },
    forward: bilinear,
    backward: bilinearBackward,
    wrong: {
      "half, as for xᵀ A x": scaled(bilinearBackward, 0.5, "gradForm"),
      "one entry of gradForm": oneEntry(bilinearBackward, "gradForm"),
      "gradOutput ignored": upstream(bilinearBackward, ignored),
    },
  }),
  subject({
    name: "contraction of three tensors",
    source: "einsum ni,ioj,nj->no",
    signature: { a: "tensor[N, I]", table: "tensor[I, O, J]", b: "tensor[N, J]", returns: "tensor[N, O]" },
    gradient: { gradA: "like a", gradTable: "like table", gradB: "like b" },
    sizes: { N: [1, 3], I: [1, 4], O: [1, 4], J: [1, 4] },
    forward: contraction,
    backward: contractionBackward,
    wrong: {
      "a mean over the batch for a sum": (a, table, b, gradOutput) => {
        const gradients = contractionBackward(a, table, b, gradOutput);
        return { ...gradients, gradTable: gradients.gradTable.mul(1 / (a.shape[0]! + 1)) };
      },
      "the first example alone": (a, table, b, gradOutput) => ({
        ...contractionBackward(a, table, b, gradOutput),
        gradTable: contractionBackward(a.slice([0, 1]), table, b.slice([0, 1]), gradOutput.slice([0, 1])).gradTable.mul(
          a.shape[0] === 1 ? 1.1 : 1,
        ),
      }),
      "0.1 % off in b": scaled(contractionBackward, 1.001, "gradB"),
    },
  }),
  subject({
    name: "outer product",
    source: "torch.outer",
    signature: { a: "tensor[N]", b: "tensor[M]", returns: "tensor[N, M]" },
    gradient: { gradA: "like a", gradB: "like b" },
    forward: (a: Tensor, b: Tensor) => a.expandDims(1).mul(b.expandDims(0)),
    backward: outerBackward,
    wrong: {
      "gradOutput summed first": (a, b, gradOutput) => ({
        gradA: gradOutput.sum(1).mul(b.mean()),
        gradB: gradOutput.sum(0).mul(a.sum()).add(gradOutput.sum()),
      }),
      "only b wrong": scaled(outerBackward, 2, "gradB"),
      "absolute gradOutput": upstream(outerBackward, unsigned),
    },
  }),
  subject({
    name: "norm with p = 3",
    source: "torch.linalg.vector_norm, ord 3: curvature jumps at 0",
    signature: { x: "tensor[N, D]", returns: "tensor[N]" },
    gradient: "like x",
    sizes: { D: [2, 5] },
    forward: norm3,
    backward: norm3Backward,
    wrong: {
      "the sign lost": (x, gradOutput) => norm3Backward(x, gradOutput).abs().mul(gradOutput.sign().expandDims(1)),
      "as for p = 2": (x, gradOutput) => x.div(norm3(x).expandDims(1)).mul(gradOutput.expandDims(1)),
      "3 not cancelled": scaled(norm3Backward, 3),
    },
  }),
  subject({
    name: "x to the power y",
    source: "torch.pow with two tensors; x from 0.01, y from −3 to 6",
    signature: { x: "tensor[N] in (0.01, 3)", y: "tensor[N] in (-3, 6)", returns: "like x" },
    gradient: { gradX: "like x", gradY: "like y" },
    forward: (x: Tensor, y: Tensor) => x.pow(y),
    backward: powerBackward,
    wrong: {
      "y has no gradient": scaled(powerBackward, 0, "gradY"),
      "exponent not lowered": (x, y, gradOutput) => ({
        ...powerBackward(x, y, gradOutput),
        gradX: gradOutput.mul(y).mul(x.pow(y)),
      }),
      "log y for log x": (x, y, gradOutput) => ({
        ...powerBackward(x, y, gradOutput),
        gradY: gradOutput.mul(x.pow(y)).mul(y.abs().log()),
      }),
    },
  }),
  subject({
    name: "pairwise distances of near points",
    source: "torch.cdist: points within 1e-2 of each other, where the distance has a cone",
    signature: { a: "tensor[N, D]", b: "tensor[M, D]", returns: "tensor[N, M]" },
    gradient: { gradA: "like a", gradB: "like b" },
    draw: (draw) => {
      const [n, m, d] = [draw.size(1, 3), draw.size(1, 3), draw.size(2, 3)];
      return { a: draw.tensor([n, d], -0.01, 0.01), b: draw.tensor([m, d], -0.01, 0.01) };
    },
    forward: distances,
    backward: distancesBackward,
    wrong: {
      "of squared distances": (a, b, gradOutput) => distancesBackward(a, b, gradOutput.mul(distances(a, b)).mul(2)),
      "gradB not negated": scaled(distancesBackward, -1, "gradB"),
      "1 % off": scaled(distancesBackward, 1.01),
    },
  }),
];
