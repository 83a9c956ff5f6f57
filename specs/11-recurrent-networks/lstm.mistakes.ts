import { concatenate, stack, zeros, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import type { LstmOutput, LstmParameters, LstmState } from "#reference/11-recurrent-networks/lstm.ts";

type Module = typeof import("#reference/11-recurrent-networks/lstm.ts");

interface Step extends LstmState {
  readonly before: LstmState;
  readonly i: Tensor;
  readonly f: Tensor;
  readonly g: Tensor;
  readonly o: Tensor;
}

/** Where a forward pass departs from the right one. */
interface Forward {
  /** Which of the four blocks i, f, g and o are cut from. */
  readonly blocks?: readonly [number, number, number, number];
  readonly candidate?: (scores: Tensor) => Tensor;
  readonly cell?: (gates: Omit<Step, "hidden" | "cell">) => Tensor;
  readonly hidden?: (o: Tensor, cell: Tensor) => Tensor;
  readonly start?: (initial: LstmState) => LstmState;
  readonly output?: (step: Step) => Tensor;
}

/** Where a backward pass departs from the right one. */
interface Backward {
  /** What is known of the last step before the loop begins. */
  readonly last?: (gradOutput: LstmOutput) => LstmState;
  readonly gradCell?: (step: Step, gradHidden: Tensor, laterCell: Tensor) => Tensor;
  /** What the forget gate's gradient is multiplied by. */
  readonly forgotten?: (step: Step) => Tensor;
  /** What the rows of W are multiplied by. */
  readonly recurrent?: (step: Step) => Tensor;
  readonly collect?: (sum: Tensor, now: Tensor) => Tensor;
  readonly gradHiddenBefore?: (gradient: Tensor) => Tensor;
  readonly gradCellBefore?: (gradCell: Tensor, step: Step) => Tensor;
}

const sigmoid = (x: Tensor): Tensor => x.neg().exp().add(1).pow(-1);
const sigmoidSlope = (y: Tensor): Tensor => y.mul(y.neg().add(1));
const tanhSlope = (y: Tensor): Tensor => y.square().neg().add(1);
const nothing = ({ shape }: Tensor): Tensor => zeros(shape);

function unroll(input: Tensor, parameters: LstmParameters, initial: LstmState, change: Forward = {}): Step[] {
  const { blocks = [0, 1, 2, 3], candidate = (scores: Tensor): Tensor => scores.tanh() } = change;
  const { cell: cellOf = ({ before, i, f, g }): Tensor => f.mul(before.cell).add(i.mul(g)) } = change;
  const { hidden: hiddenOf = (o: Tensor, cell: Tensor): Tensor => o.mul(cell.tanh()) } = change;
  const { weightInput, weightHidden, bias } = parameters;
  const size = initial.hidden.shape[1]!;
  let before = change.start?.(initial) ?? initial;
  return Array.from({ length: input.shape[1]! }, (_, time) => {
    const fromInput = input.slice(null, time).matmul(weightInput.T);
    const scores = fromInput.add(before.hidden.matmul(weightHidden.T)).add(bias);
    const [a, b, c, d] = blocks.map((block) => scores.slice(null, [block * size, (block + 1) * size]));
    const gates = { before, i: sigmoid(a!), f: sigmoid(b!), g: candidate(c!), o: sigmoid(d!) };
    const cell = cellOf(gates);
    const step = { ...gates, cell, hidden: hiddenOf(gates.o, cell) };
    before = step;
    return step;
  });
}

function forwardWith(change: Forward): Module["lstm"] {
  return (input, parameters, initial) => {
    const steps = unroll(input, parameters, initial, change);
    const shown = change.output ?? ((step: Step): Tensor => step.hidden);
    const { hidden, cell } = steps.at(-1)!;
    return { output: stack(steps.map(shown), 1), hidden, cell };
  };
}

function backwardWith(change: Backward): Module["lstmBackward"] {
  const { collect = (sum: Tensor, now: Tensor): Tensor => sum.add(now) } = change;
  const { gradCellBefore = (gradCell: Tensor, { f }: Step): Tensor => gradCell.mul(f) } = change;
  const {
    gradCell: gradCellOf = ({ o, cell }, gradHidden, laterCell): Tensor =>
      laterCell.add(gradHidden.mul(o).mul(tanhSlope(cell.tanh()))),
  } = change;
  return (input, parameters, initial, gradOutput) => {
    const steps = unroll(input, parameters, initial);
    const gradInputs: Tensor[] = [];
    let [gradU, gradW, gradB] = [parameters.weightInput, parameters.weightHidden, parameters.bias].map(nothing);
    let later: LstmState = change.last?.(gradOutput) ?? gradOutput;
    for (const [time, step] of [...steps.entries()].toReversed()) {
      const { before, i, f, g, o, cell } = step;
      const gradHidden = later.hidden.add(gradOutput.output.slice(null, time));
      const gradCell = gradCellOf(step, gradHidden, later.cell);
      const gradI = gradCell.mul(g).mul(sigmoidSlope(i));
      const gradF = gradCell.mul(change.forgotten?.(step) ?? before.cell).mul(sigmoidSlope(f));
      const gradG = gradCell.mul(i).mul(tanhSlope(g));
      const gradO = gradHidden.mul(cell.tanh()).mul(sigmoidSlope(o));
      const gradScores = concatenate([gradI, gradF, gradG, gradO], 1);
      gradU = collect(gradU!, gradScores.T.matmul(input.slice(null, time)));
      gradW = collect(gradW!, gradScores.T.matmul(change.recurrent?.(step) ?? before.hidden));
      gradB = collect(gradB!, gradScores.sum(0));
      gradInputs.unshift(gradScores.matmul(parameters.weightInput));
      const hidden = gradScores.matmul(parameters.weightHidden);
      later = { hidden: change.gradHiddenBefore?.(hidden) ?? hidden, cell: gradCellBefore(gradCell, step) };
    }
    const gradParameters = { weightInput: gradU!, weightHidden: gradW!, bias: gradB! };
    return { gradInput: stack(gradInputs, 1), gradParameters, gradInitial: later };
  };
}

export default mistakes<Module>({
  "output gate third": {
    looksLike: "The four blocks are read in the order i, f, o, g: candidate and output gate have changed places.",
    reread: "U, W and b are stacked in the order i, f, g, o",
    lstm: forwardWith({ blocks: [0, 1, 3, 2] }),
  },
  "sigmoid for the candidate": {
    looksLike: "The candidate goes through the sigmoid like the gates, so nothing negative can enter the cell.",
    reread: "g = tanh(U x_t + W h_{t−1} + b)",
    lstm: forwardWith({ candidate: sigmoid }),
  },
  "input gate left out": {
    looksLike: "The candidate enters the cell whole; the input gate is not used.",
    reread: "c_t = f · c_{t−1} + i · g",
    lstm: forwardWith({ cell: ({ before, f, g }) => f.mul(before.cell).add(g) }),
  },
  "forget gate left out": {
    looksLike: "The old cell is kept whole; the forget gate is not used.",
    reread: "c_t = f · c_{t−1} + i · g",
    lstm: forwardWith({ cell: ({ before, i, g }) => before.cell.add(i.mul(g)) }),
  },
  "forget gate read the other way round": {
    looksLike: "The old cell is multiplied by 1 − f: an open forget gate lets nothing through.",
    reread: "c_t = f · c_{t−1} + i · g: f is what is kept",
    lstm: forwardWith({ cell: ({ before, i, f, g }) => f.neg().add(1).mul(before.cell).add(i.mul(g)) }),
  },
  "cell shown without tanh": {
    looksLike: "The output gate is multiplied by the cell itself, not by its tanh.",
    reread: "h_t = o · tanh(c_t)",
    lstm: forwardWith({ hidden: (o, cell) => o.mul(cell) }),
  },
  "initial state ignored": {
    looksLike: "Every sequence starts from zeros; the initial hidden state and cell that were passed in are not used.",
    reread: "initial: h and c before the first step",
    lstm: forwardWith({ start: ({ hidden, cell }) => ({ hidden: nothing(hidden), cell: nothing(cell) }) }),
  },
  "output one step late": {
    looksLike: "The output of a step is the hidden state before it, so the first is the initial state.",
    reread: "output: the hidden state after every step",
    lstm: forwardWith({ output: ({ before }) => before.hidden }),
  },
  "gradients of the last use only": {
    looksLike: "The gradients of the parameters are those of one step: each step overwrites what the later ones gave.",
    reread: "dL/dU = Σ_t daᵀ x_t, and in the same way for W and b",
    lstmBackward: backwardWith({ collect: (_, now) => now }),
  },
  "cell without its way through h": {
    looksLike: "The cell gets gradient only from the cell after it, not from the hidden state that shows it.",
    reread: "dL/dc_t = dL/dh_t · o (1 − tanh² c_t) + f_{t+1} · dL/dc_{t+1}",
    lstmBackward: backwardWith({ gradCell: (_, gradHidden, laterCell) => laterCell }),
  },
  "cell without its way through time": {
    looksLike: "The cell gets gradient only from the hidden state that shows it, not from the cell after it.",
    reread: "dL/dc_t = dL/dh_t · o (1 − tanh² c_t) + f_{t+1} · dL/dc_{t+1}",
    lstmBackward: backwardWith({
      gradCell: ({ o, cell }, gradHidden) => gradHidden.mul(o).mul(tanhSlope(cell.tanh())),
    }),
  },
  "cell's gradient past the forget gate": {
    looksLike: "The gradient of the cell goes back whole; the forget gate does not weaken it.",
    reread: "dL/dc_t = dL/dh_t · o (1 − tanh² c_t) + f_{t+1} · dL/dc_{t+1}",
    lstmBackward: backwardWith({ gradCellBefore: (gradCell) => gradCell }),
  },
  "slope of tanh at the cell": {
    looksLike: "The slope 1 − y² is taken with y = c_t, but y is the value of tanh, here tanh(c_t).",
    reread: "dL/dc_t = dL/dh_t · o (1 − tanh² c_t) + …",
    lstmBackward: backwardWith({
      gradCell: ({ o, cell }, gradHidden, laterCell) => laterCell.add(gradHidden.mul(o).mul(tanhSlope(cell))),
    }),
  },
  "forget gate meets the new cell": {
    looksLike: "The gradient of the forget gate is multiplied by the new cell, not by the one that it let through.",
    reread: "da_f = dL/dc_t · c_{t−1} · f (1 − f)",
    lstmBackward: backwardWith({ forgotten: ({ cell }) => cell }),
  },
  "W meets the new hidden state": {
    looksLike: "The gradient of W is taken with the new hidden state, not with the one that W was multiplied by.",
    reread: "dL/dW = Σ_t daᵀ h_{t−1}",
    lstmBackward: backwardWith({ recurrent: ({ hidden }) => hidden }),
  },
  "hidden state cut off from the past": {
    looksLike: "No gradient goes from h_{t−1} to the step before; only the cell carries it back.",
    reread: "dL/dh_{t−1} = da W",
    lstmBackward: backwardWith({ gradHiddenBefore: nothing }),
  },
  "final state not counted": {
    looksLike: "The gradients that arrive at the last hidden state and cell are not used, only those of the output.",
    reread: "gradOutput: dL/d of each field of what lstm returns",
    lstmBackward: backwardWith({ last: ({ hidden, cell }) => ({ hidden: nothing(hidden), cell: nothing(cell) }) }),
  },
});
