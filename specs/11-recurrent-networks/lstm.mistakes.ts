import { arange, concatenate, ones, stack, where, zeros, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import {
  lstm,
  lstmBackward,
  lstmStack,
  lstmStackBackward,
  type LstmDirection,
  type LstmLayer,
  type LstmOutput,
  type LstmParameters,
  type LstmState,
} from "#reference/11-recurrent-networks/lstm.ts";
import { reverseTime } from "#reference/11-recurrent-networks/recurrent-parts.ts";

type Module = typeof import("#reference/11-recurrent-networks/lstm.ts");
type Options = NonNullable<Parameters<Module["lstm"]>[3]>;

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
  /** What is left of the state of a sequence that has ended. */
  readonly ended?: (before: Tensor, after: Tensor) => Tensor;
  /** The output repeats the last state at padding. */
  readonly outputAtPadding?: boolean;
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
  /** The steps of padding count as if they had been taken. */
  readonly runOn?: boolean;
}

const sigmoid = (x: Tensor): Tensor => x.neg().exp().add(1).pow(-1);
const sigmoidSlope = (y: Tensor): Tensor => y.mul(y.neg().add(1));
const tanhSlope = (y: Tensor): Tensor => y.square().neg().add(1);
const nothing = ({ shape }: Tensor): Tensor => zeros(shape);

function insideOf(input: Tensor, lengths: Tensor | undefined): Tensor {
  const [batch, length] = input.shape as readonly [number, number];
  return lengths ? arange(length).less(lengths.expandDims(1)).expandDims(2) : ones([batch, length, 1]);
}

function unroll(
  input: Tensor,
  parameters: LstmParameters,
  initial: LstmState,
  options: Options,
  change: Forward = {},
): Step[] {
  const { ended = (before: Tensor): Tensor => before } = change;
  const inside = insideOf(input, options.lengths);
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
    const here = inside.slice(null, time);
    const [cell, old] = [cellOf(gates), before];
    const hidden = hiddenOf(gates.o, cell);
    const step = {
      ...gates,
      cell: where(here, cell, ended(old.cell, cell)),
      hidden: where(here, hidden, ended(old.hidden, hidden)),
    };
    before = step;
    return step;
  });
}

function forwardWith(change: Forward): Module["lstm"] {
  return (input, parameters, initial, options = {}) => {
    lstm(input, parameters, initial, options); // refuses what does not fit
    const steps = unroll(input, parameters, initial, options, change);
    const shown = change.output ?? ((step: Step): Tensor => step.hidden);
    const { hidden, cell } = steps.at(-1)!;
    const output = stack(steps.map(shown), 1);
    return { output: change.outputAtPadding ? output : output.mul(insideOf(input, options.lengths)), hidden, cell };
  };
}

function backwardWith(change: Backward): Module["lstmBackward"] {
  const { collect = (sum: Tensor, now: Tensor): Tensor => sum.add(now) } = change;
  const { gradCellBefore = (gradCell: Tensor, { f }: Step): Tensor => gradCell.mul(f) } = change;
  const {
    gradCell: gradCellOf = ({ o, cell }, gradHidden, laterCell): Tensor =>
      laterCell.add(gradHidden.mul(o).mul(tanhSlope(cell.tanh()))),
  } = change;
  return (input, parameters, initial, gradOutput, options = {}) => {
    const steps = unroll(input, parameters, initial, options);
    const inside = insideOf(input, change.runOn ? undefined : options.lengths);
    const gradInputs: Tensor[] = [];
    let [gradU, gradW, gradB] = [parameters.weightInput, parameters.weightHidden, parameters.bias].map(nothing);
    let later: LstmState = change.last?.(gradOutput) ?? gradOutput;
    for (const [time, step] of [...steps.entries()].toReversed()) {
      const { before, i, f, g, o, cell } = step;
      const here = inside.slice(null, time);
      const gradHidden = later.hidden.add(gradOutput.output.slice(null, time)).mul(here);
      const gradCell = gradCellOf(step, gradHidden, later.cell.mul(here));
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
      later = {
        hidden: where(here, change.gradHiddenBefore?.(hidden) ?? hidden, later.hidden),
        cell: where(here, gradCellBefore(gradCell, step), later.cell),
      };
    }
    const gradParameters = { weightInput: gradU!, weightHidden: gradW!, bias: gradB! };
    return { gradInput: stack(gradInputs, 1), gradParameters, gradInitial: later };
  };
}

/** Where a stack departs from the right one. */
interface Stack {
  readonly turn?: (x: Tensor, options: Options) => Tensor;
  readonly turnBack?: (x: Tensor, options: Options) => Tensor;
  /** What the layer after reads, from the outputs of both directions. */
  readonly join?: (outputs: readonly Tensor[]) => Tensor;
  readonly inputOf?: (input: Tensor, output: Tensor) => Tensor;
  /** Which state and weights a direction takes. */
  readonly direction?: (layer: LstmLayer, index: 0 | 1) => LstmDirection;
}

const directionsOf = (layer: LstmLayer): (0 | 1)[] => (layer[1] ? [0, 1] : [0]);

function stackWith(change: Stack): Module["lstmStack"] {
  const turn = change.turn ?? reverseTime;
  const turnBack = change.turnBack ?? reverseTime;
  const join = change.join ?? ((outputs: readonly Tensor[]): Tensor => concatenate(outputs, 2));
  const pick = change.direction ?? ((layer: LstmLayer, index: 0 | 1): LstmDirection => layer[index]!);
  return (input, layers, options = {}) => {
    let output = input;
    const states = layers.map((layer) => {
      const runs = directionsOf(layer).map((index) => {
        const { parameters, initial } = pick(layer, index);
        return lstm(index === 0 ? output : turn(output, options), parameters, initial, options);
      });
      output = join(runs.map((run, index) => (index === 0 ? run.output : turnBack(run.output, options))));
      return runs.map(({ hidden, cell }) => ({ hidden, cell }));
    });
    return { output, states };
  };
}

/** Where the backward pass of a stack departs from the right one. */
interface StackBack {
  readonly arrives?: (x: Tensor, options: Options) => Tensor;
  readonly leaves?: (x: Tensor, options: Options) => Tensor;
  readonly collect?: (gradients: readonly Tensor[]) => Tensor;
  readonly state?: (state: LstmState) => LstmState;
}

function stackBackwardWith(change: StackBack): Module["lstmStackBackward"] {
  const arrives = change.arrives ?? reverseTime;
  const leaves = change.leaves ?? reverseTime;
  const collect = change.collect ?? ((all: readonly Tensor[]): Tensor => all.reduce((sum, now) => sum.add(now)));
  return (input, layers, gradOutput, options = {}) => {
    const inputs = layers.map((_, index) =>
      index === 0 ? input : lstmStack(input, layers.slice(0, index), options).output,
    );
    let gradInput = gradOutput.output;
    const gradLayers = [...layers.entries()].toReversed().map(([place, layer]) => {
      const size = layer[0].initial.hidden.shape[1]!;
      const gradients = directionsOf(layer).map((index) => {
        const { parameters, initial } = layer[index]!;
        const share = gradInput.slice(null, null, index === 0 ? [0, size] : [size, null]);
        const state = gradOutput.states[place]![index]!;
        const arrived = { output: index === 0 ? share : arrives(share, options), ...(change.state?.(state) ?? state) };
        const read = index === 0 ? inputs[place]! : reverseTime(inputs[place]!, options);
        return lstmBackward(read, parameters, initial, arrived, options);
      });
      gradInput = collect(
        gradients.map((one, index) => (index === 0 ? one.gradInput : leaves(one.gradInput, options))),
      );
      return gradients.map(({ gradParameters, gradInitial }) => ({ parameters: gradParameters, initial: gradInitial }));
    });
    return { gradInput, gradLayers: gradLayers.toReversed() };
  };
}

const whole = (x: Tensor): Tensor => reverseTime(x, {});
const same = (x: Tensor): Tensor => x;
const ends = "A sequence that has ended keeps its state, and its output is 0";
const turns = "xˡ = [lstm(xˡ⁻¹), reverse(lstm(reverse(xˡ⁻¹)))]";

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
  "lengths ignored": {
    looksLike: "Padding is read like any input, and the last states are those after it.",
    reread: ends,
    lstm: (input, parameters, initial, options = {}) => {
      lstm(input, parameters, initial, options);
      return lstm(input, parameters, initial);
    },
  },
  "state runs on through padding": {
    looksLike: "The output is 0 at padding, but hidden state and cell run on through it to the end.",
    reread: ends,
    lstm: forwardWith({ ended: (_, after) => after }),
  },
  "state repeated at padding": {
    looksLike: "The state is kept, but the output repeats it at padding, where it should be 0.",
    reread: ends,
    lstm: forwardWith({ outputAtPadding: true }),
  },
  "state set to zero at padding": {
    looksLike: "At padding hidden state and cell become 0, so a short sequence ends with nothing.",
    reread: ends,
    lstm: forwardWith({ ended: nothing }),
  },
  "cell runs on through padding": {
    looksLike: "The hidden state stays at padding, but the cell runs on through it.",
    reread: ends,
    lstm: (input, parameters, initial, options = {}) => ({
      ...lstm(input, parameters, initial, options),
      cell: lstm(input, parameters, initial).cell,
    }),
  },
  "any lengths": {
    looksLike: "A length of 0, of half a step, or of more steps than there are is taken without a word.",
    reread: "lengths: integers in [1, T]",
    lstm: (input, parameters, initial, { lengths } = {}) => {
      const steps = input.shape[1]!;
      const near = lengths?.map((length) => Math.min(steps, Math.max(1, Math.ceil(length))));
      return lstm(input, parameters, initial, near ? { lengths: near } : {});
    },
  },
  "padding learns": {
    looksLike: "The gradients of the last states go back through the padding as if its steps had been taken.",
    reread: ends,
    lstmBackward: backwardWith({ runOn: true }),
  },
  "second direction not turned back": {
    looksLike: "The output of the second direction stays in its own order: its last step stands at the first.",
    reread: turns,
    lstmStack: stackWith({ turnBack: same }),
  },
  "second direction reads forward": {
    looksLike: "Both directions read from the first step to the last.",
    reread: turns,
    lstmStack: stackWith({ turn: same, turnBack: same }),
  },
  "padding reversed too": {
    looksLike: "The second direction reverses padded sequences as a whole, so it reads the padding first.",
    reread: "Reversing turns the steps of each sequence around and leaves its padding at the end",
    lstmStack: stackWith({ turn: whole, turnBack: whole }),
  },
  "directions added": {
    looksLike: "The outputs of the two directions are added where they should stand side by side.",
    reread: turns,
    lstmStack: (input, layers, options) =>
      stackWith({
        join: (outputs) => (layers.length === 1 && outputs[1] ? outputs[0]!.add(outputs[1]) : concatenate(outputs, 2)),
      })(input, layers, options),
  },
  "directions in the other order": {
    looksLike: "The second direction's output stands before that of the first.",
    reread: turns,
    lstmStack: stackWith({ join: (outputs) => concatenate(outputs.toReversed(), 2) }),
  },
  "one initial state for both directions": {
    looksLike: "The second direction starts from the initial state of the first.",
    reread: "initial: for each layer and direction",
    lstmStack: stackWith({ direction: (layer, index) => ({ ...layer[index]!, initial: layer[0].initial }) }),
  },
  "weights of the first direction for both": {
    looksLike: "The second direction uses the weights of the first.",
    reread: "layers: each direction has parameters of its own",
    lstmStack: stackWith({ direction: (layer, index) => ({ ...layer[index]!, parameters: layer[0].parameters }) }),
  },
  "gradient of one direction only": {
    looksLike: "The input of a layer gets the gradient of the forward direction alone.",
    reread: "A layer's dL/dx is the sum over its directions",
    lstmStackBackward: stackBackwardWith({ collect: (gradients) => gradients[0]! }),
  },
  "gradient not turned around": {
    looksLike: "The second direction gets the gradient of its output in the order of the sequence, not in its own.",
    reread: turns,
    lstmStackBackward: stackBackwardWith({ arrives: same }),
  },
  "gradient not turned back": {
    looksLike: "What the second direction gives its input stays in its own order.",
    reread: turns,
    lstmStackBackward: stackBackwardWith({ leaves: same }),
  },
  "gradient of padding reversed too": {
    looksLike: "Going back, padded sequences are reversed as a whole.",
    reread: "Reversing turns the steps of each sequence around and leaves its padding at the end",
    lstmStackBackward: stackBackwardWith({ arrives: whole, leaves: whole }),
  },
  "final states of the stack not counted": {
    looksLike: "The gradients that arrive at the last states of the layers are not used.",
    reread: "gradOutput: dL/d of the output, and of the state of each layer and direction",
    lstmStackBackward: stackBackwardWith({
      state: ({ hidden, cell }) => ({ hidden: nothing(hidden), cell: nothing(cell) }),
    }),
  },
  "lengths not passed on, going back": {
    looksLike: "Going back through the stack, padding is taken for steps.",
    reread: "options: as in the forward pass",
    lstmStackBackward: (input, layers, gradOutput) => lstmStackBackward(input, layers, gradOutput),
  },
});
