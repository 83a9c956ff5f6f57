import { NotStarted, type Tensor } from "#tensor";

/** What is measured on the training part, and used on every part. */
export interface Statistics {
  /** `[D]` mean μ of each column. */
  readonly mean: Tensor;
  /** `[D]` standard deviation σ of each column, 1 for a constant one. */
  readonly deviation: Tensor;
}

/**
 * Mean and standard deviation of each column of the training part.
 *
 * `μ_d = (1/N) Σ_n x_nd`, `σ_d = √((1/N) Σ_n (x_nd − μ_d)²)`, and σ_d = 1 where column d is constant
 *
 * A column is constant when all its entries are equal, also where rounding makes their computed deviation 1e-17.
 *
 * @param train - x, `[N, D]` the training part, one example in each row, finite, N at least 1.
 * @returns `[D]` each.
 * @throws ShapeError - when `train` is not `[N, D]` with at least one row.
 */
export function fitStatistics(train: Tensor): Statistics {
  throw new NotStarted();
}

/**
 * Any part of the data in the units of the training part.
 *
 * `z_nd = (x_nd − μ_d) / σ_d`
 *
 * @param inputs - x, `[M, D]` examples of any part.
 * @param statistics - μ and σ, `[D]` each, of the training part.
 * @returns z, `[M, D]`.
 * @throws ShapeError - when `inputs` does not have the columns of the training part.
 */
export function standardise(inputs: Tensor, { mean, deviation }: Statistics): Tensor {
  throw new NotStarted();
}

/**
 * Back to the units that were measured in: the inverse of {@link standardise}.
 *
 * @param standardised - z, `[M, D]`.
 * @param statistics - μ and σ, `[D]` each, of the training part.
 * @returns x, `[M, D]`.
 * @throws ShapeError - when `standardised` does not have the columns of the training part.
 */
export function unstandardise(standardised: Tensor, { mean, deviation }: Statistics): Tensor {
  throw new NotStarted();
}

/** Training, validation and test part. */
export interface DataParts {
  /** `[N, D]` */
  readonly train: Tensor;
  /** `[V, D]` */
  readonly validation: Tensor;
  /** `[T, D]` */
  readonly test: Tensor;
}

/**
 * All three parts, standardised with what the training part alone says.
 *
 * @param parts - `[N, D]`, `[V, D]` and `[T, D]`; all but the training part may be empty.
 * @returns the three parts, each of the shape it had.
 * @throws ShapeError - when there is nothing to train on, or the parts don't have the same columns.
 */
export function standardiseParts({ train, validation, test }: DataParts): DataParts {
  throw new NotStarted();
}
