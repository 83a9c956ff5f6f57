import { arange, ones, tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { buildNetwork, evaluateNetwork } from "#reference/01-neurons/boolean-network.ts";

export default variants<typeof import("#reference/01-neurons/boolean-network.ts")>({
  "silenced by the rows whose answer is 0": {
    buildNetwork: (truthTable) => {
      buildNetwork(truthTable); // refuses what is no table
      const network = buildNetwork(ones(truthTable.shape).sub(truthTable));
      return { ...network, outputWeight: network.outputWeight.neg(), outputBias: tensor(0.5) };
    },
  },
  "steps along the number that the bits spell": {
    buildNetwork: (truthTable) => {
      buildNetwork(truthTable); // refuses what is no table
      const rows = truthTable.size;
      const places = tensor(2).pow(arange(Math.log2(rows) - 1, -1, -1));
      const before = truthTable.slice([0, -1]).pad([[1, 0]]);
      return {
        hiddenWeight: places.broadcastTo([rows, places.size]),
        hiddenBias: arange(rows).neg().add(0.5), // unit k fires from row k on
        outputWeight: truthTable.sub(before),
        outputBias: tensor(-0.5),
      };
    },
  },
  "one unit more that never fires": {
    buildNetwork: (truthTable) => {
      const network = buildNetwork(truthTable);
      return {
        ...network,
        hiddenWeight: network.hiddenWeight.pad([
          [0, 1],
          [0, 0],
        ]),
        hiddenBias: network.hiddenBias.pad([[0, 1]]),
        outputWeight: network.outputWeight.pad([[0, 1]], 3),
      };
    },
  },
  "unit by unit": {
    evaluateNetwork: (network, input) => {
      evaluateNetwork(network, input); // refuses what does not fit
      const { hiddenWeight, hiddenBias, outputWeight, outputBias } = network;
      const answers = Array.from({ length: input.shape[0]! }, (_, example) => {
        let sum = outputBias.item();
        for (const [unit, bias] of hiddenBias.data.entries()) {
          let z = bias;
          for (let i = 0; i < input.shape[1]!; i++) z += hiddenWeight.at(unit, i) * input.at(example, i);
          if (z > 0) sum += outputWeight.at(unit);
        }
        return sum > 0 ? 1 : 0;
      });
      return tensor(answers);
    },
  },
});
