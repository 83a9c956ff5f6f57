import { ones, tensor, type Tensor } from "#tensor";
import type { Gate, ThresholdNetwork, ThresholdUnit } from "#reference/01-neurons/logic-gates.ts";

type LogicGates = typeof import("#reference/01-neurons/logic-gates.ts");

/** What the student's unit for a gate gives for each row of zeros and ones `[N, n]`. */
export function gateOutputs({ gateUnit }: LogicGates, gate: Gate, input: Tensor): Tensor {
  return fires(gateUnit(gate, input.shape[1]!), input);
}

/** What the student's exclusive or gives for each row `[N, 2]`. */
export function xorOutputs({ xorNetwork }: LogicGates, input: Tensor): Tensor {
  return through(xorNetwork(), input);
}

/** What the student's parity network of n inputs gives for each row `[N, n]`. */
export function parityOutputs({ parityNetwork }: LogicGates, input: Tensor): Tensor {
  return through(parityNetwork(input.shape[1]!), input);
}

/** What the student's functions make for n inputs: a gate, all inputs, a network for parity or where a unit fails at it. */
export function madeFor(
  { everyInput, gateUnit, parityCounterexample, parityNetwork }: LogicGates,
  what: Gate | "inputs" | "parity" | "counterexample",
  n: number,
): Tensor | ThresholdUnit | ThresholdNetwork {
  switch (what) {
    case "inputs":
      return everyInput(n);
    case "parity":
      return parityNetwork(n);
    case "counterexample":
      return parityCounterexample(ones([n]), tensor(-0.5));
    default:
      return gateUnit(what, n);
  }
}

function fires({ weight, bias }: ThresholdUnit, input: Tensor): Tensor {
  return input.matmul(weight).add(bias).greater(0);
}

function through({ hiddenWeight, hiddenBias, outputWeight, outputBias }: ThresholdNetwork, input: Tensor): Tensor {
  const hidden = input.matmul(hiddenWeight.T).add(hiddenBias).greater(0);
  return fires({ weight: outputWeight, bias: outputBias }, hidden);
}
