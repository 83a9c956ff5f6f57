import { arange, ones, stack, tensor, type Tensor } from "#tensor";
import { thresholdUnit } from "./threshold-unit.ts";

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
 * @example everyInput(2) // => [[0, 0], [0, 1], [1, 0], [1, 1]]
 */
export function everyInput(n: number): Tensor {
  requireInputs("everyInput", n);
  const row = arange(2 ** n).expandDims(1);
  const place = tensor(2).pow(arange(n - 1, -1, -1)); // 2ⁿ⁻¹, …, 2, 1
  return row.div(place).map((quotient) => Math.floor(quotient) % 2);
}

/**
 * A logic gate as one threshold unit.
 *
 * The weighted sum counts the inputs that are 1. AND needs all n of them, OR needs one; half a count below that leaves
 * room on both sides. Changing every sign turns a gate into its negation.
 *
 * @param gate - "and", "or", "nand" (not all), "nor" (none) or "not".
 * @param n - number of inputs, at least 1; exactly 1 for "not".
 * @returns a unit with n weights.
 * @throws RangeError - when `n` is not such a number.
 * @example
 * const { weight, bias } = gateUnit("and", 2);
 * everyInput(2).matmul(weight).add(bias).greater(0) // => [0, 0, 0, 1]
 * @see McCulloch & Pitts, A logical calculus of the ideas immanent in nervous activity (1943), figure 1.
 */
export function gateUnit(gate: Gate, n: number): ThresholdUnit {
  requireInputs("gateUnit", n);
  switch (gate) {
    case "and":
      return { weight: ones([n]), bias: tensor(0.5 - n) };
    case "or":
      return { weight: ones([n]), bias: tensor(-0.5) };
    case "nand":
      return negated(gateUnit("and", n));
    case "nor":
      return negated(gateUnit("or", n));
    case "not":
      if (n === 1) return negated(gateUnit("or", 1));
      throw new RangeError(`gateUnit: n is ${n} for "not", expected 1. For more inputs take nand or nor.`);
  }
}

/**
 * Exclusive or of two inputs, with a hidden layer of two units: "at least one" and "not both", joined by AND.
 *
 * @example
 * const { hiddenWeight, hiddenBias, outputWeight, outputBias } = xorNetwork();
 * const hidden = everyInput(2).matmul(hiddenWeight.T).add(hiddenBias).greater(0);
 * hidden.matmul(outputWeight).add(outputBias).greater(0) // => [0, 1, 1, 0]
 * @see Goodfellow, Bengio & Courville, Deep Learning (2016), section 6.1, with other hidden units.
 */
export function xorNetwork(): ThresholdNetwork {
  const hidden = [gateUnit("or", 2), gateUnit("nand", 2)];
  const output = gateUnit("and", 2);
  return {
    hiddenWeight: stack(hidden.map(({ weight }) => weight)),
    hiddenBias: stack(hidden.map(({ bias }) => bias)),
    outputWeight: output.weight,
    outputBias: output.bias,
  };
}

/**
 * Parity of n inputs: 1 where an odd number of them is 1.
 *
 * Hidden unit k fires where at least k inputs are 1, so with c ones the first c units fire. Output weights that change
 * sign from one to the next leave 1 − 1 + 1 − … over c terms: 1 when c is odd, 0 when it is even.
 *
 * @param n - number of inputs, at least 1.
 * @returns a network with n hidden units.
 * @throws RangeError - when `n` is not a whole number, at least 1.
 * @example parityNetwork(3).outputWeight // => [1, -1, 1]
 * @see Rumelhart, Hinton & Williams, Learning internal representations by error propagation (1986), "Parity".
 */
export function parityNetwork(n: number): ThresholdNetwork {
  requireInputs("parityNetwork", n);
  return {
    hiddenWeight: ones([n, n]),
    hiddenBias: arange(n).neg().sub(0.5), // 0.5 − k for k = 1, …, n
    outputWeight: arange(n).map((k) => (-1) ** k),
    outputBias: tensor(-0.5),
  };
}

/**
 * Where a single unit that was meant to compute parity goes wrong: there is always such an input.
 *
 * Take two inputs, all others 0. Parity asks for b ≤ 0, w₁ + b > 0, w₂ + b > 0 and w₁ + w₂ + b ≤ 0. The second and
 * third add up to w₁ + w₂ + 2b > 0, the first and last to w₁ + w₂ + 2b ≤ 0.
 *
 * @param weight - `[n]` of the unit, with n at least 2.
 * @param bias - `[]` of the unit.
 * @returns `[n]` the first input, in the order of {@link everyInput}, on which unit and parity differ.
 * @throws RangeError - when n is below 2; parity of one input is that input.
 * @example parityCounterexample(tensor([1, 1]), tensor(-0.5)) // => [1, 1]
 * @see Minsky & Papert, Perceptrons (1969), section 3.1.
 */
export function parityCounterexample(weight: Tensor, bias: Tensor): Tensor {
  if (weight.size < 2) {
    throw new RangeError(`parityCounterexample: weight has ${weight.size} entries, expected at least 2.`);
  }
  const inputs = everyInput(weight.size);
  const parity = inputs.sum(1).map((count) => count % 2);
  const differs = thresholdUnit(inputs, weight, bias).notEqual(parity);
  return inputs.slice(differs.argmax().item());
}

function negated({ weight, bias }: ThresholdUnit): ThresholdUnit {
  return { weight: weight.neg(), bias: bias.neg() };
}

function requireInputs(caller: string, n: number): void {
  if (Number.isInteger(n) && n >= 1) return;
  throw new RangeError(`${caller}: n is ${n}, expected a whole number, at least 1. It counts the inputs.`);
}
