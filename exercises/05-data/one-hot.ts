import { NotStarted, type Tensor } from "#tensor";

export interface OneHotOptions {
  /** Number of classes C; one more than the highest class id that occurs when left out. */
  readonly classes?: number | undefined;
}

/**
 * Class ids as rows of zeros with a single 1.
 *
 * `Y_nc = 1[y_n = c]` for c = 0 … C − 1
 *
 * @param labels - y, `[…]` class ids of any shape, integers in [0, C), at least one.
 * @param options.classes - C.
 * @returns Y, `[…, C]`: one axis more, at the end.
 * @throws RangeError - when there are no labels, or one is not an integer in [0, C).
 */
export function oneHot(labels: Tensor, { classes }: OneHotOptions = {}): Tensor {
  throw new NotStarted();
}

/**
 * One-hot rows as class ids again: the inverse of {@link oneHot}.
 *
 * @param rows - Y, `[…, C]` zeros and a single 1 in each row.
 * @returns y, `[…]`.
 * @throws ShapeError - when `rows` has no axis of classes.
 * @throws RangeError - when a row is not one-hot.
 */
export function classIds(rows: Tensor): Tensor {
  throw new NotStarted();
}
