import { concatenate, stack, zeros, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import {
  rnn,
  rnnBackward,
  truncatedBackward,
  type RnnGradients,
  type RnnParameters,
} from "#reference/11-recurrent-networks/bptt.ts";

type Module = typeof import("#reference/11-recurrent-networks/bptt.ts");

/** Where a forward pass departs from the right one. */
interface Forward {
  readonly start?: (initial: Tensor) => Tensor;
  readonly weight?: (weightHidden: Tensor) => Tensor;
  readonly squash?: (scores: Tensor) => Tensor;
  /** What goes on to the next step, from the score and the state. */
  readonly goesOn?: (scores: Tensor, state: Tensor) => Tensor;
  readonly output?: (before: Tensor, state: Tensor) => Tensor;
  readonly bias?: (bias: Tensor) => Tensor;
}

function forwardWith(change: Forward): Module["rnn"] {
  return (input, parameters, initial) => {
    rnn(input, parameters, initial); // refuses what does not fit
    const { weightInput, weightHidden, bias } = parameters;
    const weight = change.weight?.(weightHidden) ?? weightHidden;
    let before = change.start?.(initial) ?? initial;
    const outputs = Array.from({ length: input.shape[1]! }, (_, time) => {
      const fromInput = input.slice(null, time).matmul(weightInput.T);
      const scores = fromInput.add(before.matmul(weight.T)).add(change.bias?.(bias) ?? bias);
      const state = change.squash?.(scores) ?? scores.tanh();
      const output = change.output?.(before, state) ?? state;
      before = change.goesOn?.(scores, state) ?? state;
      return output;
    });
    return stack(outputs, 1);
  };
}

/** Where a backward pass departs from the right one. */
interface Backward {
  readonly collect?: (sum: Tensor, now: Tensor) => Tensor;
  readonly slope?: (state: Tensor, before: Tensor) => Tensor;
  /** What arrives at a state. */
  readonly meet?: (own: Tensor, fromLater: Tensor) => Tensor;
  /** What W is taken to have met. */
  readonly met?: (before: Tensor, state: Tensor, time: number) => Tensor;
  readonly through?: (gradScores: Tensor, parameters: RnnParameters, gradState: Tensor) => Tensor;
  readonly gradInitial?: (gradient: Tensor) => Tensor;
  readonly average?: boolean;
}

function backwardWith(change: Backward): Module["rnnBackward"] {
  const { collect = (sum: Tensor, now: Tensor): Tensor => sum.add(now) } = change;
  return (input, parameters, initial, gradOutput): RnnGradients => {
    const states = rnn(input, parameters, initial);
    const length = input.shape[1]!;
    let [gradU, gradW] = [zeros(parameters.weightInput.shape), zeros(parameters.weightHidden.shape)];
    let gradBias = zeros(parameters.bias.shape);
    let fromLater = zeros(initial.shape);
    const gradInputs: Tensor[] = [];
    for (let time = length - 1; time >= 0; time--) {
      const state = states.slice(null, time);
      const before = time === 0 ? initial : states.slice(null, time - 1);
      const own = gradOutput.slice(null, time);
      const gradState = change.meet?.(own, fromLater) ?? own.add(fromLater);
      const gradScores = gradState.mul(change.slope?.(state, before) ?? state.square().neg().add(1));
      gradU = collect(gradU, gradScores.T.matmul(input.slice(null, time)));
      gradW = collect(gradW, gradScores.T.matmul(change.met?.(before, state, time) ?? before));
      gradBias = collect(gradBias, gradScores.sum(0));
      gradInputs.unshift(gradScores.matmul(parameters.weightInput));
      fromLater = change.through?.(gradScores, parameters, gradState) ?? gradScores.matmul(parameters.weightHidden);
    }
    const share = change.average ? 1 / length : 1;
    return {
      gradInput: stack(gradInputs, 1),
      gradParameters: { weightInput: gradU.mul(share), weightHidden: gradW.mul(share), bias: gradBias.mul(share) },
      gradInitial: change.gradInitial?.(fromLater) ?? fromLater,
    };
  };
}

interface Window {
  readonly from: number;
  readonly end: number;
  readonly start: number;
}

/** Where a truncated backward pass departs from the right one. */
interface Truncated {
  readonly window?: (window: Window, options: { back: number; every: number; steps: number }) => Window;
  /** The state that a window starts from, given the right one. */
  readonly before?: (before: Tensor, start: number) => Tensor;
  /** Which losses count: from this step on. */
  readonly countedFrom?: (window: Window) => number;
  readonly collect?: (a: Tensor, b: Tensor) => Tensor;
}

function truncatedWith(change: Truncated): Module["truncatedBackward"] {
  const join = change.collect ?? ((a: Tensor, b: Tensor): Tensor => a.add(b));
  return (input, parameters, initial, gradOutput, options) => {
    truncatedBackward(input, parameters, initial, gradOutput, options); // refuses what makes no sense
    const { back, every = 1 } = options;
    const [batch, steps, features] = input.shape as readonly [number, number, number];
    const states = rnn(input, parameters, initial);
    const windows: RnnGradients[] = [];
    for (let block = 0; block < steps; block += every) {
      const right = { from: block, end: Math.min(block + every, steps), start: Math.max(0, block + every - back) };
      const window = change.window?.(right, { back, every, steps }) ?? right;
      const { end, start } = window;
      const first = change.countedFrom?.(window) ?? window.from;
      const before = start === 0 ? initial : states.slice(null, start - 1);
      const losses = concatenate(
        [zeros([batch, first - start, initial.shape[1]!]), gradOutput.slice(null, [first, end])],
        1,
      );
      const gradients = rnnBackward(
        input.slice(null, [start, end]),
        parameters,
        change.before?.(before, start) ?? before,
        losses,
      );
      const gradInput = concatenate(
        [zeros([batch, start, features]), gradients.gradInput, zeros([batch, steps - end, features])],
        1,
      );
      windows.push({
        ...gradients,
        gradInput,
        gradInitial: start === 0 ? gradients.gradInitial : zeros(initial.shape),
      });
    }
    return windows.reduce((a, b) => ({
      gradInput: a.gradInput.add(b.gradInput),
      gradParameters: {
        weightInput: join(a.gradParameters.weightInput, b.gradParameters.weightInput),
        weightHidden: join(a.gradParameters.weightHidden, b.gradParameters.weightHidden),
        bias: join(a.gradParameters.bias, b.gradParameters.bias),
      },
      gradInitial: a.gradInitial.add(b.gradInitial),
    }));
  };
}

const s = "s_t = tanh(U x_t + W s_{t−1} + b)";
const da = "da_t = (dL/ds_t + Wᵀ da_{t+1}) · (1 − s_t²)";
const dW = "dL/dW = Σ_t da_t s_{t−1}ᵀ";
const blocks = "The losses of a block are sent back through the block and through the k − m steps before it";

export default mistakes<Module>({
  "initial state ignored": {
    looksLike: "Every sequence starts from zeros; the initial state that was passed in is not used.",
    reread: "initial: s before the first step",
    rnn: forwardWith({ start: ({ shape }) => zeros(shape) }),
  },
  "steps without memory": {
    looksLike: "Every step starts from the initial state; nothing goes on from step to step.",
    reread: s,
    rnn: (input, parameters, initial) =>
      concatenate(
        [...Array(input.shape[1]).keys()].map((time) => rnn(input.slice(null, [time, time + 1]), parameters, initial)),
        1,
      ),
  },
  "output one step late": {
    looksLike: "The output of a step is the state before it, so the first is the initial state.",
    reread: "returns s after every step",
    rnn: forwardWith({ output: (before) => before }),
  },
  "W transposed": {
    looksLike: "The state meets the columns of W, not its rows.",
    reread: "weightHidden: [H, H], with a row for each new unit",
    rnn: forwardWith({ weight: (weight) => weight.T }),
  },
  "state not squashed": {
    looksLike: "The state is the score itself: tanh is not applied.",
    reread: s,
    rnn: forwardWith({ squash: (scores) => scores }),
  },
  "score goes on": {
    looksLike: "The output is squashed, but what goes on to the next step is the score before tanh.",
    reread: s,
    rnn: forwardWith({ goesOn: (scores) => scores }),
  },
  "sigmoid for tanh": {
    looksLike: "The state is squashed by the sigmoid, so it can't be negative.",
    reread: s,
    rnn: forwardWith({ squash: (scores) => scores.neg().exp().add(1).pow(-1) }),
  },
  "bias left out": {
    looksLike: "The bias is not added.",
    reread: s,
    rnn: forwardWith({ bias: ({ shape }) => zeros(shape) }),
  },
  "any shapes": {
    looksLike: "Shapes that do not fit are broadcast without a word.",
    reread: "throws ShapeError when a parameter or the initial state does not fit the others",
    rnn: (input, { weightInput, weightHidden, bias }, initial) => {
      const states: Tensor[] = [];
      for (let time = 0; time < input.shape[1]!; time++) {
        const fromInput = input.slice(null, time).matmul(weightInput.T).add(bias);
        states.push(fromInput.add((states.at(-1) ?? initial).matmul(weightHidden.T)).tanh());
      }
      return stack(states, 1);
    },
  },
  "gradients of the first step only": {
    looksLike: "The gradients of the parameters are those of one step: each step overwrites what the later ones gave.",
    reread: `${dW}, and in the same way for U and b`,
    rnnBackward: backwardWith({ collect: (_, now) => now }),
  },
  "gradients averaged over the steps": {
    looksLike: "The gradients of the parameters are divided by the number of steps.",
    reread: `${dW}: a sum`,
    rnnBackward: backwardWith({ average: true }),
  },
  "nothing from the next step": {
    looksLike: "Each step gets gradient from its own loss alone; nothing comes back through time.",
    reread: da,
    rnnBackward: backwardWith({ meet: (own) => own }),
  },
  "own losses beyond the last left out": {
    looksLike: "Only the loss of the last step is sent back; those of the earlier steps are not used.",
    reread: da,
    rnnBackward: (input, parameters, initial, gradOutput) =>
      rnnBackward(
        input,
        parameters,
        initial,
        gradOutput.map((entry, index) => {
          const [steps, size] = gradOutput.shape.slice(1) as [number, number];
          return Math.floor(index / size) % steps === steps - 1 ? entry : 0;
        }),
      ),
  },
  "slope left out": {
    looksLike: "The gradient passes tanh unchanged: the slope 1 − s² is left out.",
    reread: da,
    rnnBackward: backwardWith({ slope: (state) => state.mul(0).add(1) }),
  },
  "slope at the state before": {
    looksLike: "The slope 1 − s² is taken at the state before the step, not at the one after it.",
    reread: da,
    rnnBackward: backwardWith({ slope: (_, before) => before.square().neg().add(1) }),
  },
  "slope left out on the way back": {
    looksLike: "The next step gives back Wᵀ dL/ds, without the slope of its tanh.",
    reread: "Wᵀ da_{t+1}, where da holds the slope",
    rnnBackward: backwardWith({ through: (_, { weightHidden }, gradState) => gradState.matmul(weightHidden) }),
  },
  "back through W without the transpose": {
    looksLike: "What comes back from the next step is W da, not Wᵀ da.",
    reread: da,
    rnnBackward: backwardWith({ through: (gradScores, { weightHidden }) => gradScores.matmul(weightHidden.T) }),
  },
  "W meets the new state": {
    looksLike: "The gradient of W is taken with s_t, not with s_{t−1}, which W was multiplied by.",
    reread: dW,
    rnnBackward: backwardWith({ met: (_, state) => state }),
  },
  "initial state meets no weight": {
    looksLike: "The gradient of W leaves out the first step, as if the initial state were 0.",
    reread: `${dW}, with s_0 too`,
    rnnBackward: backwardWith({ met: (before, _, time) => (time === 0 ? zeros(before.shape) : before) }),
  },
  "no gradient for the initial state": {
    looksLike: "The initial state gets no gradient.",
    reread: "dL/ds_0 = Wᵀ da_1",
    rnnBackward: backwardWith({ gradInitial: ({ shape }) => zeros(shape) }),
  },
  "never truncated": {
    looksLike: "The gradient goes back to the beginning whatever k is.",
    reread: blocks,
    truncatedBackward: (input, parameters, initial, gradOutput, options) => {
      truncatedBackward(input, parameters, initial, gradOutput, options);
      return rnnBackward(input, parameters, initial, gradOutput);
    },
  },
  "state cut as well": {
    looksLike: "Each window starts from a state of zeros: not only the gradient is cut off, but also the memory.",
    reread: "the state further back counts as given",
    truncatedBackward: truncatedWith({ before: (before, start) => (start === 0 ? before : zeros(before.shape)) }),
  },
  "every window starts from the initial state": {
    looksLike: "Each window starts from the initial state of the whole sequence, not from the state it begins at.",
    reread: "the state further back counts as given",
    truncatedBackward: (input, parameters, initial, gradOutput, options) =>
      truncatedWith({ before: () => initial })(input, parameters, initial, gradOutput, options),
  },
  "one step too far": {
    looksLike: "The gradient goes back through k steps before the loss and the loss's own, k + 1 in all.",
    reread: "k: how many steps the gradients of a block go through, the block's own counted",
    truncatedBackward: truncatedWith({ window: (window) => ({ ...window, start: Math.max(0, window.start - 1) }) }),
  },
  "k steps before the block": {
    looksLike: "The gradient goes back k steps before the block, where the steps of the block are among the k.",
    reread: blocks,
    truncatedBackward: truncatedWith({
      window: (window, { back }) => ({ ...window, start: Math.max(0, window.from - back) }),
    }),
  },
  "gradients kept in their block": {
    looksLike: "No gradient leaves its block: k is not used, as if it were m.",
    reread: blocks,
    truncatedBackward: truncatedWith({ window: (window) => ({ ...window, start: window.from }) }),
  },
  "blocks of one step": {
    looksLike: "Every loss is sent back by itself through k steps; m is not used.",
    reread: "The sequence is cut into blocks of m steps",
    truncatedBackward: (input, parameters, initial, gradOutput, options) => {
      truncatedBackward(input, parameters, initial, gradOutput, options);
      return truncatedBackward(input, parameters, initial, gradOutput, { back: options.back });
    },
  },
  "losses counted again": {
    looksLike: "Each window sends back all losses inside it, so those before the block are counted more than once.",
    reread: "so each loss is counted once",
    truncatedBackward: truncatedWith({ countedFrom: ({ start }) => start }),
  },
  "short last block left out": {
    looksLike: "Steps at the end that don't fill a block are left out, and so are their losses.",
    reread: "The sequence is cut into blocks of m steps; the last may be shorter",
    truncatedBackward: (input, parameters, initial, gradOutput, options) => {
      const { every = 1 } = options;
      const [, steps] = input.shape as readonly [number, number];
      const whole = Math.floor(steps / every) * every;
      const kept = gradOutput.map((entry, index) =>
        Math.floor(index / initial.shape[1]!) % steps < whole ? entry : 0,
      );
      return truncatedBackward(input, parameters, initial, kept, options);
    },
  },
  "gradients of the last block only": {
    looksLike: "The gradients of the parameters are those of the last block; each block overwrites the one before.",
    reread: "What the blocks give is summed",
    truncatedBackward: truncatedWith({ collect: (_, b) => b }),
  },
  "any k and m": {
    looksLike: "Steps that make no sense, such as k = 0, are taken without a word.",
    reread: "throws RangeError when k or m is not an integer, m is less than 1, or k less than m",
    truncatedBackward: (input, parameters, initial, gradOutput, { back, every = 1 }) => {
      const block = Math.max(1, Math.ceil(every));
      const steps = Math.max(block, Math.ceil(back));
      return truncatedBackward(input, parameters, initial, gradOutput, { back: steps, every: block });
    },
  },
});
