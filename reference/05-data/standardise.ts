import { ShapeError, where, type Tensor } from "#tensor";

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
 * A constant column has nothing to be divided by; with 1 it becomes 0. Whether it is constant is seen from its least and its greatest
 * value: three times 0.1 sums to a hair more than 0.3, so its deviation comes out as 1e-17, and dividing by that makes −1
 * out of rounding.
 *
 * @param train - x, `[N, D]` the training part, one example in each row, finite, N at least 1.
 * @returns `[D]` each.
 * @throws ShapeError - when `train` is not `[N, D]` with at least one row.
 * @example fitStatistics(tensor([[1, 5], [3, 5]])) // => { mean: [2, 5], deviation: [1, 1] }
 * @see LeCun, Bottou, Orr & Müller, Efficient BackProp (1998), section 4.3. scikit-learn, preprocessing.StandardScaler.
 */
export function fitStatistics(train: Tensor): Statistics {
  if (train.rank !== 2 || train.shape[0] === 0) {
    throw new ShapeError(
      `fitStatistics: train is [${train.shape.join(", ")}], expected [N, D] with N at least 1. One example stands in each row.`,
    );
  }
  const isConstant = train.max(0).equal(train.min(0));
  return { mean: train.mean(0), deviation: where(isConstant, 1, train.variance(0).sqrt()) };
}

/**
 * Any part of the data in the units of the training part.
 *
 * `z_nd = (x_nd − μ_d) / σ_d`
 *
 * The columns of the training part itself get mean 0 and deviation 1. Those of other parts don't, and shouldn't: that they
 * lie elsewhere is something a model may see.
 *
 * @param inputs - x, `[M, D]` examples of any part.
 * @param statistics - μ and σ, `[D]` each, of the training part.
 * @returns z, `[M, D]`.
 * @throws ShapeError - when `inputs` does not have the columns of the training part.
 * @example
 * const statistics = fitStatistics(tensor([[1, 5], [3, 5]]));
 * standardise(tensor([[4, 7]]), statistics) // => [[2, 2]]
 * @see scikit-learn, preprocessing.StandardScaler.transform.
 */
export function standardise(inputs: Tensor, { mean, deviation }: Statistics): Tensor {
  expectColumns("standardise", inputs, mean);
  return inputs.sub(mean).div(deviation);
}

/**
 * Back to the units that were measured in: the inverse of {@link standardise}.
 *
 * `x_nd = μ_d + σ_d z_nd`
 *
 * @param standardised - z, `[M, D]`.
 * @param statistics - μ and σ, `[D]` each, of the training part.
 * @returns x, `[M, D]`.
 * @throws ShapeError - when `standardised` does not have the columns of the training part.
 * @example
 * const statistics = fitStatistics(tensor([[1, 5], [3, 5]]));
 * unstandardise(tensor([[2, 2]]), statistics) // => [[4, 7]]
 * @see scikit-learn, preprocessing.StandardScaler.inverse_transform.
 */
export function unstandardise(standardised: Tensor, { mean, deviation }: Statistics): Tensor {
  expectColumns("unstandardise", standardised, mean);
  return standardised.mul(deviation).add(mean);
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
 * Validation and test part stand for data that nobody has seen yet. A mean over all examples would carry some of them into
 * training, and a test part standardised by itself would hide how it differs: both make a score look better than it is.
 *
 * @param parts - `[N, D]`, `[V, D]` and `[T, D]`; all but the training part may be empty.
 * @returns the three parts, each of the shape it had.
 * @throws ShapeError - when there is nothing to train on, or the parts don't have the same columns.
 * @example
 * const parts = { train: tensor([[1], [3]]), validation: tensor([[2]]), test: tensor([[9], [7]]) };
 * standardiseParts(parts) // => { train: [[-1], [1]], validation: [[0]], test: [[7], [5]] }
 * @see Hastie, Tibshirani & Friedman, The Elements of Statistical Learning (2009), section 7.10.2.
 */
export function standardiseParts({ train, validation, test }: DataParts): DataParts {
  const statistics = fitStatistics(train);
  return {
    train: standardise(train, statistics),
    validation: standardise(validation, statistics),
    test: standardise(test, statistics),
  };
}

function expectColumns(caller: string, inputs: Tensor, mean: Tensor): void {
  if (inputs.rank === 2 && inputs.shape[1] === mean.size) return;
  throw new ShapeError(
    `${caller}: the examples are [${inputs.shape.join(", ")}], expected [M, ${mean.size}]. ` +
      `They have the columns of the training part.`,
  );
}
