import { ones, ShapeError, tensor, type Tensor } from "#tensor";
import { everyInput, type ThresholdNetwork } from "./logic-gates.ts";
import { threshold, thresholdUnit } from "./threshold-unit.ts";

/**
 * A network that realises any truth table: one hidden unit for each row whose answer is 1, joined by OR.
 *
 * The hidden unit of the row r has weight +1 where r is 1 and −1 where r is 0. Its weighted sum is the number of ones
 * in r for the input r itself, and at least one less for every other, so the bias 1/2 − (ones in r) lets it know its
 * row alone.
 *
 * This takes as many hidden units as the table has ones, up to 2ⁿ: any function can be stored so, none is understood.
 *
 * @param truthTable - `[2ⁿ]` answers, 0 or 1, in the order of counting with the first input as most significant bit.
 * @returns hiddenWeight `[H, n]`, hiddenBias `[H]`, outputWeight `[H]` and outputBias `[]`.
 * @throws ShapeError - when it is not a list of 2, 4, 8, … answers.
 * @throws RangeError - when an answer is neither 0 nor 1.
 * @example buildNetwork(tensor([0, 1, 1, 0])).hiddenWeight // => [[-1, 1], [1, -1]]
 * @see McCulloch & Pitts, A logical calculus of the ideas immanent in nervous activity (1943), theorem 2.
 */
export function buildNetwork(truthTable: Tensor): ThresholdNetwork {
  const rows = everyInput(inputsOf(truthTable));
  const known = rows.gather([...truthTable.data.keys()].filter((row) => truthTable.data[row] === 1)); // [H, n]
  return {
    hiddenWeight: known.mul(2).sub(1),
    hiddenBias: known.sum(1).neg().add(0.5),
    outputWeight: ones([known.shape[0]!]),
    outputBias: tensor(-0.5),
  };
}

/**
 * What a network of threshold units with one hidden layer gives for each input.
 *
 * `h = threshold(W x + b)`, `y = threshold(v·h + c)` with threshold(z) = 1 where z > 0, else 0
 *
 * @param network - hiddenWeight W `[H, n]`, hiddenBias b `[H]`, outputWeight v `[H]` and outputBias c `[]`.
 * @param input - `[N, n]` one input in each row.
 * @returns `[N]` zeros and ones.
 * @throws ShapeError - when the rows of `input` are not as long as those of the hidden weights.
 * @example evaluateNetwork(buildNetwork(tensor([0, 1, 1, 0])), tensor([[1, 0], [1, 1]])) // => [1, 0]
 */
export function evaluateNetwork(network: ThresholdNetwork, input: Tensor): Tensor {
  const { hiddenWeight, hiddenBias, outputWeight, outputBias } = network;
  const hidden = threshold(input.matmul(hiddenWeight.T).add(hiddenBias)); // [N, n] -> [N, H]
  return thresholdUnit(hidden, outputWeight, outputBias);
}

/** The n for which the table has 2ⁿ answers. */
function inputsOf(truthTable: Tensor): number {
  const n = Math.log2(truthTable.size);
  if (truthTable.rank !== 1 || !Number.isInteger(n) || n < 1) {
    throw new ShapeError(
      `buildNetwork: truthTable has shape [${truthTable.shape.join(", ")}], expected [2], [4], [8] and so on. ` +
        `It holds one answer for each input of n bits.`,
    );
  }
  const wrong = truthTable.data.findIndex((answer) => answer !== 0 && answer !== 1);
  if (wrong >= 0) {
    throw new RangeError(
      `buildNetwork: truthTable[${wrong}] is ${truthTable.data[wrong]}, expected 0 or 1. Answers are truth values.`,
    );
  }
  return n;
}
