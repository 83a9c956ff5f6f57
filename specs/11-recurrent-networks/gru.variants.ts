import { concatenate, stack, zeros, type Tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { gru, gruBackward, type GruGradients } from "#reference/11-recurrent-networks/gru.ts";

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

export default variants<typeof import("#reference/11-recurrent-networks/gru.ts")>({
  "sequence by sequence, each cut at its length": {
    gru: (input, parameters, initial, options = {}) => {
      gru(input, parameters, initial, options); // refuses what does not fit
      const [batch, length] = input.shape as readonly [number, number];
      const size = initial.shape[1]!;
      const rows = Array.from({ length: batch }, (_, sequence) => {
        const steps = options.lengths?.data[sequence] ?? length;
        let hidden = initial.slice(sequence);
        const output = zeros([length, size]);
        for (let time = 0; time < steps; time++) {
          const seen = parameters.weightInput.matmul(input.slice(sequence, time)).add(parameters.biasInput);
          const known = parameters.weightHidden.matmul(hidden).add(parameters.biasHidden);
          hidden = hidden.map((old, unit) => {
            const r = sigmoid(seen.data[unit]! + known.data[unit]!);
            const z = sigmoid(seen.data[size + unit]! + known.data[size + unit]!);
            const candidate = Math.tanh(seen.data[2 * size + unit]! + r * known.data[2 * size + unit]!);
            return candidate + z * (old - candidate);
          });
          output.data.set(hidden.data, time * size);
        }
        return { output, hidden };
      });
      return { output: stack(rows.map((row) => row.output)), hidden: stack(rows.map((row) => row.hidden)) };
    },
    gruBackward: (input, parameters, initial, gradOutput, options = {}) => {
      const [batch, length, features] = input.shape as readonly [number, number, number];
      const each = Array.from({ length: batch }, (_, sequence): GruGradients => {
        const steps = options.lengths?.data[sequence] ?? length;
        const only = [sequence, sequence + 1] as const;
        const gradients = gruBackward(input.slice([...only], [0, steps]), parameters, initial.slice([...only]), {
          output: gradOutput.output.slice([...only], [0, steps]),
          hidden: gradOutput.hidden.slice([...only]),
        });
        const padding = zeros([1, length - steps, features]);
        return steps < length ? { ...gradients, gradInput: concatenate([gradients.gradInput, padding], 1) } : gradients;
      });
      const total = (field: keyof GruGradients["gradParameters"]): Tensor =>
        each.map(({ gradParameters }) => gradParameters[field]).reduce((sum, now) => sum.add(now));
      return {
        gradInput: concatenate(each.map(({ gradInput }) => gradInput)),
        gradParameters: {
          weightInput: total("weightInput"),
          weightHidden: total("weightHidden"),
          biasInput: total("biasInput"),
          biasHidden: total("biasHidden"),
        },
        gradInitial: concatenate(each.map(({ gradInitial }) => gradInitial)),
      };
    },
  },
});
