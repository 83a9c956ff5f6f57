import { arange, concatenate, full, stack, tensor, zeros, type Random, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { Adam } from "#reference/08-optimisers/adam.ts";
import { clipByGlobalNorm } from "#reference/08-optimisers/gradient-clipping.ts";
import { rnn, rnnBackward } from "#reference/11-recurrent-networks/bptt.ts";
import { lstm, lstmBackward } from "#reference/11-recurrent-networks/lstm.ts";
import {
  memoryLoss,
  memoryLossBackward,
  memoryModel,
  memoryTask,
  r2Score,
  trainMemory,
  type CellParameters,
  type MemoryParameters,
  type MemoryTask,
} from "#reference/11-recurrent-networks/long-range-memory.ts";

type Module = typeof import("#reference/11-recurrent-networks/long-range-memory.ts");

/** The right inputs, with one of the two features changed; then the targets that belong to them. */
function taskWith(change: {
  readonly values?: (values: Tensor) => Tensor;
  readonly marks?: (marks: Tensor, random: Random) => Tensor;
}): Module["memoryTask"] {
  return (count, length, random) => {
    const { inputs } = memoryTask(count, length, random);
    const [right, marked] = [inputs.slice(null, null, 0), inputs.slice(null, null, 1)];
    const [values, marks] = [change.values?.(right) ?? right, change.marks?.(marked, random) ?? marked];
    return { inputs: stack([values, marks], 2), targets: values.mul(marks).sum(1) };
  };
}

/** The right inputs, with targets read elsewhere. */
function taskWithTarget(read: (values: Tensor, marks: Tensor) => Tensor): Module["memoryTask"] {
  return (count, length, random) => {
    const { inputs } = memoryTask(count, length, random);
    return { inputs, targets: read(inputs.slice(null, null, 0), inputs.slice(null, null, 1)) };
  };
}

const everyState = (inputs: Tensor, recurrent: CellParameters, cell: "lstm" | "rnn", hidden: Tensor, kept = hidden) =>
  cell === "rnn" ? rnn(inputs, recurrent, hidden) : lstm(inputs, recurrent, { hidden, cell: kept }).output;

const startOf = (batch: number, { weight }: MemoryParameters): Tensor => zeros([batch, weight.size]);

/** The prediction from some other state. */
function modelWith(
  read: (inputs: Tensor, parameters: MemoryParameters, cell: "lstm" | "rnn") => Tensor,
): Module["memoryModel"] {
  return (inputs, parameters, options = {}) => {
    memoryModel(inputs, parameters, options); // refuses what it must
    return read(inputs, parameters, options.cell ?? "lstm")
      .matmul(parameters.weight)
      .add(parameters.bias);
  };
}

/** The right gradients, with those of the cell worked out from other gradients of its states. */
function backwardWith(
  send: (gradStates: Tensor) => { readonly output: Tensor; readonly cell?: Tensor },
  kept = Infinity,
) {
  const backward: Module["memoryLossBackward"] = (inputs, targets, parameters, gradOutput, options = {}) => {
    const { gradParameters } = memoryLossBackward(inputs, targets, parameters, gradOutput, options);
    const { recurrent, weight } = parameters;
    const [batch, steps] = inputs.shape as readonly [number, number];
    const first = Math.max(0, steps - kept);
    const start = startOf(batch, parameters);
    const errors = memoryModel(inputs, parameters, options).sub(targets);
    const gradLast = errors
      .mul(gradOutput)
      .mul(2 / batch)
      .expandDims(1)
      .mul(weight);
    const isLast = arange(steps - first)
      .equal(steps - first - 1)
      .expandDims(1); // [T, 1]
    const { output, cell = zeros(start.shape) } = send(gradLast.expandDims(1).mul(isLast));
    const read = inputs.slice(null, [first, null]);
    if (options.cell === "rnn") {
      const before = first === 0 ? start : rnn(inputs.slice(null, [0, first]), recurrent, start).slice(null, -1);
      return {
        gradParameters: { ...gradParameters, recurrent: rnnBackward(read, recurrent, before, output).gradParameters },
      };
    }
    const zero = { hidden: start, cell: start };
    const before = first === 0 ? zero : lstm(inputs.slice(null, [0, first]), recurrent, zero);
    const gradStates = { output, hidden: start, cell };
    const { gradParameters: own } = lstmBackward(read, recurrent, before, gradStates);
    return { gradParameters: { ...gradParameters, recurrent: own } };
  };
  return backward;
}

/** Where a training departs from one that works. */
interface Training {
  readonly sign?: 1 | -1;
  readonly forgetBias?: (length: number) => number;
  readonly lessons?: readonly (readonly [share: number, steps: number, learningRate: number])[];
  readonly data?: (fresh: MemoryTask) => MemoryTask;
}

const usualLessons = [
  [0.1, 100, 0.08],
  [1 / 3, 50, 0.05],
  [1, 20, 0.02],
] as const;

function trainWith({
  sign = 1,
  forgetBias = Math.log,
  lessons = usualLessons,
  data = (fresh) => fresh,
}: Training): Module["trainMemory"] {
  return (length, random, { cell = "lstm" } = {}) => {
    const units = 8;
    const rows = cell === "lstm" ? 4 * units : units;
    const closed = zeros([units]);
    let parameters = [
      random.normal([rows, 2], 0, Math.sqrt(1 / 2)),
      random.normal([rows, units], 0, Math.sqrt((cell === "lstm" ? 1 / 4 : 1) / units)),
      cell === "lstm" ? concatenate([closed, full([units], forgetBias(length)), closed, closed]) : closed,
      random.normal([units], 0, Math.sqrt(1 / units)),
      tensor(0),
    ];
    for (const [share, steps, learningRate] of lessons) {
      const optimiser = new Adam({ learningRate });
      for (let step = 0; step < steps; step++) {
        const fresh = memoryTask(16, Math.min(length, Math.max(6, Math.round(share * length))), random);
        const { inputs, targets } = data(fresh);
        const { gradParameters } = memoryLossBackward(inputs, targets, named(parameters), tensor(sign), { cell });
        const { recurrent, weight, bias } = gradParameters;
        const right = [recurrent.weightInput, recurrent.weightHidden, recurrent.bias, weight, bias];
        parameters = optimiser.step(parameters, clipByGlobalNorm(right, 1));
      }
    }
    return named(parameters);
  };
}

function named(flat: readonly Tensor[]): MemoryParameters {
  const [weightInput, weightHidden, biasHidden, weight, bias] = flat as [Tensor, Tensor, Tensor, Tensor, Tensor];
  return { recurrent: { weightInput, weightHidden, bias: biasHidden }, weight, bias };
}

const sumOfSquares = (x: Tensor): Tensor => x.square().sum();
const centred = (x: Tensor): Tensor => x.sub(x.mean());

function r2With(work: (predictions: Tensor, targets: Tensor) => Tensor): Module["r2Score"] {
  return (predictions, targets) => {
    r2Score(predictions, targets); // refuses what it must
    return work(predictions, targets);
  };
}

export default mistakes<Module>({
  "mark anywhere": {
    looksLike: "Any step may be marked, also one near the end: then little has to be remembered.",
    reread: "the mark is 1 at one of the first max(1, ⌊T/5⌋) steps",
    memoryTask: taskWith({
      marks: ({ shape }, random) => {
        const [count, length] = shape as readonly [number, number];
        const places = Array.from({ length: count }, () => random.integer(0, length));
        return arange(length).equal(tensor(places).expandDims(1));
      },
    }),
  },
  "one mark for the whole batch": {
    looksLike: "All sequences of a batch are marked at the same step.",
    reread: "the mark is 1 at one of the first steps, each as likely, in each sequence n",
    memoryTask: taskWith({ marks: (marks) => marks.slice([0, 1]).broadcastTo(marks.shape) }),
  },
  "values from 0 to 1": {
    looksLike: "The values lie between 0 and 1.",
    reread: "the values uniform in [−1, 1)",
    memoryTask: taskWith({ values: (values) => values.add(1).div(2) }),
  },
  "the last value asked for": {
    looksLike: "The target is the last value: there is nothing to remember.",
    reread: "y_n is the value where the mark is",
    memoryTask: taskWithTarget((values) => values.slice(null, -1)),
  },
  "the value behind the mark asked for": {
    looksLike: "The target is the value one step after the mark.",
    reread: "y_n is the value where the mark is",
    memoryTask: taskWithTarget((values, marks) => {
      const next = concatenate([values.slice(null, [1, null]), values.slice(null, [0, 1])], 1);
      return next.mul(marks).sum(1);
    }),
  },
  "output bias left out": {
    looksLike: "The prediction lacks its bias.",
    reread: "ŷ = v · h_T + c",
    memoryModel: (inputs, parameters, options) => memoryModel(inputs, parameters, options).sub(parameters.bias),
  },
  "read from the mean of all states": {
    looksLike: "The prediction is made of the mean of all hidden states, not of the last one.",
    reread: "ŷ = v · h_T + c",
    memoryModel: modelWith((inputs, parameters, cell) =>
      everyState(inputs, parameters.recurrent, cell, startOf(inputs.shape[0]!, parameters)).mean(1),
    ),
  },
  "read from the cell": {
    looksLike: "The LSTM's prediction is made of what the cell keeps to itself, without the output gate.",
    reread: "one number from the last hidden state",
    memoryModel: modelWith((inputs, parameters, cell) => {
      const start = startOf(inputs.shape[0]!, parameters);
      if (cell === "rnn") return rnn(inputs, parameters.recurrent, start).slice(null, -1);
      return lstm(inputs, parameters.recurrent, { hidden: start, cell: start }).cell;
    }),
  },
  "state not reset": {
    looksLike: "Each sequence starts from the state that the one before it has left.",
    reread: "from a state of zeros",
    memoryModel: modelWith((inputs, parameters, cell) => {
      let state = { hidden: startOf(1, parameters), cell: startOf(1, parameters) };
      const last = Array.from({ length: inputs.shape[0]! }, (_, n) => {
        const one = inputs.slice([n, n + 1]);
        if (cell === "lstm") state = lstm(one, parameters.recurrent, state);
        else state = { ...state, hidden: rnn(one, parameters.recurrent, state.hidden).slice(null, -1) };
        return state.hidden;
      });
      return concatenate(last, 0);
    }),
  },
  "loss at every step": {
    looksLike: "The loss is averaged over all steps, as if the value had to be known before it has come.",
    reread: "L = (1/N) Σ_n (ŷ_n − y_n)², with the prediction at the end",
    memoryLoss: (inputs, targets, parameters, options = {}) => {
      memoryLoss(inputs, targets, parameters, options); // refuses what it must
      const start = startOf(inputs.shape[0]!, parameters);
      const states = everyState(inputs, parameters.recurrent, options.cell ?? "lstm", start);
      return states.matmul(parameters.weight).add(parameters.bias).sub(targets.expandDims(1)).square().mean();
    },
  },
  "loss summed": {
    looksLike: "The loss is the sum over the sequences.",
    reread: "1/N",
    memoryLoss: (inputs, ...rest) => memoryLoss(inputs, ...rest).mul(inputs.shape[0]!),
  },
  "gradient of the sum": {
    looksLike: "The gradients are not divided by the number of sequences.",
    reread: "dL/dŷ_n = (2/N) (ŷ_n − y_n)",
    memoryLossBackward: (inputs, targets, parameters, gradOutput, options) =>
      memoryLossBackward(inputs, targets, parameters, gradOutput.mul(inputs.shape[0]!), options),
  },
  "gradOutput ignored": {
    looksLike: "The gradients do not take gradOutput into account.",
    reread: "· gradOutput",
    memoryLossBackward: (inputs, targets, parameters, gradOutput, options) =>
      memoryLossBackward(inputs, targets, parameters, gradOutput.mul(0).add(1), options),
  },
  "gradient cut after three steps": {
    looksLike: "The gradient goes back through the last three steps alone: what is further away can't be learned.",
    reread: "from the last step back through all of them",
    memoryLossBackward: backwardWith((gradStates) => ({ output: gradStates }), 3),
  },
  "gradient at every step": {
    looksLike: "The gradient enters the cell at every step, as if each state were read.",
    reread: "dL/dh_nT = dL/dŷ_n v, at the last step alone",
    memoryLossBackward: backwardWith((gradStates) => ({
      output: gradStates.sum(1, { keepDims: true }).broadcastTo(gradStates.shape),
    })),
  },
  "gradient into the cell too": {
    looksLike: "The LSTM's last cell gets the gradient of its last hidden state as well.",
    reread: "into the cell goes dL/dh_nT; the prediction does not see c_T",
    memoryLossBackward: backwardWith((gradStates) => ({ output: gradStates, cell: gradStates.sum(1) })),
  },
  "mean not subtracted": {
    looksLike: "The errors are compared with the squares of the targets, not with their variance.",
    reread: "Σ_i (y_i − ȳ)²",
    r2Score: r2With((predictions, targets) =>
      sumOfSquares(targets.sub(predictions)).div(sumOfSquares(targets)).neg().add(1),
    ),
  },
  "ratio upside down": {
    looksLike: "The variance is divided by the error.",
    reread: "1 − Σ_i (y_i − ŷ_i)² / Σ_i (y_i − ȳ)²",
    r2Score: r2With((predictions, targets) =>
      sumOfSquares(centred(targets))
        .div(sumOfSquares(targets.sub(predictions)))
        .neg()
        .add(1),
    ),
  },
  "squared correlation": {
    looksLike: "It is the square of the correlation, which sees neither an offset nor a factor.",
    reread: "R² = 1 − Σ_i (y_i − ŷ_i)² / Σ_i (y_i − ȳ)²",
    r2Score: r2With((predictions, targets) => {
      const [a, b] = [centred(predictions), centred(targets)];
      return a
        .mul(b)
        .sum()
        .square()
        .div(sumOfSquares(a).mul(sumOfSquares(b)));
    }),
  },
  "constant error overlooked": {
    looksLike: "The mean of the errors is taken off before they are squared.",
    reread: "Σ_i (y_i − ŷ_i)²: an offset is an error",
    r2Score: r2With((predictions, targets) =>
      sumOfSquares(centred(targets.sub(predictions)))
        .div(sumOfSquares(centred(targets)))
        .neg()
        .add(1),
    ),
  },
  "predictions for targets": {
    looksLike: "The variance is that of the predictions.",
    reread: "Σ_i (y_i − ȳ)²: y are the targets",
    r2Score: r2With((predictions, targets) =>
      sumOfSquares(targets.sub(predictions))
        .div(sumOfSquares(centred(predictions)))
        .neg()
        .add(1),
    ),
  },
  "forget gate starts closed": {
    looksLike: "The forget gate starts with a bias below 0: the cell is emptied at each step.",
    reread: "The forget gate of an LSTM starts with the bias log T",
    trainMemory: trainWith({ forgetBias: (length) => -Math.log(length) }),
  },
  "short sequences only": {
    looksLike: "The training ends with short sequences: nothing had to be kept for the whole length.",
    reread: "first short sequences, then longer ones",
    trainMemory: trainWith({ lessons: [[0.1, 170, 0.05]] }),
  },
  "always the same sequences": {
    looksLike: "Every step sees the same few sequences, which are learned by heart.",
    reread: "the loss of fresh sequences",
    trainMemory: (length, random, options) => {
      const kept = new Map<number, MemoryTask>();
      const data = (fresh: MemoryTask): MemoryTask => {
        const steps = fresh.inputs.shape[1]!;
        if (!kept.has(steps))
          kept.set(steps, { inputs: fresh.inputs.slice([0, 2]), targets: fresh.targets.slice([0, 2]) });
        return kept.get(steps)!;
      };
      return trainWith({ data })(length, random, options);
    },
  },
  climbs: {
    looksLike: "The steps are added: the loss grows.",
    reread: "θ ← θ − η dL/dθ: minus",
    trainMemory: trainWith({ sign: -1 }),
  },
  "steps far too small": {
    looksLike: "The learning rate is so small that nothing is learned in the time.",
    reread: "Adam: each step moves a weight by about the learning rate",
    trainMemory: trainWith({
      lessons: usualLessons.map(([share, steps, rate]) => [share, steps, rate / 5000] as const),
    }),
  },
  "simple RNN not trained": {
    looksLike: "The simple RNN is left as it started: no wonder that it remembers nothing.",
    reread: "options.cell - an LSTM when left out, or a simple RNN, trained in the same way",
    trainMemory: (length, random, options = {}) =>
      options.cell === "rnn"
        ? trainWith({ lessons: [] })(length, random, options)
        : trainMemory(length, random, options),
  },
});
