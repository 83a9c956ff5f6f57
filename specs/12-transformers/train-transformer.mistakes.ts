import { arange, concatenate, tensor, where, zeros, type Random, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { softmax } from "#reference/02-activations/softmax.ts";
import {
  greedyDecode,
  noamRate,
  sequenceLoss,
  sequenceLossBackward,
  teacherForcing,
  tokens,
  trainTransformer,
  type Decoder,
} from "#reference/12-transformers/train-transformer.ts";
import { trainOneStack, type Run } from "./train-transformer-runs.ts";

type Module = typeof import("#reference/12-transformers/train-transformer.ts");

/** Inputs and labels, one of them changed. */
function forcedWith(change: (inputs: Tensor, labels: Tensor, targets: Tensor) => readonly [Tensor, Tensor]) {
  return (targets: Tensor) => {
    const right = teacherForcing(targets);
    const [inputs, labels] = change(right.inputs, right.labels, targets);
    return { inputs, labels };
  };
}

const counts = (labels: Tensor): number => labels.notEqual(tokens.padding).sum().item();

/** Greedy decoding, word by word, with one thing in it changed. */
function decodeWith(change: {
  readonly start?: number;
  readonly read?: (written: Tensor) => Tensor;
  readonly logitsAt?: (logits: Tensor) => Tensor;
  readonly choose?: (logits: Tensor) => Tensor;
  readonly keepsOn?: boolean;
  readonly allStop?: boolean;
  readonly endStays?: boolean;
}): Module["greedyDecode"] {
  return (decoder, count, length) => {
    let written = zeros([count, 1]).add(change.start ?? tokens.start);
    let finished = zeros([count]);
    for (let t = 0; t < length; t++) {
      const logits = decoder(change.read?.(written) ?? written);
      const last = change.logitsAt?.(logits) ?? logits.slice(null, -1);
      const likeliest = change.choose?.(last) ?? last.argmax(1);
      const next = where(finished, change.endStays ? tokens.end : tokens.padding, likeliest);
      written = concatenate([written, next.expandDims(1)], 1);
      if (!change.keepsOn) finished = finished.maximum(next.equal(tokens.end));
      if (change.allStop && finished.sum().item() > 0) finished = finished.mul(0).add(1);
    }
    return written.slice(null, [1, null]);
  };
}

/** A training that departs in one thing from one that works. */
function trainWith(run: Run): Module["trainTransformer"] {
  return (sources, targets, random) => trainOneStack(sources, targets, random, run);
}

const always =
  (rate: number) =>
  (_: number): number =>
    rate;

export default mistakes<Module>({
  "labels not shifted": {
    looksLike: "The label of a position is the token that stands there in the input.",
    reread: "inputs = start y_1 … y_n, labels = y_1 … y_n end",
    teacherForcing: forcedWith((inputs) => [inputs, inputs]),
  },
  "shifted the other way": {
    looksLike: "Inputs and labels have changed places: the token before is asked for.",
    reread: "inputs = start y_1 … y_n, labels = y_1 … y_n end",
    teacherForcing: forcedWith((inputs, labels) => [labels, inputs]),
  },
  "no end token": {
    looksLike: "Behind the last word nothing is asked for, so that no sentence ever ends.",
    reread: "labels = y_1 … y_n end",
    teacherForcing: forcedWith((inputs, labels) => [inputs, where(labels.equal(tokens.end), tokens.padding, labels)]),
  },
  "end token in the last column": {
    looksLike: "The end token stands behind the padding.",
    reread: "labels = y_1 … y_n end, filled up with padding",
    teacherForcing: forcedWith((inputs, labels) => {
      const isLast = arange(labels.shape[1]!).equal(labels.shape[1]! - 1);
      return [inputs, where(isLast, tokens.end, where(labels.equal(tokens.end), tokens.padding, labels))];
    }),
  },
  "end token for all padding": {
    looksLike: "Padding is replaced by end tokens, all of which are asked for.",
    reread: "labels = y_1 … y_n end, filled up with padding",
    teacherForcing: forcedWith((inputs, labels) => [inputs, where(labels.equal(tokens.padding), tokens.end, labels)]),
  },
  "end token read": {
    looksLike: "The inputs end in the end token, behind which nothing is to be said.",
    reread: "inputs = start y_1 … y_n",
    teacherForcing: forcedWith((inputs, labels) => {
      const words = inputs.notEqual(tokens.padding).sum(1, { keepDims: true });
      return [where(arange(inputs.shape[1]!).equal(words), tokens.end, inputs), labels];
    }),
  },
  "no start token": {
    looksLike: "The inputs begin with padding, not with the start token.",
    reread: "inputs = start y_1 … y_n",
    teacherForcing: forcedWith((inputs, labels) => [where(inputs.equal(tokens.start), tokens.padding, inputs), labels]),
  },
  "last column cut off": {
    looksLike: "Inputs and labels are as long as the targets, and a sentence without padding has lost its end.",
    reread: "both [N, T + 1]",
    teacherForcing: forcedWith((inputs, labels) => [inputs.slice(null, [0, -1]), labels.slice(null, [0, -1])]),
  },
  "padding counted": {
    looksLike: "Padding is a label like any other.",
    reread: "over the M places with a label other than padding",
    sequenceLoss: (logits, labels) => {
      const hit = labels.expandDims(2).equal(arange(logits.shape[2]!));
      return softmax(logits).mul(hit).sum(2).log().mean().neg();
    },
  },
  "divided by all places": {
    looksLike: "The sum is divided by the number of all places, padding among them.",
    reread: "1/M, M the places with a label other than padding",
    sequenceLoss: (logits, labels) => sequenceLoss(logits, labels).mul(counts(labels) / labels.size),
  },
  "loss summed": {
    looksLike: "The loss is the sum over all tokens.",
    reread: "1/M, M the places with a label other than padding",
    sequenceLoss: (logits, labels) => sequenceLoss(logits, labels).mul(counts(labels)),
  },
  "mean of the sentences": {
    looksLike: "Each sentence has its mean, and the loss is the mean of them: words of short sentences count for more.",
    reread: "1/M, M the places with a label other than padding",
    sequenceLoss: (logits, labels) => {
      const each = Array.from({ length: labels.shape[0]! }, (_, n) =>
        sequenceLoss(logits.slice([n, n + 1]), labels.slice([n, n + 1])).item(),
      );
      return tensor(each).mean();
    },
  },
  "softmax twice": {
    looksLike: "The cross-entropy is given probabilities, of which it takes the softmax again.",
    reread: "log softmax(z_nt)[label_nt], z the logits",
    sequenceLoss: (logits, labels) => sequenceLoss(softmax(logits), labels),
  },
  "gradient of padding": {
    looksLike: "Places of padding have a gradient.",
    reread: "0 for padding",
    sequenceLossBackward: (logits, labels, gradOutput) => {
      const away = softmax(logits).sub(labels.expandDims(2).equal(arange(logits.shape[2]!)));
      return away.mul(gradOutput).div(counts(labels));
    },
  },
  "gradient of the sum": {
    looksLike: "The gradient is not divided by the number of tokens.",
    reread: "(softmax(z_nt)_w − 1[w = label_nt]) / M",
    sequenceLossBackward: (logits, labels, gradOutput) =>
      sequenceLossBackward(logits, labels, gradOutput.mul(counts(labels))),
  },
  "gradient divided by all places": {
    looksLike: "The gradient is divided by the number of all places, padding among them.",
    reread: "(softmax(z_nt)_w − 1[w = label_nt]) / M",
    sequenceLossBackward: (logits, labels, gradOutput) =>
      sequenceLossBackward(logits, labels, gradOutput.mul(counts(labels) / labels.size)),
  },
  "gradOutput ignored": {
    looksLike: "The gradient does not take gradOutput into account.",
    reread: "gradOutput: the gradient with respect to the loss",
    sequenceLossBackward: (logits, labels, gradOutput) =>
      sequenceLossBackward(logits, labels, gradOutput.mul(0).add(1)),
  },
  "larger of the two": {
    looksLike: "The rate is the larger of the two terms: it falls before it rises, and then grows for ever.",
    reread: "min(t^{−1/2}, t · W^{−3/2})",
    noamRate: (step, { features, warmupSteps, factor = 1 }) =>
      (factor * Math.max(step ** -0.5, step * warmupSteps ** -1.5)) / Math.sqrt(features),
  },
  "no warm-up": {
    looksLike: "The rate falls from the first step on.",
    reread: "min(t^{−1/2}, t · W^{−3/2})",
    noamRate: (step, { features, factor = 1 }) => factor / Math.sqrt(features * step),
  },
  "no decay": {
    looksLike: "The rate stays where the warm-up has led.",
    reread: "min(t^{−1/2}, t · W^{−3/2})",
    noamRate: (step, options) => noamRate(Math.min(step, options.warmupSteps), options),
  },
  "warm-up with the wrong power": {
    looksLike: "The rising part is t W^{−1/2}, and it doesn't meet the falling one at W.",
    reread: "t · W^{−3/2}",
    noamRate: (step, { features, warmupSteps, factor = 1 }) =>
      (factor * Math.min(step ** -0.5, step * warmupSteps ** -0.5)) / Math.sqrt(features),
  },
  "width left out": {
    looksLike: "The width of the model plays no part.",
    reread: "D^{−1/2}",
    noamRate: (step, options) => noamRate(step, { ...options, features: 1 }),
  },
  "steps counted from 0": {
    looksLike: "The rate is that of the next step.",
    reread: "t, counted from 1",
    noamRate: (step, options) => noamRate(step + 1, options),
  },
  "factor left out": {
    looksLike: "The factor plays no part.",
    reread: "η_t = factor · D^{−1/2} · …",
    noamRate: (step, { features, warmupSteps }) => noamRate(step, { features, warmupSteps }),
  },
  "nothing fed back": {
    looksLike: "The decoder reads the start token and padding, never what it wrote.",
    reread: "z_t the logits behind start y_1 … y_{t−1}",
    greedyDecode: decodeWith({
      read: (written) => where(arange(written.shape[1]!).equal(0), written, tokens.padding),
    }),
  },
  "only the last word read": {
    looksLike: "The decoder gets the last word alone, at position 0, as if it had a memory like an RNN.",
    reread: "decoder: gets all that has been written, from the start token on",
    greedyDecode: decodeWith({ read: (written) => written.slice(null, [-1, null]) }),
  },
  "logits of the first place": {
    looksLike: "Every word is chosen by the logits behind the start token.",
    reread: "z_t the logits behind start y_1 … y_{t−1}",
    greedyDecode: decodeWith({ logitsAt: (logits) => logits.slice(null, 0) }),
  },
  "started with padding": {
    looksLike: "The first token is padding, not the start token.",
    reread: "behind start y_1 … y_{t−1}",
    greedyDecode: decodeWith({ start: tokens.padding }),
  },
  "least likely word": {
    looksLike: "The smallest logit is taken.",
    reread: "y_t = argmax softmax(z_t)",
    greedyDecode: decodeWith({ choose: (logits) => logits.argmin(1) }),
  },
  "written on behind the end": {
    looksLike: "Words are written behind the end token.",
    reread: "behind an end token everything is padding",
    greedyDecode: decodeWith({ keepsOn: true }),
  },
  "end for padding": {
    looksLike: "Behind an end token there are more of them.",
    reread: "behind an end token everything is padding",
    greedyDecode: decodeWith({ endStays: true }),
  },
  "all stop at the first end": {
    looksLike: "When one sentence ends, all do.",
    reread: "how many sentences are written side by side",
    greedyDecode: decodeWith({ allStop: true }),
  },
  "start token returned": {
    looksLike: "The start token is part of what comes back.",
    reread: "[N, T] without the start token",
    greedyDecode: (decoder: Decoder, count, length) => {
      const written = greedyDecode(decoder, count, length);
      return concatenate([zeros([count, 1]).add(tokens.start), written], 1);
    },
  },
  "trained without the shift": {
    looksLike:
      "In training each position reads the very word that it is to say: the loss falls to 0, and nothing is learned.",
    reread: "The label of a position is the input of the next one.",
    trainTransformer: trainWith({ read: (_, labels) => labels }),
  },
  "causal mask missing": {
    looksLike: "In training every position sees the words behind it, among them the one that it is to say.",
    reread: "z_t the logits behind start y_1 … y_{t−1}, and nothing else",
    trainTransformer: trainWith({ causal: false }),
  },
  "no positions": {
    looksLike: "Nothing tells the words apart by their place.",
    reread: "words and positions are added before the first layer",
    trainTransformer: trainWith({ positions: false }),
  },
  "too large a rate without warm-up": {
    looksLike: "The rate is ten times as large, from the first step on: the loss stays where it was.",
    reread: "η_t = factor · D^{−1/2} · min(t^{−1/2}, t · W^{−3/2})",
    trainTransformer: trainWith({ rate: always(0.3) }),
  },
  "rate of later steps": {
    looksLike: "The rate is so small that nothing has been learned when training stops.",
    reread: "η_t = factor · D^{−1/2} · min(t^{−1/2}, t · W^{−3/2})",
    trainTransformer: trainWith({ rate: always(2e-4) }),
  },
  climbs: {
    looksLike: "The steps are added: the loss grows.",
    reread: "θ ← θ − η …: minus",
    trainTransformer: trainWith({ rate: always(-0.01) }),
  },
  "targets of other sources": {
    looksLike: "The sources are put into another order for each batch, and their targets are not.",
    reread: "a batch: sources and targets at the same places",
    trainTransformer: (sources, targets, random) => {
      const elsewhere = [...random.permutation(sources.shape[0]!)];
      return trainTransformer(sources.gather(elsewhere), targets, random);
    },
  },
  "source not read": {
    looksLike: "The translator does not look at the source: it is a language model of the targets.",
    reread: "Logits for sources that are to be translated",
    trainTransformer: (sources, targets, random: Random) => {
      const translate = trainTransformer(sources.mul(0), targets, random);
      return (given, inputs) => translate(given.mul(0), inputs);
    },
  },
});
