import { full, ones, tensor, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { buildNetwork } from "#reference/01-neurons/boolean-network.ts";
import type { ThresholdNetwork } from "#reference/01-neurons/logic-gates.ts";

/** Evaluates with another rule for firing in the hidden layer and in the output. */
function evaluateWith(hiddenFires: (z: Tensor) => Tensor, outputFires: (z: Tensor) => Tensor) {
  return (network: ThresholdNetwork, input: Tensor): Tensor => {
    const hidden = hiddenFires(input.matmul(network.hiddenWeight.T).add(network.hiddenBias));
    return outputFires(hidden.matmul(network.outputWeight).add(network.outputBias));
  };
}

const above = (z: Tensor): Tensor => z.greater(0);

export default mistakes<typeof import("#reference/01-neurons/boolean-network.ts")>({
  "fires at zero": {
    looksLike: "Units fire where their net input is exactly 0.",
    reread: "threshold(z) = 1 where z > 0, else 0: strictly greater",
    evaluateNetwork: evaluateWith(
      (z) => z.greaterEqual(0),
      (z) => z.greaterEqual(0),
    ),
  },
  "hidden layer not thresholded": {
    looksLike: "The output unit sees the weighted sums of the hidden units, not whether they fire.",
    reread: "h = threshold(W x + b)",
    evaluateNetwork: evaluateWith((z) => z, above),
  },
  "output not thresholded": {
    looksLike: "The weighted sum of the output unit comes back, not whether it fires.",
    reread: "y = threshold(v·h + c)",
    evaluateNetwork: evaluateWith(above, (z) => z),
  },
  "hidden biases left out": {
    looksLike: "The hidden units are evaluated without their biases.",
    reread: "h = threshold(W x + b)",
    evaluateNetwork: (network, input) =>
      evaluateWith(above, above)({ ...network, hiddenBias: full(network.hiddenBias.shape, 0) }, input),
  },
  "bits in the other order": {
    looksLike: "The first input is taken for the least significant bit of the row's number.",
    reread: "the order of counting, with the first input as most significant bit",
    buildNetwork: (truthTable) => {
      const network = buildNetwork(truthTable);
      return { ...network, hiddenWeight: network.hiddenWeight.slice(null, [null, null, -1]) };
    },
  },
  "weight 0 for a 0": {
    looksLike: "A hidden unit fires for every input that has at least the ones of its row: zeros got the weight 0.",
    reread: "weight +1 where the row is 1 and −1 where it is 0",
    buildNetwork: (truthTable) => {
      const network = buildNetwork(truthTable);
      return { ...network, hiddenWeight: network.hiddenWeight.maximum(0) };
    },
  },
  "bias of all inputs": {
    looksLike: "A hidden unit waits for n ones, though its row may have fewer: only the row of all ones is known.",
    reread: "the weighted sum of a row with its own weights is the number of its ones",
    buildNetwork: (truthTable) => {
      const network = buildNetwork(truthTable);
      return { ...network, hiddenBias: full(network.hiddenBias.shape, 0.5 - network.hiddenWeight.shape[1]!) };
    },
  },
  "output wants all": {
    looksLike: "The output joins the hidden units by AND, but no input is two rows at once.",
    reread: "one hidden unit for each row, joined by OR",
    buildNetwork: (truthTable) => {
      const network = buildNetwork(truthTable);
      return { ...network, outputBias: tensor(0.5 - network.outputWeight.size) };
    },
  },
  "the rows of zeros": {
    looksLike: "The hidden units know the rows whose answer is 0, and the output fires for those.",
    reread: "one hidden unit for each row whose answer is 1",
    buildNetwork: (truthTable) => {
      buildNetwork(truthTable);
      return buildNetwork(ones(truthTable.shape).sub(truthTable));
    },
  },
});
