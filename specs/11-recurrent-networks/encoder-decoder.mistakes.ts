import { concatenate, full, stack, zeros, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { embedding, embeddingBackward } from "#reference/11-recurrent-networks/embedding.ts";
import {
  encoderDecoder,
  encoderDecoderBackward,
  greedyDecode,
  type EncoderDecoderParameters,
} from "#reference/11-recurrent-networks/encoder-decoder.ts";
import { lstm, lstmBackward, type LstmState } from "#reference/11-recurrent-networks/lstm.ts";

type Module = typeof import("#reference/11-recurrent-networks/encoder-decoder.ts");

const nothing = ({ shape }: Tensor): Tensor => zeros(shape);

function encode(input: Tensor, { sourceEmbedding, encoder }: EncoderDecoderParameters): LstmState {
  const start = zeros([input.shape[0]!, encoder.weightHidden.shape[1]!]);
  return lstm(embedding(input, sourceEmbedding), encoder, { hidden: start, cell: start });
}

/** Where a forward pass departs from the right one. */
interface Forward {
  readonly source?: (input: Tensor) => Tensor;
  readonly context?: (state: LstmState) => LstmState;
  /** What the decoder reads. */
  readonly read?: (target: Tensor) => Tensor;
  readonly bias?: (bias: Tensor) => Tensor;
}

const shiftedBehind = (target: Tensor, token: number): Tensor =>
  concatenate([full([target.shape[0]!, 1], token), target.slice(null, [0, -1])], 1);

function withForward(change: Forward): Module["encoderDecoder"] {
  return (input, target, parameters) => {
    encoderDecoder(input, target, parameters);
    const state = encode(change.source?.(input) ?? input, parameters);
    const read = change.read?.(target) ?? shiftedBehind(target, 0);
    const context = change.context?.(state) ?? state;
    const { output } = lstm(embedding(read, parameters.targetEmbedding), parameters.decoder, context);
    const bias = change.bias?.(parameters.biasOutput) ?? parameters.biasOutput;
    return output.matmul(parameters.weightOutput.T).add(bias);
  };
}

/** Where greedy decoding departs from the right one. */
interface Decoding {
  readonly first?: number;
  readonly state?: (now: LstmState, context: LstmState) => LstmState;
  /** What is read next. */
  readonly next?: (chosen: Tensor, read: Tensor) => Tensor;
  readonly choose?: (logits: Tensor) => Tensor;
  /** What stands where a translation has ended. */
  readonly behind?: (word: Tensor) => Tensor;
  readonly endToken?: number;
  /** Whether all of the batch stops with the first. */
  readonly together?: boolean;
}

function decodeWith(change: Decoding): Module["greedyDecode"] {
  return (input, parameters, options = {}) => {
    greedyDecode(input, parameters, options);
    const { endToken = 1, first = 0, together = false } = change;
    const context = encode(input, parameters);
    let state = context;
    let read = full([input.shape[0]!], first);
    let ended = zeros(read.shape);
    const words: Tensor[] = [];
    for (let step = 0; step < (options.maxLength ?? 10); step++) {
      const table = embedding(read, parameters.targetEmbedding).expandDims(1);
      state = lstm(table, parameters.decoder, change.state?.(state, context) ?? state);
      const logits = state.hidden.matmul(parameters.weightOutput.T).add(parameters.biasOutput);
      const chosen = change.choose?.(logits) ?? logits.argmax(1);
      const behind = change.behind?.(chosen) ?? full(chosen.shape, endToken);
      const word = chosen.add(ended.mul(behind.sub(chosen)));
      const over = ended.maximum(word.equal(endToken));
      ended = together ? over.max(0, { keepDims: true }).broadcastTo(over.shape) : over;
      words.push(word);
      read = change.next?.(chosen, read) ?? word;
    }
    return stack(words, 1);
  };
}

/** The right gradients, some of them changed. */
function gradientsChanged(
  change: (
    right: EncoderDecoderParameters,
    given: { input: Tensor; target: Tensor; parameters: EncoderDecoderParameters; gradOutput: Tensor },
  ) => Partial<EncoderDecoderParameters>,
): Module["encoderDecoderBackward"] {
  return (input, target, parameters, gradOutput) => {
    const right = encoderDecoderBackward(input, target, parameters, gradOutput).gradParameters;
    return { gradParameters: { ...right, ...change(right, { input, target, parameters, gradOutput }) } };
  };
}

const scaled = (gradients: EncoderDecoderParameters["encoder"], factor: number) => ({
  weightInput: gradients.weightInput.mul(factor),
  weightHidden: gradients.weightHidden.mul(factor),
  bias: gradients.bias.mul(factor),
});

export default mistakes<Module>({
  "target not shifted": {
    looksLike:
      "The decoder reads the very word that it has to say: in training the loss goes to 0, and nothing is learned.",
    reread: "the decoder reads the target one step late, behind the start token 0",
    encoderDecoder: withForward({ read: (target) => target }),
  },
  "target shifted the other way": {
    looksLike: "The decoder reads the word after the one that it has to say.",
    reread: "s_1 … s_T = decoder(0, y_1, …, y_{T−1})",
    encoderDecoder: withForward({
      read: (target) => concatenate([target.slice(null, [1, null]), full([target.shape[0]!, 1], 0)], 1),
    }),
  },
  "starts with the end token": {
    looksLike: "The decoder's first input is the end token 1.",
    reread: "the start token is 0",
    encoderDecoder: withForward({ read: (target) => shiftedBehind(target, 1) }),
  },
  "without teacher": {
    looksLike: "The decoder reads the start token at every step, not the right word before.",
    reread: "s_1 … s_T = decoder(0, y_1, …, y_{T−1})",
    encoderDecoder: withForward({ read: nothing }),
  },
  "cell not handed over": {
    looksLike: "The decoder starts from the encoder's hidden state and an empty cell.",
    reread: "from h and c",
    encoderDecoder: withForward({ context: ({ hidden, cell }) => ({ hidden, cell: nothing(cell) }) }),
  },
  "hidden state not handed over": {
    looksLike: "The decoder starts from the encoder's cell and an empty hidden state.",
    reread: "from h and c",
    encoderDecoder: withForward({ context: ({ hidden, cell }) => ({ hidden: nothing(hidden), cell }) }),
  },
  "decoder that knows no source": {
    looksLike: "The decoder starts from zeros: what it says has nothing to do with the source.",
    reread: "h, c = the last state of encoder(x)",
    encoderDecoder: withForward({ context: ({ hidden, cell }) => ({ hidden: nothing(hidden), cell: nothing(cell) }) }),
  },
  "hidden state and cell exchanged": {
    looksLike: "The decoder takes the encoder's cell for its hidden state, and the other way round.",
    reread: "from h and c",
    encoderDecoder: withForward({ context: ({ hidden, cell }) => ({ hidden: cell, cell: hidden }) }),
  },
  "source read backwards": {
    looksLike: "The encoder reads the source from its last word to its first, as in the paper of 2014.",
    reread: "encoder(x): in the order given",
    encoderDecoder: withForward({ source: (input) => input.slice(null, [null, null, -1]) }),
  },
  "output bias left out": {
    looksLike: "The bias of the output layer is not added.",
    reread: "z_t = V s_t + b",
    encoderDecoder: withForward({ bias: nothing }),
  },
  "encoder gets no gradient": {
    looksLike: "The gradient stops at the decoder's first state: encoder and source embedding never learn.",
    reread: "what reaches the decoder's first state goes on into the encoder's last",
    encoderDecoderBackward: gradientsChanged(({ sourceEmbedding, encoder }) => ({
      sourceEmbedding: nothing(sourceEmbedding),
      encoder: scaled(encoder, 0),
    })),
  },
  "source embedding gets no gradient": {
    looksLike: "The encoder learns, and the table of source words doesn't.",
    reread: "gradients of the shapes of the parameters, sourceEmbedding too",
    encoderDecoderBackward: gradientsChanged(({ sourceEmbedding }) => ({ sourceEmbedding: nothing(sourceEmbedding) })),
  },
  "target embedding of the words said": {
    looksLike:
      "The rows of the target embedding get the gradient of the words to be said, not of those that were read.",
    reread: "the decoder reads 0, y_1, …, y_{T−1}",
    encoderDecoderBackward: gradientsChanged((_, { input, target, parameters, gradOutput }) => {
      const { targetEmbedding, decoder, weightOutput } = parameters;
      const state = encode(input, parameters);
      const read = embedding(shiftedBehind(target, 0), targetEmbedding);
      const last = { hidden: nothing(state.hidden), cell: nothing(state.cell) };
      const { gradInput } = lstmBackward(read, decoder, state, { output: gradOutput.matmul(weightOutput), ...last });
      return { targetEmbedding: embeddingBackward(target, targetEmbedding, gradInput) };
    }),
  },
  "averaged over the batch": {
    looksLike: "The gradients are averages over the sentences of the batch, not sums.",
    reread: "gradients of a loss: dL/dz already holds whatever the loss divides by",
    encoderDecoderBackward: gradientsChanged((right, { input }) => {
      const factor = 1 / input.shape[0]!;
      return {
        sourceEmbedding: right.sourceEmbedding.mul(factor),
        encoder: scaled(right.encoder, factor),
        targetEmbedding: right.targetEmbedding.mul(factor),
        decoder: scaled(right.decoder, factor),
        weightOutput: right.weightOutput.mul(factor),
        biasOutput: right.biasOutput.mul(factor),
      };
    }),
  },
  "output layer from the last step alone": {
    looksLike: "The output layer gets the gradient of the last step, not of all.",
    reread: "z_t = V s_t + b at every step: its gradient is a sum over the steps",
    encoderDecoderBackward: gradientsChanged((_, { gradOutput, ...given }) => {
      const last = gradOutput.map((g, index) => {
        const [steps, words] = gradOutput.shape.slice(1) as [number, number];
        return Math.floor(index / words) % steps === steps - 1 ? g : 0;
      });
      const { gradParameters } = encoderDecoderBackward(given.input, given.target, given.parameters, last);
      return { weightOutput: gradParameters.weightOutput, biasOutput: gradParameters.biasOutput };
    }),
  },
  "greedy state reset": {
    looksLike: "Each word is chosen from the encoder's state anew: the decoder forgets what it has said.",
    reread: "s_1 … s_T = decoder(…): one step goes on from the state of the one before",
    greedyDecode: decodeWith({ state: (_, context) => context }),
  },
  "reads the start token again and again": {
    looksLike: "The decoder reads the start token at every step, not the word that it chose.",
    reread: "the likeliest word is taken, and read as the next input",
    greedyDecode: decodeWith({ next: (_, read) => read }),
  },
  "first input 1": {
    looksLike: "Translating starts with the end token, while training starts with 0.",
    reread: "the decoder reads the start token 0 first",
    greedyDecode: decodeWith({ first: 1 }),
  },
  "goes on after the end": {
    looksLike: "Words follow the end token.",
    reread: "the end token and nothing else from where a translation has ended",
    greedyDecode: decodeWith({ behind: (word) => word }),
  },
  "zeros behind the end": {
    looksLike: "Behind the end token stand zeros.",
    reread: "the end token and nothing else from where a translation has ended",
    greedyDecode: decodeWith({ behind: nothing }),
  },
  "start token ends": {
    looksLike: "The token 0 is taken for the end, not 1.",
    reread: "until the end token 1 comes",
    greedyDecode: decodeWith({ endToken: 0 }),
  },
  "all end with the first": {
    looksLike: "When one translation of the batch ends, all do.",
    reread: "from where a translation has ended: each by itself",
    greedyDecode: decodeWith({ together: true }),
  },
  "the least likely word": {
    looksLike: "The word with the lowest score is taken.",
    reread: "the likeliest word is taken",
    greedyDecode: decodeWith({ choose: (logits) => logits.argmin(1) }),
  },
  "one word too few": {
    looksLike: "There are maxLength − 1 words: the start token was counted.",
    reread: "[N, T] with T = maxLength; the start token is not part of it",
    greedyDecode: (input, parameters, options) => {
      const words = greedyDecode(input, parameters, options);
      return words.slice(null, [0, Math.max(1, words.shape[1]! - 1)]);
    },
  },
  "start token said": {
    looksLike: "The translation begins with the start token.",
    reread: "[N, T] ids of the words said; the start token is only read",
    greedyDecode: (input, parameters, options) => shiftedBehind(greedyDecode(input, parameters, options), 0),
  },
});
