import { arange, tensor, zeros } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { accuracy } from "#reference/06-metrics/accuracy.ts";
import { f1Score } from "#reference/06-metrics/f1.ts";
import { precision, recall } from "#reference/06-metrics/precision-recall.ts";
import { fineTune } from "#reference/12-transformers/fine-tune.ts";
import { parametersToList } from "#reference/12-transformers/parameter-list.ts";
import {
  classifyWith,
  backwardWith,
  lastPlaceOfEach,
  expectLayers,
  trainWith,
  frozenWith,
  reportWith,
  type Module,
} from "./fine-tune-slips.ts";

export default mistakes<Module>({
  "sum for mean": {
    looksLike: "The words of a sentence are added up, not averaged, so that long sentences are larger.",
    reread: "u = (1/T) Σ_t x_t",
    classify: classifyWith({ pool: (top) => top.sum(1) }),
  },
  "first word for the sentence": {
    looksLike: "The first position stands for the sentence, as [CLS] does in BERT. Here there is none.",
    reread: "u = (1/T) Σ_t x_t",
    classify: classifyWith({ pool: (top) => top.slice(null, 0) }),
  },
  "largest for mean": {
    looksLike: "Of each feature the largest over the words is taken.",
    reread: "u = (1/T) Σ_t x_t",
    classify: classifyWith({ pool: (top) => top.max(1) }),
  },
  "difference not squared": {
    looksLike: "The head sees u − v, so that the order of the two sentences counts.",
    reread: "z = W (u − v)² + b",
    classify: classifyWith({ compare: (u, v) => u.sub(v) }),
  },
  "size of the difference": {
    looksLike: "The head sees |u − v|.",
    reread: "z = W (u − v)² + b",
    classify: classifyWith({ compare: (u, v) => u.sub(v).abs() }),
  },
  "product for difference": {
    looksLike: "The head sees the product of u and v, entry by entry.",
    reread: "z = W (u − v)² + b",
    classify: classifyWith({ compare: (u, v) => u.mul(v) }),
  },
  "one distance for all features": {
    looksLike: "The squares are added up before the head, which then can't weigh the features.",
    reread: "z = W (u − v)² + b, the square entry by entry",
    classify: classifyWith({
      compare: (u, v) => u.sub(v).square().sum(1, { keepDims: true }).broadcastTo(u.shape),
    }),
  },
  "head without its bias": {
    looksLike: "The head's bias is not added.",
    reread: "z = W (u − v)² + b",
    classify: classifyWith({ after: (logits, bias) => logits.sub(bias) }),
  },
  "probabilities for logits": {
    looksLike: "Probabilities come back, not logits.",
    reread: "returns z, the logits",
    classify: classifyWith({
      after: (logits) => logits.exp().div(logits.exp().sum(1, { keepDims: true })),
    }),
  },
  "positions left out": {
    looksLike: "The position embedding is not added.",
    reread: "x_t = E[token_t] + P[t]",
    classify: classifyWith({ embedded: (words) => words }),
  },
  "positions run on": {
    looksLike: "The positions of the second sentence are counted on from the end of the first.",
    reread: "Both go through the same encoder, each by itself",
    classify: classifyWith({
      positions: (right, before, longest) => right.add(before).minimum(longest - 1),
    }),
  },
  "future out of sight": {
    looksLike: "The encoder has the causal mask of GPT.",
    reread: "every position sees all",
    classify: classifyWith({ options: { causal: true } }),
  },
  "pre-norm layers": {
    looksLike: "The layers have their norms before the sublayers.",
    reread: "Its layers are those of BERT: post-norm",
    classify: classifyWith({ options: { norm: "pre" } }),
  },
  "ReLU for GELU": {
    looksLike: "The feed-forward networks have ReLU.",
    reread: "post-norm, with GELU",
    classify: classifyWith({ options: { activation: "relu" } }),
  },
  "one head always": {
    looksLike: "Attention has one head, whatever is asked for.",
    reread: "options.heads",
    classify: classifyWith({ options: { heads: 1 } }),
  },
  "first layer only": {
    looksLike: "Only the first layer is passed.",
    reread: "through all layers",
    classify: classifyWith({ layers: (layers) => layers.slice(0, 1) }),
  },
  "second sentence forgotten on the way back": {
    looksLike: "The encoder gets the gradient from the first sentence only.",
    reread: "each of its gradients is the sum of two, one from each sentence",
    classifyBackward: backwardWith({ ofSecond: (gradFirst) => gradFirst.mul(0) }),
  },
  "second sentence with the wrong sign": {
    looksLike: "The gradient of v has the sign of that of u.",
    reread: "dL/du = −dL/dv",
    classifyBackward: backwardWith({ ofSecond: (gradFirst) => gradFirst }),
  },
  "half the slope of the square": {
    looksLike: "The factor 2 of the square's derivative is missing.",
    reread: "dL/du = 2 (u − v) ∘ (dL/dz W)",
    classifyBackward: backwardWith({ ofFirst: (gradSquare, apart) => gradSquare.mul(apart) }),
  },
  "slope of the square left out": {
    looksLike: "The gradient passes the square as if it were not there.",
    reread: "dL/du = 2 (u − v) ∘ (dL/dz W)",
    classifyBackward: backwardWith({ ofFirst: (gradSquare) => gradSquare }),
  },
  "gradient of the mean not divided": {
    looksLike: "Every position gets the whole gradient of the mean.",
    reread: "dL/dx_t = (1/T) dL/du",
    classifyBackward: backwardWith({ spread: (right) => right.mul(right.shape[1]!) }),
  },
  "gradient of the mean to the first position": {
    looksLike: "Only the first position gets a gradient.",
    reread: "dL/dx_t = (1/T) dL/du for every t",
    classifyBackward: backwardWith({ spread: (right) => right.mul(arange(right.shape[1]!).equal(0).expandDims(1)) }),
  },
  "head's weight from the difference": {
    looksLike: "The gradient of W is taken with u − v, not with its square.",
    reread: "z = W (u − v)² + b",
    classifyBackward: backwardWith({ head: (gradOutput, apart) => ({ weight: gradOutput.T.matmul(apart) }) }),
  },
  "head's gradients averaged": {
    looksLike: "The gradients of the head are averages over the pairs, not sums.",
    reread: "gradients of a loss: dL/dz already holds whatever the loss divides by",
    classifyBackward: backwardWith({
      head: (gradOutput, apart) => ({
        weight: gradOutput.T.matmul(apart.square()).div(apart.shape[0]!),
        bias: gradOutput.mean(0),
      }),
    }),
  },
  "encoder's gradients averaged": {
    looksLike: "The gradients of the encoder are averages over the pairs, not sums.",
    reread: "gradients of a loss: dL/dz already holds whatever the loss divides by",
    classifyBackward: backwardWith({ encoder: (gradient, batch) => gradient.div(batch) }),
  },
  "encoder gets no gradient": {
    looksLike: "The gradient stops at the head: whatever is asked for, the encoder never learns.",
    reread: "and back through the layers to E and P",
    classifyBackward: backwardWith({ encoder: (gradient) => gradient.mul(0) }),
  },
  "position gradient averaged": {
    looksLike: "The gradient of the position embedding is the mean over the pairs.",
    reread: "dL/dP[t]: each pair adds its own",
    classifyBackward: backwardWith({ ofPositions: (right, batch) => right.div(batch) }),
  },
  "repeated tokens overwritten": {
    looksLike: "A token that comes several times gets the gradient of its last place only.",
    reread: "dL/dE: a token gets a part from every place where it stands",
    classifyBackward: backwardWith({ ofTokens: lastPlaceOfEach }),
  },
  "F1 of the other class": {
    looksLike: "F1 looks for pairs that are no paraphrases.",
    reread: "F1 of class 1",
    accuracyAndF1: reportWith((predictions, labels) => ({
      f1: f1Score(predictions.mul(-1).add(1), labels.mul(-1).add(1)),
    })),
  },
  "F1 averaged over both classes": {
    looksLike: "F1 is the mean of the F1 of both classes.",
    reread: "F1 of class 1",
    accuracyAndF1: reportWith((predictions, labels) => ({ f1: f1Score(predictions, labels, { average: "macro" }) })),
  },
  "accuracy for F1": {
    looksLike: "F1 is the accuracy once more, as its micro average is.",
    reread: "F1 = 2 TP / (2 TP + FP + FN)",
    accuracyAndF1: reportWith((predictions, labels) => ({ f1: accuracy(predictions, labels) })),
  },
  "precision for F1": {
    looksLike: "F1 is the precision: what is missed doesn't count.",
    reread: "F1 = 2 TP / (2 TP + FP + FN)",
    accuracyAndF1: reportWith((predictions, labels) => ({ f1: precision(predictions, labels) })),
  },
  "recall for F1": {
    looksLike: "F1 is the recall: false alarms don't count.",
    reread: "F1 = 2 TP / (2 TP + FP + FN)",
    accuracyAndF1: reportWith((predictions, labels) => ({ f1: recall(predictions, labels) })),
  },
  "F1 of nothing is NaN": {
    looksLike: "Where there is no paraphrase and none is predicted, F1 is 0 / 0.",
    reread: "and 0 where that is 0 / 0",
    accuracyAndF1: reportWith((predictions, labels) => ({ f1: f1Score(predictions, labels, { zeroDivision: NaN }) })),
  },
  climbs: {
    looksLike: "The steps are added: the loss grows.",
    reread: "θ ← θ − α m̂ / (√v̂ + ε): minus",
    fineTune: trainWith({ rates: { encoder: -0.002, head: -0.1 } }),
  },
  "starts from scratch": {
    looksLike: "The encoder starts from random numbers. What was pretrained is not used.",
    reread: "pretrained: the encoder at the start",
    fineTune: trainWith({
      start: (part, random) => (part.rank === 2 ? random.normal(part.shape, 0, Math.sqrt(1 / part.shape[1]!)) : part),
    }),
  },
  "what was pretrained is forgotten": {
    looksLike: "The encoder takes steps as large as the head's, and loses what it knows before the head can use it.",
    reread: "fine-tuning: small steps for what is pretrained",
    fineTune: trainWith({ rates: { encoder: 0.1, head: 0.1 } }),
  },
  "labels of other pairs": {
    looksLike: "The pairs are put into another order for each batch, and their labels are not.",
    reread: "a batch: pairs and labels at the same places",
    fineTune: trainWith({ labelsOf: (labels, batch) => labels.slice([0, batch.length]) }),
  },
  "labels exchanged": {
    looksLike: "A paraphrase is taken for class 0.",
    reread: "labels: 1 where the second says the same as the first",
    fineTune: trainWith({ labelsOf: (labels, batch) => labels.gather(batch).mul(-1).add(1) }),
  },
  "always the majority": {
    looksLike: "The head says paraphrase to every pair.",
    reread: "accuracy 2/3 and F1 = 0.8 are what the majority gets",
    fineTune: (pretrained, ...rest) => {
      const right = fineTune(pretrained, ...rest);
      return { ...right, weight: zeros(right.weight.shape), bias: tensor([0, 1]) };
    },
  },
  "head alone learns": {
    looksLike: "The encoder never learns, whether it is frozen or not.",
    reread: "0, when left out: everything learns",
    fineTune: frozenWith((_, layers) => layers),
  },
  "something is always frozen": {
    looksLike: "The embeddings and the first layer stay as they are even where nothing is to be frozen.",
    reread: "0, when left out: everything learns",
    fineTune: frozenWith((frozen) => Math.max(1, frozen)),
  },
  "frozen layers learn": {
    looksLike: "Everything learns, whatever is to be frozen.",
    reread: "What is frozen is bit for bit as it was",
    fineTune: frozenWith(() => 0),
  },
  "one layer too few frozen": {
    looksLike: "The last of the layers that are to be frozen learns.",
    reread: "the first k layers stay as they are",
    fineTune: frozenWith((frozen) => Math.max(0, frozen - 1)),
  },
  "embeddings learn on": {
    looksLike: "The layers are frozen, and the embeddings below them are not.",
    reread: "the embeddings and the first k layers stay as they are",
    fineTune: (pretrained, first, second, labels, random, options = {}) => {
      const right = fineTune(pretrained, first, second, labels, random, options);
      if (!options.frozen) return right;
      const { tokenEmbedding, positionEmbedding } = fineTune(pretrained, first, second, labels, random, {
        ...options,
        frozen: 0,
      }).encoder;
      return { ...right, encoder: { ...right.encoder, tokenEmbedding, positionEmbedding } };
    },
  },
  "last layers frozen": {
    looksLike: "The last layers are frozen, and the first ones learn.",
    reread: "the embeddings and the first k layers stay as they are",
    fineTune: (pretrained, first, second, labels, random, options = {}) => {
      const { frozen = 0, ...rest } = options;
      expectLayers(pretrained, frozen);
      const free = fineTune(pretrained, first, second, labels, random, rest);
      const kept = pretrained.layers.length - frozen;
      const layers = [...free.encoder.layers.slice(0, kept), ...pretrained.layers.slice(kept)];
      return { ...free, encoder: { ...free.encoder, layers } };
    },
  },
  "changes what it was handed": {
    looksLike: "The pretrained encoder itself is changed: whoever uses it next finds another one.",
    reread: "pretrained: it is not changed",
    fineTune: (pretrained, ...rest) => {
      const right = fineTune(pretrained, ...rest);
      const learned = parametersToList(right.encoder);
      for (const [index, part] of parametersToList(pretrained).entries()) part.data.set(learned[index]!.data);
      return right;
    },
  },
});
