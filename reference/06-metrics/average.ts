import { where, type Tensor } from "#tensor";
import { confusionMatrix, outcomes, type Outcomes } from "#reference/06-metrics/confusion-matrix.ts";
import { expectClassIds } from "#reference/06-metrics/expectations.ts";

export interface AverageOptions {
  /**
   * "binary" (when left out): class 1 against class 0. "micro": the counts of all classes, added up. "macro": the mean over
   * the classes that occur. "weighted": a mean that weighs each class by its labels. "none": one value for each class.
   */
  readonly average?: "binary" | "micro" | "macro" | "weighted" | "none";
  /** What 0 / 0 stands for: a number in [0, 1], 0 when left out; or NaN, which the means pass over. */
  readonly zeroDivision?: number;
}

/**
 * A fraction of each class's outcomes, put together as one number or left as they are.
 *
 * @param fraction - numerators and denominators `[C]` from the outcomes of the classes.
 * @returns `[]`, or `[C]` for "none".
 * @throws ShapeError - when predictions and labels are not `[N]` with the same N, or there are no examples.
 * @throws RangeError - when an entry is not a class id, or not 0 or 1 for "binary", or `zeroDivision` is neither in [0, 1]
 *   nor NaN.
 */
export function averageOverClasses(
  caller: string,
  { predictions, labels }: { readonly predictions: Tensor; readonly labels: Tensor },
  { average = "binary", zeroDivision = 0 }: AverageOptions,
  fraction: (counts: Outcomes) => readonly [Tensor, Tensor],
): Tensor {
  if (zeroDivision < 0 || zeroDivision > 1) {
    throw new RangeError(
      `${caller}: zeroDivision is ${zeroDivision}, expected a number in [0, 1], or NaN. It stands in for a fraction.`,
    );
  }
  const classes = average === "binary" ? 2 : undefined;
  expectClassIds(caller, { predictions, labels }, classes);
  const counts = outcomes(confusionMatrix(predictions, labels, { classes }));
  const [above, below] = fraction(counts);
  if (average === "micro") return above.sum().div(below.sum());
  const fractions = where(below.equal(0), zeroDivision, above.div(below));
  if (average === "none") return fractions;
  if (average === "binary") return fractions.slice(1);
  const labelled = counts.truePositives.add(counts.falseNegatives);
  const weights = average === "weighted" ? labelled : labelled.add(counts.falsePositives).greater(0);
  const isNumber = fractions.equal(fractions); // NaN equals nothing, not even itself
  return where(isNumber, fractions.mul(weights), 0).sum().div(weights.mul(isNumber).sum());
}
