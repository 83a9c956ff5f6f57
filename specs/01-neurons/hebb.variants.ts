import { variants } from "#graders/spec/authoring.ts";

export default variants<typeof import("#reference/01-neurons/hebb.ts")>({
  "Hebb's rule and a decay by y² apart": {
    oja: (weight, input, output, { learningRate = 0.1 } = {}) => {
      const decay = output.square().mul(learningRate).neg().add(1);
      return weight.mul(decay).add(input.mul(output.mul(learningRate)));
    },
  },
  "numbers in loops": {
    trainOja: (inputs, start, { learningRate = 0.01, epochs = 100 } = {}) => {
      const rows = inputs.toArray() as number[][];
      const weight = start.data.slice();
      for (let epoch = 0; epoch < epochs; epoch++) {
        for (const x of rows) {
          const y = x.reduce((sum, entry, d) => sum + entry * weight[d]!, 0);
          for (const [d, entry] of x.entries()) weight[d]! += learningRate * y * (entry - y * weight[d]!);
        }
      }
      return start.map((_, d) => weight[d]!);
    },
  },
  "weight by weight": {
    hebb: (weight, input, output, { learningRate = 0.1 } = {}) =>
      weight.map((w, d) => w + learningRate * input.at(d) * output.item()),
  },
});
