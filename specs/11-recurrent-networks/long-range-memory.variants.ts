import { concatenate, full, stack, Tensor, tensor, zeros, type Random } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { Adam } from "#reference/08-optimisers/adam.ts";
import { clipByGlobalNorm, clipByValue } from "#reference/08-optimisers/gradient-clipping.ts";
import {
  memoryLoss,
  memoryLossBackward,
  memoryModel,
  memoryTask,
  r2Score,
  type MemoryOptions,
  type MemoryParameters,
} from "#reference/11-recurrent-networks/long-range-memory.ts";

const sigmoid = (x: Tensor): Tensor => x.neg().exp().add(1).pow(-1);

function listOf({ recurrent, weight, bias }: MemoryParameters): Tensor[] {
  return [recurrent.weightInput, recurrent.weightHidden, recurrent.bias, weight, bias];
}

function named(list: readonly Tensor[]): MemoryParameters {
  const [weightInput, weightHidden, own, weight, bias] = list as [Tensor, Tensor, Tensor, Tensor, Tensor];
  return { recurrent: { weightInput, weightHidden, bias: own }, weight, bias };
}

/** Steps of Adam, with lengths and learning rates as they are asked for, then until the loss is below 0.04. */
function train(
  start: MemoryParameters,
  random: Random,
  length: number,
  options: MemoryOptions,
  plan: readonly (readonly [length: number, learningRate: number])[],
  clip: (gradients: readonly Tensor[]) => Tensor[],
): MemoryParameters {
  let flat = listOf(start);
  let [optimiser, rate] = [new Adam(), 0];
  const step = (steps: number, learningRate: number): void => {
    if (learningRate !== rate) [optimiser, rate] = [new Adam({ learningRate }), learningRate];
    const { inputs, targets } = memoryTask(16, steps, random);
    const { gradParameters } = memoryLossBackward(inputs, targets, named(flat), tensor(1), options);
    flat = optimiser.step(flat, clip(listOf(gradParameters)));
  };
  for (const [steps, learningRate] of plan) step(Math.min(length, steps), learningRate);
  for (let round = 0; round < 6; round++) {
    for (let n = 0; n < 10; n++) step(length, 0.02);
    const { inputs, targets } = memoryTask(40, length, random);
    if (memoryLoss(inputs, targets, named(flat), options).item() < 0.04) break;
  }
  return named(flat);
}

export default variants<typeof import("#reference/11-recurrent-networks/long-range-memory.ts")>({
  "one sequence after the other, gate by gate": {
    memoryTask: (count, length, random) => {
      memoryTask(count, length, random); // refuses what it must
      const early = Math.max(1, Math.floor(length / 5));
      const data = new Float64Array(2 * count * length);
      const targets = Array.from({ length: count }, (_, n) => {
        const place = random.integer(0, early);
        for (let t = 0; t < length; t++) data[2 * (n * length + t)] = 1 - 2 * random.number();
        data[2 * (n * length + place) + 1] = 1;
        return data[2 * (n * length + place)]!;
      });
      return { inputs: new Tensor(data, [count, length, 2]), targets: tensor(targets) };
    },
    memoryModel: (inputs, parameters, options = {}) => {
      memoryModel(inputs, parameters, options);
      const { recurrent, weight, bias } = parameters;
      const units = weight.size;
      const predictions = Array.from({ length: inputs.shape[0]! }, (_, n) => {
        let [hidden, cell] = [zeros([units]), zeros([units])];
        for (let t = 0; t < inputs.shape[1]!; t++) {
          const scores = recurrent.weightInput
            .matmul(inputs.slice(n, t))
            .add(recurrent.weightHidden.matmul(hidden))
            .add(recurrent.bias);
          const gate = (index: number): Tensor => scores.slice([index * units, (index + 1) * units]);
          if (options.cell === "rnn") hidden = scores.tanh();
          else {
            cell = sigmoid(gate(1))
              .mul(cell)
              .add(sigmoid(gate(0)).mul(gate(2).tanh()));
            hidden = sigmoid(gate(3)).mul(cell.tanh());
          }
        }
        return hidden.mul(weight).sum().add(bias);
      });
      return stack(predictions);
    },
    memoryLossBackward: (inputs, targets, parameters, gradOutput, options) => {
      memoryLossBackward(inputs, targets, parameters, gradOutput, options);
      const count = inputs.shape[0]!;
      const each = Array.from({ length: count }, (_, n) =>
        memoryLossBackward(
          inputs.slice([n, n + 1]),
          targets.slice([n, n + 1]),
          parameters,
          gradOutput.div(count),
          options,
        ),
      );
      const sums = each
        .map(({ gradParameters }) => listOf(gradParameters))
        .reduce((total, own) => total.map((gradient, index) => gradient.add(own[index]!)));
      return { gradParameters: named(sums) };
    },
    r2Score: (predictions, targets) => {
      r2Score(predictions, targets);
      return tensor(1).sub(predictions.sub(targets).square().mean().div(targets.variance()));
    },
  },
  "ten units, uniform weights, gradients cut by value": {
    trainMemory: (length, random, options = {}) => {
      const units = 10;
      const blocks = options.cell === "rnn" ? 1 : 4;
      const gates = [zeros([units]), full([units], Math.log(length)), zeros([units]), zeros([units])];
      const start = {
        recurrent: {
          weightInput: random.uniform([blocks * units, 2], -1.2, 1.2),
          weightHidden: random.normal([blocks * units, units], 0, 0.5 / Math.sqrt(units)),
          bias: blocks === 1 ? zeros([units]) : concatenate(gates),
        },
        weight: random.uniform([units], -0.5, 0.5),
        bias: tensor(0),
      };
      const plan = [
        ...Array.from({ length: 100 }, () => [6, 0.06] as const),
        ...Array.from({ length: 50 }, () => [20, 0.04] as const),
      ];
      return train(start, random, length, options, plan, (gradients) => clipByValue(gradients, 0.3));
    },
  },
  "lengths that grow step by step": {
    trainMemory: (length, random, options = {}) => {
      const units = 8;
      const blocks = options.cell === "rnn" ? 1 : 4;
      const isForget = (row: number): boolean => blocks === 4 && row >= units && row < 2 * units;
      const start = {
        recurrent: {
          weightInput: random.normal([blocks * units, 2], 0, 0.8),
          weightHidden: random.normal([blocks * units, units], 0, 0.5 / Math.sqrt(units)),
          bias: zeros([blocks * units]).map((_, row) => (isForget(row) ? 4 : 0)),
        },
        weight: random.normal([units], 0, 0.35),
        bias: tensor(0),
      };
      const plan = Array.from({ length: 160 }, (_, step) => {
        const steps = step < 80 ? 6 : Math.round(6 * 5 ** ((step - 80) / 80)); // 6 to 30
        return [steps, step < 80 ? 0.08 : 0.05] as const;
      });
      return train(start, random, length, options, plan, (gradients) => clipByGlobalNorm(gradients, 1));
    },
  },
});
