import { arange, full, ones, tensor, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import {
  everyInput,
  gateUnit,
  parityCounterexample,
  parityNetwork,
  xorNetwork,
} from "#reference/01-neurons/logic-gates.ts";

const gates =
  (changed: Partial<Record<Parameters<typeof gateUnit>[0], typeof gateUnit>>): typeof gateUnit =>
  (gate, n) => {
    gateUnit(gate, n); // refuses what is no gate
    return (changed[gate] ?? gateUnit)(gate, n);
  };

const unit = (n: number, weight: number, bias: number) => ({ weight: full([n], weight), bias: tensor(bias) });

/** The first input on which a unit that fires by `decide` differs from `wanted`. */
function firstDifference(
  weight: Tensor,
  bias: Tensor,
  decide: (z: Tensor) => Tensor,
  wanted: (ones: number) => number,
) {
  parityCounterexample(weight, bias); // refuses a single input
  const inputs = everyInput(weight.size);
  const differs = decide(inputs.matmul(weight).add(bias)).notEqual(inputs.sum(1).map(wanted));
  return inputs.slice(differs.argmax().item());
}

export default mistakes<typeof import("#reference/01-neurons/logic-gates.ts")>({
  "first input least significant": {
    looksLike: "The first input changes fastest; counting changes the last one fastest.",
    reread: "the first input is the most significant bit",
    everyInput: (n) => everyInput(n).slice(null, [null, null, -1]),
  },
  "counted down": {
    looksLike: "The list starts with all ones and counts down to all zeros.",
    reread: "in the order of counting: 00…0 comes first",
    everyInput: (n) => everyInput(n).slice([null, null, -1]),
  },
  "−1 for a 0": {
    looksLike: "Inputs that are off are −1; the list holds zeros and ones.",
    reread: "[2ⁿ, n] zeros and ones",
    everyInput: (n) => everyInput(n).mul(2).sub(1),
  },
  "sums that land on zero": {
    looksLike: "Where the gate should fire the weighted sum is exactly 0, and a unit fires only above it.",
    reread: "y = 1 where w·x + b > 0: strictly greater",
    gateUnit: gates({ and: (_gate, n) => unit(n, 1, -n), or: (_gate, n) => unit(n, 1, -1) }),
  },
  "AND for two inputs only": {
    looksLike: "AND fires as soon as two inputs are 1, however many there are.",
    reread: "AND: all n inputs are 1",
    gateUnit: gates({ and: (_gate, n) => unit(n, 1, -1.5), nand: (_gate, n) => unit(n, -1, 1.5) }),
  },
  "weights negated, bias kept": {
    looksLike: "NAND and NOR have the negated weights, but the bias of AND and OR.",
    reread: "−(w·x + b) = (−w)·x + (−b): both change their sign",
    gateUnit: gates({
      nand: (_gate, n) => unit(n, -1, 0.5 - n),
      nor: (_gate, n) => unit(n, -1, -0.5),
      not: () => unit(1, -1, -0.5),
    }),
  },
  "NAND and NOR exchanged": {
    looksLike: "NAND fires where no input is 1, NOR where not all are: the two are exchanged.",
    reread: "NAND: not all inputs are 1. NOR: none is",
    gateUnit: gates({ nand: (_gate, n) => gateUnit("nor", n), nor: (_gate, n) => gateUnit("nand", n) }),
  },
  "OR for XOR": {
    looksLike: "Two inputs that are both 1 give 1: this is OR.",
    reread: "XOR: at least one, and not both",
    xorNetwork: () => ({ ...xorNetwork(), hiddenBias: tensor([-0.5, 9]) }),
  },
  XNOR: {
    looksLike: "Equal inputs give 1, different ones 0: the output is the negation of XOR.",
    reread: "XOR is 1 where its two inputs differ",
    xorNetwork: () => {
      const network = xorNetwork();
      return { ...network, outputWeight: network.outputWeight.neg(), outputBias: network.outputBias.neg() };
    },
  },
  "exactly one": {
    looksLike: "Parity is 1 only where exactly one input is 1; three ones give 0.",
    reread: "parity is 1 where an odd number of inputs is 1",
    parityNetwork: (n) => ({ ...parityNetwork(n), outputWeight: arange(n).map((k) => [1, -1][k] ?? 0) }),
  },
  "even parity": {
    looksLike: "An even number of ones gives 1: the output is the negation of parity.",
    reread: "parity is 1 where an odd number of inputs is 1",
    parityNetwork: (n) => {
      const network = parityNetwork(n);
      return { ...network, outputWeight: network.outputWeight.neg(), outputBias: tensor(0.5) };
    },
  },
  "output weights all positive": {
    looksLike: "The hidden units all pull the same way, so any input that is 1 makes the output fire.",
    reread: "1 − 1 + 1 − …: the output weights change their sign from one hidden unit to the next",
    parityNetwork: (n) => ({ ...parityNetwork(n), outputWeight: ones([n]) }),
  },
  "unit fires at zero": {
    looksLike: "The unit that is to be refuted is taken to fire where its net input is exactly 0.",
    reread: "y = 1 where w·x + b > 0: strictly greater",
    parityCounterexample: (weight, bias) =>
      firstDifference(
        weight,
        bias,
        (z) => z.greaterEqual(0),
        (count) => count % 2,
      ),
  },
  "OR in place of parity": {
    looksLike: 'The unit is compared with "any input is 1", not with "an odd number is".',
    reread: "parity is 1 where an odd number of inputs is 1",
    parityCounterexample: (weight, bias) =>
      firstDifference(
        weight,
        bias,
        (z) => z.greater(0),
        (count) => Math.min(count, 1),
      ),
  },
});
