import { Random, type Shape, type Tensor } from "#tensor";
import type {
  Fans,
  HeOptions,
  OrthogonalOptions,
  XavierOptions,
} from "#reference/09-initialisation-and-regularisation/initialisers.ts";

type Module = typeof import("#reference/09-initialisation-and-regularisation/initialisers.ts");

/** Shapes are lists of numbers; the grader draws tensors. */
const list = (shape: Tensor): Shape => Array.from(shape.data);

export function fansOf({ fans }: Module, shape: Tensor): Fans {
  return fans(list(shape));
}

/** The measured variance, as a share of the one that `2 / fan` gives; both options and fan are undone by the caller's. */
export function xavierVariance({ xavier }: Module, shape: Tensor, seed: number, options?: XavierOptions): number {
  const { gain = 1 } = options ?? {};
  const { fanIn, fanOut } = fansFrom(shape);
  const weights = xavier(list(shape), new Random(seed), options);
  return (weights.square().mean().item() / (2 * gain ** 2)) * (fanIn + fanOut);
}

export function heVariance({ he }: Module, shape: Tensor, seed: number, options?: HeOptions): number {
  const { mode = "fanIn", slope = 0 } = options ?? {};
  const weights = he(list(shape), new Random(seed), options);
  return (weights.square().mean().item() / 2) * (1 + slope ** 2) * fansFrom(shape)[mode];
}

type Scheme = "xavier" | "he";
type Distribution = "uniform" | "normal";

/**
 * How the weights are spread, each in standard deviations from what is expected: their mean, how many lie within one
 * standard deviation, and how neighbours in a row and in a column go together.
 */
export function spread(module: Module, scheme: Scheme, shape: Tensor, seed: number, distribution?: Distribution) {
  const options = distribution === undefined ? {} : { distribution };
  const weights = module[scheme](list(shape), new Random(seed), options);
  const flat = weights.div(weights.square().mean().sqrt()).reshape([shape.at(0), -1]);
  const isNormal = (distribution ?? (scheme === "he" ? "normal" : "uniform")) === "normal";
  const chance = isNormal ? 0.6826894921370859 : 1 / Math.sqrt(3);
  const within = flat.abs().less(1).sum().item();
  // Only every other pair of neighbours: they have no entry in common, so the pairs are independent.
  const together = (a: Tensor, b: Tensor): number => a.mul(b).sum().item() / Math.sqrt(a.size);
  return {
    mean: flat.sum().item() / Math.sqrt(flat.size),
    within: (within - flat.size * chance) / Math.sqrt(flat.size * chance * (1 - chance)),
    rows: together(flat.slice([0, null, 2]), flat.slice([1, null, 2])),
    columns: together(flat.slice(null, [0, null, 2]), flat.slice(null, [1, null, 2])),
  };
}

/** A vector sent through W and its transpose: gain² times itself for all matrices that are orthogonal, whatever the stream. */
export function thereAndBack(
  { orthogonal }: Module,
  shape: Tensor,
  seed: number,
  vector: Tensor,
  options?: OrthogonalOptions,
): Tensor {
  const matrix = orthogonal(list(shape), new Random(seed), options).reshape([shape.at(0), -1]);
  const wide = matrix.shape[0]! > matrix.shape[1]! ? matrix.T : matrix;
  return wide.matmul(vector.matmul(wide));
}

/**
 * Over 1000 matrices with three columns, mean and mean square of each entry in standard deviations from what is expected:
 * a coordinate of a random direction in space is uniform in ±1.
 */
export function directions({ orthogonal }: Module, seed: number, rows: number): { mean: Tensor; square: Tensor } {
  const random = new Random(seed);
  const count = 1000;
  let [sum, squares] = [0, 0].map((zero) => orthogonal([rows, 3], random).mul(zero)) as [Tensor, Tensor];
  for (let k = 0; k < count; k++) {
    const weights = orthogonal([rows, 3], random);
    sum = sum.add(weights);
    squares = squares.add(weights.square());
  }
  return {
    mean: sum.div(Math.sqrt(count / 3)),
    square: squares.sub(count / 3).div(Math.sqrt((count * 4) / 45)),
  };
}

/** Fans of `[out, in, …]`, for the programs themselves. */
function fansFrom(shape: Tensor): Fans {
  const size = shape.data.reduce((product, length) => product * length, 1);
  return { fanIn: size / shape.at(0), fanOut: size / shape.at(1) };
}
