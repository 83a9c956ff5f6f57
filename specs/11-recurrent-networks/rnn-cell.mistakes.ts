import { zeros, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { rnnCell, type RnnCellOptions, type RnnCellParameters } from "#reference/11-recurrent-networks/rnn-cell.ts";

type Module = typeof import("#reference/11-recurrent-networks/rnn-cell.ts");

type Squashing = (x: Tensor) => Tensor;

const sigmoid: Squashing = (x) => x.neg().exp().add(1).pow(-1);
const softmaxAlong = (x: Tensor, axis: number): Tensor => {
  const powers = x.sub(x.max(axis, { keepDims: true })).exp();
  return powers.div(powers.sum(axis, { keepDims: true }));
};
const functions: { readonly [name: string]: Squashing } = {
  tanh: (x) => x.tanh(),
  relu: (x) => x.maximum(0),
  linear: (x) => x,
  sigmoid,
  softmax: (x) => softmaxAlong(x, -1),
};

/** Where a forward pass departs from the right one. */
interface Forward {
  readonly scores?: (input: Tensor, state: Tensor, parameters: RnnCellParameters) => Tensor;
  readonly f?: (scores: Tensor, name: "tanh" | "relu") => Tensor;
  readonly g?: (scores: Tensor, name: "linear" | "sigmoid" | "softmax") => Tensor;
  /** What V is applied to. */
  readonly shown?: (newState: Tensor, scores: Tensor, state: Tensor) => Tensor;
}

const rightScores = (input: Tensor, state: Tensor, { weightInput, weightHidden, bias }: RnnCellParameters): Tensor =>
  input.matmul(weightInput.T).add(state.matmul(weightHidden.T)).add(bias);

function forwardWith(change: Forward): Module["rnnCell"] {
  return (input, state, parameters, options = {}) => {
    rnnCell(input, state, parameters, options); // refuses what does not fit
    const { activation = "tanh", outputActivation = "linear" } = options;
    const scores = (change.scores ?? rightScores)(input, state, parameters);
    const newState = (change.f ?? ((x, name): Tensor => functions[name]!(x)))(scores, activation);
    const shown = change.shown?.(newState, scores, state) ?? newState;
    const output = shown.matmul(parameters.weightOutput.T);
    return {
      state: newState,
      output: (change.g ?? ((x, name): Tensor => functions[name]!(x)))(output, outputActivation),
    };
  };
}

/** Where a backward pass departs from the right one. */
interface Backward {
  /** dL/do from dL/dy, with y = g(o). */
  readonly throughG?: (gradOutput: Tensor, y: Tensor, name: string) => Tensor;
  /** dL/ds from what arrives from the next step and through V. */
  readonly meet?: (fromNext: Tensor, fromOutput: Tensor) => Tensor;
  /** f'(a). */
  readonly slope?: (newState: Tensor, scores: Tensor, state: Tensor, name: string) => Tensor;
  readonly overBatch?: (gradScores: Tensor) => Tensor;
  /** What W is taken to have met. */
  readonly before?: (state: Tensor, newState: Tensor) => Tensor;
  /** The state that V is taken to have met. */
  readonly shown?: (state: Tensor, newState: Tensor) => Tensor;
  readonly gradState?: (gradScores: Tensor, parameters: RnnCellParameters) => Tensor;
}

function rightThroughG(gradOutput: Tensor, y: Tensor, name: string): Tensor {
  if (name === "linear") return gradOutput;
  if (name === "sigmoid") return gradOutput.mul(y).mul(y.neg().add(1));
  return y.mul(gradOutput.sub(gradOutput.mul(y).sum(-1, { keepDims: true })));
}

const rightSlope = (newState: Tensor, scores: Tensor, _: Tensor, name: string): Tensor =>
  name === "tanh" ? newState.square().neg().add(1) : scores.greater(0);

function backwardWith(change: Backward): Module["rnnCellBackward"] {
  return (input, state, parameters, gradOutput, options: RnnCellOptions = {}) => {
    const { activation = "tanh", outputActivation = "linear" } = options;
    const scores = rightScores(input, state, parameters);
    const { state: newState, output } = rnnCell(input, state, parameters, options);
    const gradShown = (change.throughG ?? rightThroughG)(gradOutput.output, output, outputActivation);
    const meet = change.meet ?? ((fromNext: Tensor, fromOutput: Tensor): Tensor => fromNext.add(fromOutput));
    const gradNewState = meet(gradOutput.state, gradShown.matmul(parameters.weightOutput));
    const gradScores = gradNewState.mul((change.slope ?? rightSlope)(newState, scores, state, activation));
    const gradBias = change.overBatch?.(gradScores) ?? gradScores.sum(0);
    return {
      gradInput: gradScores.matmul(parameters.weightInput),
      gradState: change.gradState?.(gradScores, parameters) ?? gradScores.matmul(parameters.weightHidden),
      gradParameters: {
        weightInput: gradScores.T.matmul(input),
        weightHidden: gradScores.T.matmul(change.before?.(state, newState) ?? state),
        bias: gradBias,
        weightOutput: gradShown.T.matmul(change.shown?.(state, newState) ?? newState),
      },
    };
  };
}

const s = "s_t = f(U x_t + W s_{t−1} + b)";
const y = "y_t = g(V s_t)";
const da = "da = (dL/ds_t + Vᵀ do) · f'(a)";

export default mistakes<Module>({
  "old state ignored": {
    looksLike: "The state before plays no part: the cell forgets all that it read.",
    reread: s,
    rnnCell: forwardWith({ scores: (input, _, { weightInput, bias }) => input.matmul(weightInput.T).add(bias) }),
  },
  "bias left out": {
    looksLike: "The bias is not added.",
    reread: s,
    rnnCell: forwardWith({
      scores: (input, state, { weightInput, weightHidden }) =>
        input.matmul(weightInput.T).add(state.matmul(weightHidden.T)),
    }),
  },
  "bias added twice": {
    looksLike: "The bias is added with the input and with the state, as if there were two; here there is one.",
    reread: s,
    rnnCell: forwardWith({ scores: (input, state, all) => rightScores(input, state, all).add(all.bias) }),
  },
  "W transposed": {
    looksLike: "The state meets the columns of W, not its rows.",
    reread: "weightHidden: [H, H], with a row for each new unit; s W^T for a batch of rows",
    rnnCell: forwardWith({
      scores: (input, state, { weightInput, weightHidden, bias }) =>
        input.matmul(weightInput.T).add(state.matmul(weightHidden)).add(bias),
    }),
  },
  "squashed before the state is added": {
    looksLike: "Only U x_t goes through f; what the old state gives is added after it.",
    reread: s,
    rnnCell: forwardWith({
      f: (scores) => scores,
      scores: (input, state, { weightInput, weightHidden, bias }) =>
        input.matmul(weightInput.T).add(bias).tanh().add(state.matmul(weightHidden.T)),
    }),
  },
  "state not squashed": {
    looksLike: "The state is the score itself: f is not applied.",
    reread: s,
    rnnCell: forwardWith({ f: (scores) => scores }),
  },
  "sigmoid for tanh": {
    looksLike: "The state is squashed by the sigmoid, so it can't be negative.",
    reread: "f: tanh when left out",
    rnnCell: forwardWith({ f: (scores, name) => (name === "tanh" ? sigmoid(scores) : functions[name]!(scores)) }),
  },
  "always tanh": {
    looksLike: "The state is squashed by tanh, also where ReLU was asked for.",
    reread: "options.activation: f",
    rnnCell: forwardWith({ f: (scores) => scores.tanh() }),
  },
  "output from the old state": {
    looksLike: "V is applied to the state before this step, so the output knows nothing of the input.",
    reread: y,
    rnnCell: forwardWith({ shown: (_, __, state) => state }),
  },
  "output from the scores": {
    looksLike: "V is applied to U x_t + W s_{t−1} + b before f.",
    reread: y,
    rnnCell: forwardWith({ shown: (_, scores) => scores }),
  },
  "output not squashed": {
    looksLike: "The output is V s_t as it is; g is not applied.",
    reread: y,
    rnnCell: forwardWith({ g: (scores) => scores }),
  },
  "softmax over the batch": {
    looksLike: "Softmax runs over the batch: each output sums to 1 over the sequences.",
    reread: "softmax runs over the O outputs of a sequence",
    rnnCell: forwardWith({ g: (x, name) => (name === "softmax" ? softmaxAlong(x, 0) : functions[name]!(x)) }),
  },
  "softmax for the sigmoid": {
    looksLike: "Where the sigmoid was asked for, the outputs go through softmax and sum to 1.",
    reread: "options.outputActivation: g",
    rnnCell: forwardWith({ g: (x, name) => functions[name === "sigmoid" ? "softmax" : name]!(x) }),
  },
  "gradient of the output only": {
    looksLike: "What arrives from the next step is not used; only the output sends a gradient back.",
    reread: da,
    rnnCellBackward: backwardWith({ meet: (_, fromOutput) => fromOutput }),
  },
  "gradient of the next step only": {
    looksLike: "The output sends nothing back to the state; only the next step does.",
    reread: da,
    rnnCellBackward: backwardWith({ meet: (fromNext) => fromNext }),
  },
  "slope left out": {
    looksLike: "The gradient passes f unchanged: its slope is left out.",
    reread: da,
    rnnCellBackward: backwardWith({ slope: (newState) => newState.mul(0).add(1) }),
  },
  "slope of tanh at the old state": {
    looksLike: "The slope 1 − s² is taken at the state before, not at the one that tanh gave.",
    reread: "f'(a) = 1 − s_t² for tanh",
    rnnCellBackward: backwardWith({
      slope: (newState, scores, state, name) =>
        name === "tanh" ? state.square().neg().add(1) : rightSlope(newState, scores, state, name),
    }),
  },
  "slope of tanh at the scores": {
    looksLike: "The slope 1 − s² is taken with the scores in place of their tanh.",
    reread: "f'(a) = 1 − s_t² for tanh",
    rnnCellBackward: backwardWith({
      slope: (newState, scores, state, name) =>
        name === "tanh" ? scores.square().neg().add(1) : rightSlope(newState, scores, state, name),
    }),
  },
  "slope of tanh for ReLU": {
    looksLike: "The slope is that of tanh, also where f is ReLU.",
    reread: "f'(a), with the f that was asked for",
    rnnCellBackward: backwardWith({ slope: (newState) => newState.square().neg().add(1) }),
  },
  "past g": {
    looksLike: "The gradient of y is taken for that of V s_t: sigmoid and softmax are left out going back.",
    reread: "do = dL/dy_t · g'(o), for softmax its Jacobian",
    rnnCellBackward: backwardWith({ throughG: (gradOutput) => gradOutput }),
  },
  "diagonal of the softmax's Jacobian": {
    looksLike: "Softmax goes back through y (1 − y) alone, though every output depends on every score.",
    reread: "softmax has a Jacobian: do_i = y_i (dL/dy_i − Σ_j dL/dy_j y_j)",
    rnnCellBackward: backwardWith({
      throughG: (gradOutput, output, name) =>
        name === "softmax" ? gradOutput.mul(output).mul(output.neg().add(1)) : rightThroughG(gradOutput, output, name),
    }),
  },
  "W meets the new state": {
    looksLike: "The gradient of W is taken with the new state, not with the one that W was multiplied by.",
    reread: "dL/dW = Σ_n da s_{t−1}ᵀ",
    rnnCellBackward: backwardWith({ before: (_, newState) => newState }),
  },
  "V meets the old state": {
    looksLike: "The gradient of V is taken with the state before, not with the one that V was multiplied by.",
    reread: "dL/dV = Σ_n do s_tᵀ",
    rnnCellBackward: backwardWith({ shown: (state) => state }),
  },
  "gradient of the bias averaged": {
    looksLike: "The gradient of the bias is a mean over the batch; the loss has taken its own mean already.",
    reread: "dL/db = Σ_n da",
    rnnCellBackward: backwardWith({ overBatch: (gradScores) => gradScores.mean(0) }),
  },
  "nothing for the step before": {
    looksLike: "The state before gets no gradient, so nothing can be learned across steps.",
    reread: "dL/ds_{t−1} = Wᵀ da",
    rnnCellBackward: backwardWith({ gradState: (gradScores) => zeros(gradScores.shape) }),
  },
  "state's gradient without the transpose": {
    looksLike: "The gradient of the old state is W da, not Wᵀ da.",
    reread: "dL/ds_{t−1} = Wᵀ da",
    rnnCellBackward: backwardWith({ gradState: (gradScores, { weightHidden }) => gradScores.matmul(weightHidden.T) }),
  },
  "any shapes": {
    looksLike: "Shapes that do not fit are broadcast without a word.",
    reread: "throws ShapeError when a parameter or the state does not fit the others",
    rnnCell: (input, state, parameters, { activation = "tanh", outputActivation = "linear" } = {}) => {
      const newState = functions[activation]!(rightScores(input, state, parameters));
      return { state: newState, output: functions[outputActivation]!(newState.matmul(parameters.weightOutput.T)) };
    },
  },
});
