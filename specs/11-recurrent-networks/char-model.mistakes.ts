import { concatenate, full, tensor, zeros, type Random, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { sparseCrossEntropy } from "#reference/03-losses/sparse-cross-entropy.ts";
import { Adam } from "#reference/08-optimisers/adam.ts";
import {
  charModel,
  charModelLoss,
  charModelLossBackward,
  textPerplexity,
  textWindows,
  writeText,
  type CharModelParameters,
  type TextWindows,
} from "#reference/11-recurrent-networks/char-model.ts";
import { greedy, sample } from "#reference/11-recurrent-networks/sampling.ts";

type Module = typeof import("#reference/11-recurrent-networks/char-model.ts");

const zerosFor = (batch: number, { weightOutput }: CharModelParameters) => {
  const nothing = zeros([batch, weightOutput.shape[1]!]);
  return { hidden: nothing, cell: nothing };
};

const names = ["input gate", "forget gate", "candidate", "output gate"] as const;

/** The right gradients, some of them changed. */
function gradientsWith(
  change: (
    right: CharModelParameters,
    ...args: Parameters<Module["charModelLossBackward"]>
  ) => Partial<CharModelParameters>,
): Module["charModelLossBackward"] {
  return (...args) => {
    const { gradParameters } = charModelLossBackward(...args);
    return { gradParameters: { ...gradParameters, ...change(gradParameters, ...args) } };
  };
}

/** The surprise of each piece, with the state that the next piece starts from. */
function piecesOf(text: Tensor, parameters: CharModelParameters, length: number, carried: boolean): Tensor[] {
  textPerplexity(text, parameters, length); // refuses what it must
  let state = zerosFor(1, parameters);
  const surprises: Tensor[] = [];
  for (let start = 0; start < text.size - 1; start += length) {
    const end = Math.min(start + length, text.size - 1);
    const piece = charModel(text.slice([start, end]).expandDims(0), parameters, state);
    const next = text.slice([start + 1, end + 1]);
    surprises.push(sparseCrossEntropy(piece.logits.slice(0), next, { reduction: "sum" }));
    if (carried) state = piece.state;
  }
  return surprises;
}

const totalOf = (parts: readonly Tensor[]): Tensor => parts.reduce((sum, part) => sum.add(part), tensor(0));

/** Text written with another choice of what is read, drawn or kept. */
function writeWith(change: {
  readonly temperature?: (given: number) => number;
  readonly choose?: (logits: Tensor, random: Random, temperature: number) => Tensor;
  readonly forgetful?: boolean;
  readonly reads?: (prompt: Tensor) => Tensor;
}): Module["writeText"] {
  return (prompt, parameters, count, random, { temperature = 1 } = {}) => {
    const heat = change.temperature?.(temperature) ?? temperature;
    const written = [prompt];
    let next = change.reads?.(prompt) ?? prompt;
    let state = zerosFor(prompt.shape[0]!, parameters);
    for (let n = 0; n < count; n++) {
      const read = charModel(next, parameters, state);
      if (!change.forgetful) state = read.state;
      const scores = read.logits.slice(null, -1);
      const drawn = change.choose?.(scores, random, heat) ?? sample(scores, random, { temperature: heat });
      next = drawn.expandDims(1);
      written.push(next);
    }
    return concatenate(written, 1);
  };
}

/** Where a training departs from one that works. */
interface Training {
  readonly sign?: 1 | -1;
  readonly steps?: number;
  readonly length?: number;
  readonly learningRate?: number;
  readonly start?: (weights: Tensor) => Tensor;
  readonly pairs?: (windows: TextWindows) => TextWindows;
}

function trainWith({
  sign = 1,
  steps = 60,
  length = 20,
  learningRate = 0.05,
  ...change
}: Training): Module["trainCharModel"] {
  return (text, random) => {
    const windows = textWindows(text, length);
    const { inputs, targets } = change.pairs?.(windows) ?? windows;
    const [units, features, characters] = [16, 6, text.max().item() + 1];
    const start = change.start ?? ((weights: Tensor) => weights);
    const weights = (rows: number, columns: number): Tensor =>
      start(random.normal([rows, columns], 0, 1 / Math.sqrt(columns)));
    let flat = [
      start(random.normal([characters, features], 0, 1.5)),
      weights(4 * units, features),
      weights(4 * units, units),
      concatenate(names.map((gate) => full([units], gate === "forget gate" ? 1 : 0))),
      weights(characters, units),
      zeros([characters]),
    ];
    const optimiser = new Adam({ learningRate });
    for (let step = 0; step < steps; step++) {
      const batch = random.permutation(inputs.shape[0]!).slice(0, 6);
      const parameters = named(flat);
      const state = zerosFor(batch.length, parameters);
      const { gradParameters: g } = charModelLossBackward(
        inputs.gather(batch),
        targets.gather(batch),
        parameters,
        state,
        tensor(sign),
      );
      const { weightInput, weightHidden, bias } = g.lstm;
      flat = optimiser.step(flat, [g.embedding, weightInput, weightHidden, bias, g.weightOutput, g.biasOutput]);
    }
    return named(flat);
  };
}

function named(flat: readonly Tensor[]): CharModelParameters {
  const [table, weightInput, weightHidden, bias, weightOutput, biasOutput] = flat as [
    Tensor,
    Tensor,
    Tensor,
    Tensor,
    Tensor,
    Tensor,
  ];
  return { embedding: table, lstm: { weightInput, weightHidden, bias }, weightOutput, biasOutput };
}

export default mistakes<Module>({
  "targets not shifted": {
    looksLike: "The targets are the inputs: each character is asked for itself, which the model has just read.",
    reread: "targets[n] = x_{nT+1}, …, x_{nT+T}",
    textWindows: (text, length) => {
      const { inputs } = textWindows(text, length);
      return { inputs, targets: inputs };
    },
  },
  "targets shifted the other way": {
    looksLike: "Inputs and targets are exchanged: the model learns to tell what came before.",
    reread: "targets[n] = x_{nT+1}, …, x_{nT+T}",
    textWindows: (text, length) => {
      const { inputs, targets } = textWindows(text, length);
      return { inputs: targets, targets: inputs };
    },
  },
  "targets wrap around in each window": {
    looksLike: "The last target of a window is the window's own first character.",
    reread: "targets[n] = x_{nT+1}, …, x_{nT+T}: the last one is the first of the next window",
    textWindows: (text, length) => {
      const { inputs } = textWindows(text, length);
      return { inputs, targets: concatenate([inputs.slice(null, [1, null]), inputs.slice(null, [0, 1])], 1) };
    },
  },
  "text read down the columns": {
    looksLike: "The text is laid out in columns: a row holds characters that do not follow each other.",
    reread: "inputs[n] = x_{nT}, …, x_{nT+T−1}",
    textWindows: (text, length) => {
      const { inputs, targets } = textWindows(text, length);
      const turn = (windows: Tensor): Tensor => windows.flatten().reshape([length, -1]).T;
      return { inputs: turn(inputs), targets: turn(targets) };
    },
  },
  "state not handed on": {
    looksLike: "Every text starts from a state of zeros, whatever state is given.",
    reread: "h_1 … h_T = lstm(…) from the given state",
    charModel: (ids, parameters, state) =>
      charModel(ids, parameters, { hidden: state.hidden.mul(0), cell: state.cell.mul(0) }),
  },
  "cell not handed on": {
    looksLike: "The hidden state is handed on and the cell starts from zeros.",
    reread: "state: hidden and cell",
    charModel: (ids, parameters, state) => charModel(ids, parameters, { ...state, cell: state.cell.mul(0) }),
  },
  "state of the start returned": {
    looksLike: "The state that comes back is the one that was given.",
    reread: "returns the state behind the last character",
    charModel: (ids, parameters, state) => ({ ...charModel(ids, parameters, state), state }),
  },
  "probabilities for scores": {
    looksLike: "Probabilities come back, not scores; the loss will take their softmax once more.",
    reread: "logits z_t = V h_t + b",
    charModel: (...args) => {
      const { logits, state } = charModel(...args);
      const powers = logits.exp();
      return { logits: powers.div(powers.sum(-1, { keepDims: true })), state };
    },
  },
  "output bias left out": {
    looksLike: "The scores lack their bias.",
    reread: "z_t = V h_t + b",
    charModel: (ids, parameters, state) => {
      const right = charModel(ids, parameters, state);
      return { ...right, logits: right.logits.sub(parameters.biasOutput) };
    },
  },
  "loss summed": {
    looksLike: "The loss is the sum over all characters.",
    reread: "1 / NT",
    charModelLoss: (inputs, ...rest) => charModelLoss(inputs, ...rest).mul(inputs.size),
  },
  "loss of a text": {
    looksLike: "The loss is summed over each text and averaged over the texts.",
    reread: "1 / NT: per character",
    charModelLoss: (inputs, ...rest) => charModelLoss(inputs, ...rest).mul(inputs.shape[1]!),
  },
  "bits for nats": {
    looksLike: "The logarithm is the one to base 2.",
    reread: "in nats: log is the natural logarithm",
    charModelLoss: (...args) => charModelLoss(...args).div(Math.LN2),
  },
  "perplexity for loss": {
    looksLike: "The perplexity comes back, the exponential of the loss.",
    reread: "L; exp(L) is the perplexity",
    charModelLoss: (...args) => charModelLoss(...args).exp(),
  },
  "gradient of the sum": {
    looksLike: "The gradients are not divided by the number of characters.",
    reread: "dL/dz_nt = (softmax(z_nt) − one-hot y_nt) / NT",
    charModelLossBackward: (inputs, targets, parameters, state, gradOutput) =>
      charModelLossBackward(inputs, targets, parameters, state, gradOutput.mul(inputs.size)),
  },
  "gradOutput ignored": {
    looksLike: "The gradients do not take gradOutput into account.",
    reread: "· gradOutput",
    charModelLossBackward: (inputs, targets, parameters, state, gradOutput) =>
      charModelLossBackward(inputs, targets, parameters, state, gradOutput.mul(0).add(1)),
  },
  "embedding left untrained": {
    looksLike: "The gradient stops at the LSTM: the embedding gets zeros.",
    reread: "through the LSTM, and into the rows of E that were read",
    charModelLossBackward: gradientsWith((right) => ({ embedding: right.embedding.mul(0) })),
  },
  "bias of the output averaged": {
    looksLike: "The gradient of the output's bias is the mean over the places, not the sum.",
    reread: "dL/db = Σ dL/dz",
    charModelLossBackward: gradientsWith((right, inputs) => ({ biasOutput: right.biasOutput.div(inputs.size) })),
  },
  "state reset at each piece": {
    looksLike: "Every piece starts from a state of zeros, so the perplexity depends on how long the pieces are.",
    reread: "The state is carried from piece to piece",
    textPerplexity: (text, parameters, length) =>
      totalOf(piecesOf(text, parameters, length, false))
        .div(text.size - 1)
        .exp(),
  },
  "perplexities averaged": {
    looksLike: "The perplexity of each piece is worked out, and their mean is taken.",
    reread: "exp of the mean over the whole text",
    textPerplexity: (text, parameters, length) => {
      const pieces = piecesOf(text, parameters, length, true);
      const sizes = pieces.map((_, n) => Math.min(length, text.size - 1 - n * length));
      return totalOf(pieces.map((piece, n) => piece.div(sizes[n]!).exp())).div(pieces.length);
    },
  },
  "last short piece left out": {
    looksLike: "The last piece, which is shorter, is left out.",
    reread: "the last piece may be shorter",
    textPerplexity: (text, parameters, length) => {
      const count = Math.floor((text.size - 1) / length);
      return totalOf(piecesOf(text, parameters, length, true).slice(0, count))
        .div(count * length)
        .exp();
    },
  },
  "exponential of the sum": {
    looksLike: "The sum of all surprises is exponentiated, without being divided by their number.",
    reread: "1 / (L−1)",
    textPerplexity: (text, parameters, length) => totalOf(piecesOf(text, parameters, length, true)).exp(),
  },
  "divided by L": {
    looksLike: "The sum is divided by L, although the first character is not predicted.",
    reread: "1 / (L−1)",
    textPerplexity: (text, parameters, length) =>
      totalOf(piecesOf(text, parameters, length, true))
        .div(text.size)
        .exp(),
  },
  "always the likeliest": {
    looksLike: "The likeliest character is taken each time: nothing is left to chance.",
    reread: "x_{t+1} ~ softmax(z_t / τ)",
    writeText: writeWith({ choose: greedy }),
  },
  "temperature ignored": {
    looksLike: "The temperature is not used.",
    reread: "softmax(z_t / τ)",
    writeText: writeWith({ temperature: () => 1 }),
  },
  "temperature upside down": {
    looksLike: "The scores are multiplied by the temperature.",
    reread: "softmax(z_t / τ)",
    writeText: writeWith({ temperature: (given) => 1 / given }),
  },
  "state forgotten between characters": {
    looksLike: "Each new character is read from a state of zeros.",
    reread: "draws one character after the other, and reads it: the state goes on",
    writeText: writeWith({ forgetful: true }),
  },
  "only the last character of the prompt read": {
    looksLike: "What is written depends on the prompt's last character alone.",
    reread: "prompt: read from a state of zeros",
    writeText: writeWith({ reads: (prompt) => prompt.slice(null, [-1, null]) }),
  },
  "prompt left out": {
    looksLike: "What comes back are the new characters alone.",
    reread: "returns the prompts and what follows",
    writeText: (prompt, ...rest) => writeText(prompt, ...rest).slice(null, [prompt.shape[1]!, null]),
  },
  climbs: {
    looksLike: "The steps are added: the loss grows.",
    reread: "θ ← θ − η dL/dθ: minus",
    trainCharModel: trainWith({ sign: -1 }),
  },
  "starts from zeros": {
    looksLike: "All weights start at 0: the units are all alike and get no gradient but that of the last bias.",
    reread: "The weights start at random",
    trainCharModel: trainWith({ start: (weights) => weights.mul(0) }),
  },
  "trained on its own input": {
    looksLike: "The model is trained to repeat the character that it has just read.",
    reread: "targets: what comes next at every place",
    trainCharModel: trainWith({ pairs: ({ inputs }) => ({ inputs, targets: inputs }) }),
  },
  "windows of one character": {
    looksLike: "The model learns from single characters, each from a state of zeros: there is nothing to remember.",
    reread: "windows long enough to hold what must be remembered, and its use",
    trainCharModel: trainWith({ length: 1, steps: 200 }),
  },
  "steps far too small": {
    looksLike: "The learning rate is so small that nothing is learned in the time.",
    reread: "Adam: each step moves a weight by about the learning rate",
    trainCharModel: trainWith({ learningRate: 0.0005 }),
  },
});
