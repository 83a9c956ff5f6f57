import { everyInput, gateUnit, parityCounterexample } from "#reference/01-neurons/logic-gates.ts";
import { full, tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";

export default variants<typeof import("#reference/01-neurons/logic-gates.ts")>({
  "whole numbers, the other side exactly on zero": {
    gateUnit: (gate, n) => {
      gateUnit(gate, n); // refuses what is no gate
      switch (gate) {
        case "and":
          return { weight: full([n], 1), bias: tensor(1 - n) };
        case "or":
          return { weight: full([n], 1), bias: tensor(0) };
        case "nand":
          return { weight: full([n], -1), bias: tensor(n) };
        default:
          return { weight: full([n], -1), bias: tensor(1) };
      }
    },
  },
  "XOR as this one or that one, each without the other": {
    xorNetwork: () => ({
      hiddenWeight: tensor([
        [1, -1],
        [-1, 1],
      ]),
      hiddenBias: tensor([0, 0]),
      outputWeight: tensor([1, 1]),
      outputBias: tensor(0),
    }),
  },
  "parity by one hidden unit for each odd input": {
    parityNetwork: (n) => {
      const inputs = everyInput(n);
      const odd = inputs.gather(
        [...inputs.sum(1).data.keys()].filter((row) => inputs.slice(row).sum().item() % 2 === 1),
      );
      const hiddenWeight = odd.mul(2).sub(1);
      const hiddenBias = odd.sum(1).neg().add(0.5);
      return { hiddenWeight, hiddenBias, outputWeight: full(hiddenBias.shape, 1), outputBias: tensor(-0.5) };
    },
  },
  "inputs spelt in base 2, parity counted": {
    everyInput: (n) => {
      everyInput(n); // refuses what is no number of inputs
      return tensor(Array.from({ length: 2 ** n }, (_, row) => row.toString(2).padStart(n, "0").split("").map(Number)));
    },
    parityCounterexample: (weight, bias) => {
      parityCounterexample(weight, bias); // refuses a single input
      const errs = (row: number[]): boolean => {
        const z = row.reduce((sum, x, i) => sum + x * weight.at(i), bias.item());
        return z > 0 !== (row.filter((x) => x === 1).length % 2 === 1);
      };
      return tensor((everyInput(weight.size).toArray() as number[][]).find(errs)!);
    },
  },
});
