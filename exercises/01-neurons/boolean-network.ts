import { NotStarted, type Tensor } from "#tensor";

/** H hidden threshold units that see the n inputs, and one output unit that sees the hidden ones. */
export interface ThresholdNetwork {
  /** `[H, n]` */
  readonly hiddenWeight: Tensor;
  /** `[H]` */
  readonly hiddenBias: Tensor;
  /** `[H]` */
  readonly outputWeight: Tensor;
  /** `[]` */
  readonly outputBias: Tensor;
}

/**
 * A network that realises any truth table, with one hidden layer of as many units as you like; also none, for a tensor
 * may have the shape [0, n]. Any weights will do that give the table.
 *
 * @param truthTable - `[2ⁿ]` answers, 0 or 1, in the order of counting with the first input as most significant bit:
 *   for n = 2 those to 00, 01, 10, 11.
 * @throws ShapeError - when it is not a list of 2, 4, 8, … answers.
 * @throws RangeError - when an answer is neither 0 nor 1.
 */
export function buildNetwork(truthTable: Tensor): ThresholdNetwork {
  throw new NotStarted();
}

/**
 * What a network of threshold units with one hidden layer gives for each input. A unit fires where its weighted sum
 * plus bias is above 0.
 *
 * @param network - of any weights, not only those of {@link buildNetwork}.
 * @param input - `[N, n]` one input in each row.
 * @returns `[N]` zeros and ones.
 * @throws ShapeError - when the rows of `input` are not as long as those of the hidden weights.
 */
export function evaluateNetwork(network: ThresholdNetwork, input: Tensor): Tensor {
  throw new NotStarted();
}
