import { NotStarted, type Tensor } from "#tensor";

export type Gate = "and" | "or" | "nand" | "nor" | "not";

/** A unit that fires where `weight · x + bias > 0`: weight `[n]`, bias `[]`. */
export interface ThresholdUnit {
  readonly weight: Tensor;
  readonly bias: Tensor;
}

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
 * Every input of n bits, in the order of counting: the first input is the most significant bit.
 *
 * @param n - number of inputs, at least 1.
 * @returns `[2ⁿ, n]` zeros and ones.
 * @throws RangeError - when `n` is not a whole number, at least 1.
 */
export function everyInput(n: number): Tensor {
  throw new NotStarted();
}

/**
 * A logic gate as one threshold unit. Any weights will do that give the gate's truth table.
 *
 * @param gate - "and" (all inputs are 1), "or" (at least one is), "nand" (not all), "nor" (none) or "not".
 * @param n - number of inputs, at least 1; exactly 1 for "not".
 * @returns a unit with n weights.
 * @throws RangeError - when `n` is not such a number.
 */
export function gateUnit(gate: Gate, n: number): ThresholdUnit {
  throw new NotStarted();
}

/** Exclusive or of two inputs, with one hidden layer of as many threshold units as you like. */
export function xorNetwork(): ThresholdNetwork {
  throw new NotStarted();
}

/**
 * Parity of n inputs, 1 where an odd number of them is 1, with one hidden layer.
 *
 * @param n - number of inputs, at least 1.
 * @throws RangeError - when `n` is not a whole number, at least 1.
 */
export function parityNetwork(n: number): ThresholdNetwork {
  throw new NotStarted();
}

/**
 * Where a single unit that was meant to compute parity goes wrong: there is always such an input.
 *
 * @param weight - `[n]` of the unit, with n at least 2.
 * @param bias - `[]` of the unit.
 * @returns `[n]` the first input, in the order of {@link everyInput}, on which unit and parity differ.
 * @throws RangeError - when n is below 2; parity of one input is that input.
 */
export function parityCounterexample(weight: Tensor, bias: Tensor): Tensor {
  throw new NotStarted();
}
