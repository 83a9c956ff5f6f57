import { concatenate, stack, Tensor, zeros } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import {
  lstm,
  lstmStack,
  type LstmGradients,
  type LstmOutput,
  type LstmState,
} from "#reference/11-recurrent-networks/lstm.ts";

type Module = typeof import("#reference/11-recurrent-networks/lstm.ts");

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** Each sequence for itself, cut at its length; what is padding is put back as zeros. */
const oneByOne =
  (run: (...whole: Parameters<Module["lstm"]>) => LstmOutput): Module["lstm"] =>
  (input, parameters, initial, options = {}) => {
    lstm(input, parameters, initial, options); // refuses what does not fit
    const [batch, length] = input.shape as readonly [number, number];
    const runs = Array.from({ length: batch }, (_, sequence): LstmOutput => {
      const steps = options.lengths?.at(sequence) ?? length;
      const start = {
        hidden: initial.hidden.slice([sequence, sequence + 1]),
        cell: initial.cell.slice([sequence, sequence + 1]),
      };
      const after = run(input.slice([sequence, sequence + 1], [0, steps]), parameters, start);
      const padding = [
        [0, 0],
        [0, length - steps],
        [0, 0],
      ] as const;
      return { ...after, output: after.output.pad(padding) };
    });
    const all = (field: keyof LstmOutput): Tensor => concatenate(runs.map((after) => after[field]));
    return { output: all("output"), hidden: all("hidden"), cell: all("cell") };
  };

const oneByOneBackward =
  (run: Module["lstmBackward"]): Module["lstmBackward"] =>
  (input, parameters, initial, gradOutput, options = {}) => {
    const [batch, length] = input.shape as readonly [number, number];
    const runs = Array.from({ length: batch }, (_, sequence): LstmGradients => {
      const steps = options.lengths?.at(sequence) ?? length;
      const only = (x: Tensor): Tensor => x.slice([sequence, sequence + 1]);
      const gradients = run(
        only(input).slice(null, [0, steps]),
        parameters,
        { hidden: only(initial.hidden), cell: only(initial.cell) },
        {
          output: only(gradOutput.output).slice(null, [0, steps]),
          hidden: only(gradOutput.hidden),
          cell: only(gradOutput.cell),
        },
      );
      const padding = [
        [0, 0],
        [0, length - steps],
        [0, 0],
      ] as const;
      return { ...gradients, gradInput: gradients.gradInput.pad(padding) };
    });
    const total = (field: keyof LstmGradients["gradParameters"]): Tensor =>
      runs.map(({ gradParameters }) => gradParameters[field]).reduce((sum, now) => sum.add(now));
    return {
      gradInput: concatenate(runs.map(({ gradInput }) => gradInput)),
      gradParameters: { weightInput: total("weightInput"), weightHidden: total("weightHidden"), bias: total("bias") },
      gradInitial: {
        hidden: concatenate(runs.map(({ gradInitial }) => gradInitial.hidden)),
        cell: concatenate(runs.map(({ gradInitial }) => gradInitial.cell)),
      },
    };
  };

export default variants<Module>({
  "unit by unit, without a matrix product": {
    lstm: oneByOne((input, parameters, initial) => {
      const [batch, length, features] = input.shape as readonly [number, number, number];
      const size = initial.hidden.shape[1]!;
      // Refuses what does not fit; its result is not used.
      lstm(input, parameters, initial);
      const output = zeros([batch, length, size]);
      const cell = new Tensor(initial.cell.data.slice(), [batch, size]);
      let hidden = initial.hidden;
      for (let t = 0; t < length; t++) {
        const next = zeros([batch, size]);
        for (let n = 0; n < batch; n++) {
          for (let unit = 0; unit < size; unit++) {
            const score = (block: number): number => {
              const row = block * size + unit;
              let sum = parameters.bias.at(row);
              for (let d = 0; d < features; d++) sum += parameters.weightInput.at(row, d) * input.at(n, t, d);
              for (let h = 0; h < size; h++) sum += parameters.weightHidden.at(row, h) * hidden.at(n, h);
              return sum;
            };
            const at = n * size + unit;
            const kept = sigmoid(score(1)) * cell.data[at]!;
            cell.data[at] = kept + sigmoid(score(0)) * Math.tanh(score(2));
            next.data[at] = sigmoid(score(3)) * Math.tanh(cell.data[at]);
            output.data[(n * length + t) * size + unit] = next.data[at];
          }
        }
        hidden = next;
      }
      return { output, hidden, cell };
    }),
  },
  "input and hidden state side by side, in one product": {
    lstm: oneByOne((input, parameters, initial) => {
      const weight = concatenate([parameters.weightInput, parameters.weightHidden], 1);
      const size = initial.hidden.shape[1]!;
      lstm(input, parameters, initial);
      let { hidden, cell } = initial;
      const outputs = [];
      for (let t = 0; t < input.shape[1]!; t++) {
        const scores = concatenate([input.slice(null, t), hidden], 1)
          .matmul(weight.T)
          .add(parameters.bias);
        const [i, f, g, o] = [0, 1, 2, 3].map((block) => scores.slice(null, [block * size, (block + 1) * size]));
        cell = f!.map(sigmoid).mul(cell).add(i!.map(sigmoid).mul(g!.tanh()));
        hidden = o!.map(sigmoid).mul(cell.tanh());
        outputs.push(hidden.expandDims(1));
      }
      return { output: concatenate(outputs, 1), hidden, cell };
    }),
  },
  "backwards with input and hidden state side by side": {
    lstmBackward: oneByOneBackward((input, parameters, initial, gradOutput) => {
      const [, length, features] = input.shape as readonly [number, number, number];
      const weight = concatenate([parameters.weightInput, parameters.weightHidden], 1);
      const states = [initial];
      for (let t = 0; t < length; t++) states.push(lstm(input.slice(null, [t, t + 1]), parameters, states[t]!));
      let gradWeight = zeros(weight.shape);
      let gradBias = zeros(parameters.bias.shape);
      let { hidden: gradHidden, cell: gradCell } = gradOutput as LstmState;
      const gradInputs: Tensor[] = [];
      for (let t = length - 1; t >= 0; t--) {
        const { hidden, cell } = states[t]!;
        const both = concatenate([input.slice(null, t), hidden], 1);
        const size = hidden.shape[1]!;
        const scores = both.matmul(weight.T).add(parameters.bias);
        const block = (index: number): Tensor => scores.slice(null, [index * size, (index + 1) * size]);
        const [i, f, o] = [block(0), block(1), block(3)].map((score) => score.map(sigmoid)) as [Tensor, Tensor, Tensor];
        const g = block(2).tanh();
        const shown = states[t + 1]!.cell.tanh();
        const arrived = gradHidden.add(gradOutput.output.slice(null, t));
        gradCell = gradCell.add(arrived.mul(o).sub(arrived.mul(o).mul(shown).mul(shown)));
        // With products of the gates' values: σ' = σ − σ², tanh' = 1 − tanh².
        const parts = [
          gradCell.mul(g).mul(i.sub(i.square())),
          gradCell.mul(cell).mul(f.sub(f.square())),
          gradCell.mul(i).mul(g.square().neg().add(1)),
          arrived.mul(shown).mul(o.sub(o.square())),
        ];
        const gradScores = concatenate(parts, 1);
        gradWeight = gradWeight.add(gradScores.T.matmul(both));
        gradBias = gradBias.add(gradScores.sum(0));
        const gradBoth = gradScores.matmul(weight);
        gradInputs.unshift(gradBoth.slice(null, [0, features]));
        gradHidden = gradBoth.slice(null, [features, null]);
        gradCell = gradCell.mul(f);
      }
      return {
        gradInput: stack(gradInputs, 1),
        gradParameters: {
          weightInput: gradWeight.slice(null, [0, features]),
          weightHidden: gradWeight.slice(null, [features, null]),
          bias: gradBias,
        },
        gradInitial: { hidden: gradHidden, cell: gradCell },
      };
    }),
  },
  "the last layer on what a stack of the others puts out": {
    lstmStack: (input, layers, options) => {
      const below = layers.slice(0, -1);
      const [forward, backward] = layers.at(-1)!;
      const under = below.length > 0 ? lstmStack(input, below, options) : { output: input, states: [] };
      const ahead = lstm(under.output, forward.parameters, forward.initial, options);
      if (!backward) return { output: ahead.output, states: [...under.states, [ahead]] };
      // From the end, one sequence after another.
      const [batch, length] = input.shape as readonly [number, number];
      const rows = Array.from({ length: batch }, (_, sequence): LstmOutput => {
        const steps = options?.lengths?.at(sequence) ?? length;
        const only = (x: Tensor): Tensor => x.slice([sequence, sequence + 1]);
        const turned = (x: Tensor): Tensor =>
          stack(
            [...Array(steps).keys()].map((time) => x.slice(null, steps - 1 - time)),
            1,
          );
        const start = { hidden: only(backward.initial.hidden), cell: only(backward.initial.cell) };
        const after = lstm(turned(only(under.output)), backward.parameters, start);
        return {
          ...after,
          output: turned(after.output).pad([
            [0, 0],
            [0, length - steps],
            [0, 0],
          ]),
        };
      });
      const all = (field: keyof LstmOutput): Tensor => concatenate(rows.map((after) => after[field]));
      const behind = { hidden: all("hidden"), cell: all("cell") };
      return { output: concatenate([ahead.output, all("output")], 2), states: [...under.states, [ahead, behind]] };
    },
  },
});
