import { arange, ShapeError, type Tensor } from "#tensor";

export interface OneHotOptions {
  /** Number of classes C; one more than the highest class id that occurs when left out. */
  readonly classes?: number | undefined;
}

/**
 * Class ids as rows of zeros with a single 1.
 *
 * `Y_nc = 1[y_n = c]` for c = 0 … C − 1
 *
 * A class id is a name, not a size: class 2 is not twice class 1. In one-hot rows all classes are equally far from each
 * other.
 *
 * @param labels - y, `[…]` class ids of any shape, integers in [0, C), at least one.
 * @param options.classes - C. Give it wherever some classes may be missing, as in a minibatch.
 * @returns Y, `[…, C]`: one axis more, at the end.
 * @throws RangeError - when there are no labels, or one is not an integer in [0, C).
 * @example oneHot(tensor([2, 0])) // => [[0, 0, 1], [1, 0, 0]]
 * @example oneHot(tensor([1]), { classes: 4 }) // => [[0, 1, 0, 0]]
 * @see Bishop, Pattern Recognition and Machine Learning (2006), section 4.1.2. PyTorch, nn.functional.one_hot.
 */
export function oneHot(labels: Tensor, { classes }: OneHotOptions = {}): Tensor {
  if (labels.size === 0) throw new RangeError("oneHot: labels is empty, expected at least one class id.");
  const width = classes ?? labels.max().item() + 1;
  const wrong = labels.data.findIndex((label) => !(Number.isInteger(label) && label >= 0 && label < width));
  if (wrong >= 0) {
    throw new RangeError(
      `oneHot: labels[${wrong}] is ${labels.data[wrong]}, expected an integer in [0, ${width}). Class ids are counted from 0.`,
    );
  }
  return labels.expandDims(-1).equal(arange(width)); // [..., 1] and [C] -> [..., C]
}

/**
 * One-hot rows as class ids again: the inverse of {@link oneHot}.
 *
 * `y_n = c` where `Y_nc = 1`
 *
 * Rows that are not one-hot are refused: probabilities have a most likely class, but that is a decision, argmax, and not
 * an inverse.
 *
 * @param rows - Y, `[…, C]` zeros and a single 1 in each row.
 * @returns y, `[…]`.
 * @throws ShapeError - when `rows` has no axis of classes.
 * @throws RangeError - when a row is not one-hot.
 * @example classIds(tensor([[0, 0, 1], [1, 0, 0]])) // => [2, 0]
 * @see scikit-learn, preprocessing.OneHotEncoder.inverse_transform.
 */
export function classIds(rows: Tensor): Tensor {
  if (rows.rank === 0) throw new ShapeError("classIds: rows has shape [], expected […, C].");
  const ones = rows.equal(1).sum(-1);
  const zeros = rows.equal(0).sum(-1);
  const isOneHot = ones.equal(1).mul(zeros.equal(rows.shape.at(-1)! - 1));
  const wrong = isOneHot.data.indexOf(0);
  if (wrong >= 0) {
    throw new RangeError(
      `classIds: row ${wrong} has ${ones.data[wrong]} ones and ${zeros.data[wrong]} zeros among ${rows.shape.at(-1)} ` +
        `entries, expected a single 1 and zeros. For probabilities, take argmax.`,
    );
  }
  return rows.argmax(-1);
}
