import { arange, ones, tensor, type Tensor } from "#tensor";
import { softmax } from "#reference/02-activations/softmax.ts";
import { mistakes } from "#graders/spec/authoring.ts";
import {
  fit,
  predictProbabilities,
  softmaxLoss,
  softmaxLossBackward,
  type SoftmaxModel,
} from "#reference/04-linear-models/softmax-regression.ts";

type Module = typeof import("#reference/04-linear-models/softmax-regression.ts");

const scoresOf = (input: Tensor, weight: Tensor, bias: Tensor): Tensor => input.matmul(weight.T).add(bias);
const oneHot = (labels: Tensor, classes: number): Tensor => labels.expandDims(1).equal(arange(classes));

/** A loss that is another function of scores and one-hot rows; what the right one refuses, it refuses. */
const lossBy =
  (loss: (scores: Tensor, rows: Tensor) => Tensor): Module["softmaxLoss"] =>
  (input, weight, bias, labels) => {
    softmaxLoss(input, weight, bias, labels);
    return loss(scoresOf(input, weight, bias), oneHot(labels, bias.size));
  };

/** Gradients from other errors `[N, C]`, which are averaged over the examples. */
const gradientBy =
  (errors: (scores: Tensor, rows: Tensor) => Tensor): Module["softmaxLossBackward"] =>
  (input, weight, bias, labels, gradOutput) => {
    const gradScores = errors(scoresOf(input, weight, bias), oneHot(labels, bias.size))
      .mul(gradOutput)
      .div(labels.size);
    return { gradWeight: gradScores.T.matmul(input), gradBias: gradScores.sum(0) };
  };

/** A descent with another step. */
const fitWith =
  (step: (model: SoftmaxModel, input: Tensor, labels: Tensor, rate: number) => SoftmaxModel): Module["fit"] =>
  (input, labels, classes, { learningRate = 0.1, steps = 100 } = {}) => {
    let model = fit(input, labels, classes, { steps: 0 });
    for (let taken = 0; taken < steps; taken++) model = step(model, input, labels, learningRate);
    return model;
  };

const down = ({ weight, bias }: SoftmaxModel, input: Tensor, labels: Tensor, rate: number): SoftmaxModel => {
  const { gradWeight, gradBias } = softmaxLossBackward(input, weight, bias, labels, tensor(rate));
  return { weight: weight.sub(gradWeight), bias: bias.sub(gradBias) };
};

export default mistakes<Module>({
  "scores for probabilities": {
    looksLike: "The linear scores come back as they are, without the softmax.",
    reread: "p_nc = e^{z_nc} / Σ_k e^{z_nk}",
    predictProbabilities: scoresOf,
  },
  "softmax over the examples": {
    looksLike: "The softmax runs over the examples: the columns sum to 1, not the rows.",
    reread: "p_nc = e^{z_nc} / Σ_k e^{z_nk}: the sum runs over the classes",
    predictProbabilities: (input, weight, bias) => softmax(scoresOf(input, weight, bias), { axis: 0 }),
  },
  "a sigmoid for each class": {
    looksLike: "Each class has a sigmoid of its own, so that the rows don't sum to 1.",
    reread: "p_nc = e^{z_nc} / Σ_k e^{z_nk}",
    predictProbabilities: (input, weight, bias) => scoresOf(input, weight, bias).div(2).tanh().add(1).div(2),
  },
  "biases left out": {
    looksLike: "The biases play no part in the scores.",
    reread: "z_nc = w_c · x_n + b_c",
    predictProbabilities: (input, weight, bias) => predictProbabilities(input, weight, bias.mul(0)),
  },
  "softmax twice": {
    looksLike: "The softmax is applied to probabilities once more.",
    reread: "p_nc = e^{z_nc} / Σ_k e^{z_nk} with z_nc = w_c · x_n + b_c",
    predictProbabilities: (input, weight, bias) => softmax(predictProbabilities(input, weight, bias)),
  },
  "no maximum taken off": {
    looksLike: "e^z is taken of the scores as they are, and overflows where they are large.",
    reread: "Scores of any size must give the right answer",
    predictProbabilities: (input, weight, bias) => {
      const powers = scoresOf(input, weight, bias).exp();
      return powers.div(powers.sum(1, { keepDims: true }));
    },
  },
  "class for a probability": {
    looksLike: "The largest probability is rounded to 1 and the others to 0: that is the predicted class.",
    reread: "p_nc = e^{z_nc} / Σ_k e^{z_nk}",
    predictProbabilities: (input, weight, bias) => {
      const scores = scoresOf(input, weight, bias);
      return oneHot(scores.argmax(1), bias.size);
    },
  },
  "logarithm of a rounded probability": {
    looksLike: "The logarithm is taken of a probability, which is rounded to 0 where scores are large.",
    reread: "−log p = log Σ_k e^{z_nk} − z_n[y_n]",
    softmaxLoss: lossBy((scores, rows) => softmax(scores).mul(rows).sum(1).log().neg().mean()),
  },
  "sum for a mean": {
    looksLike: "The loss is summed over the examples, not averaged.",
    reread: "L = −(1/N) Σ_n log p_n[y_n]",
    softmaxLoss: (input, weight, bias, labels) => softmaxLoss(input, weight, bias, labels).mul(labels.size),
  },
  "mean over classes too": {
    looksLike: "The loss is divided by the number of classes as well.",
    reread: "L = −(1/N) Σ_n log p_n[y_n]: N examples",
    softmaxLoss: (input, weight, bias, labels) => softmaxLoss(input, weight, bias, labels).div(bias.size),
  },
  "logarithm to base 2": {
    looksLike: "The loss is measured in bits: its logarithm has base 2.",
    reread: "L in nats: log is the natural logarithm",
    softmaxLoss: (input, weight, bias, labels) => softmaxLoss(input, weight, bias, labels).div(Math.LN2),
  },
  "softmax twice in the loss": {
    looksLike: "The loss treats probabilities as scores: the softmax is applied twice.",
    reread: "L = −(1/N) Σ_n log p_n[y_n]",
    softmaxLoss: lossBy((scores, rows) => softmax(softmax(scores)).mul(rows).sum(1).log().neg().mean()),
  },
  "any label allowed": {
    looksLike: "A label that is no class id counts as no class, and its example costs nothing.",
    reread: "labels: [N] y, integers in [0, C)",
    softmaxLoss: (input, weight, bias, labels) => {
      const scores = scoresOf(input, weight, bias);
      const rest = scores.sub(scores.max(1, { keepDims: true }));
      const logs = rest.sub(rest.exp().sum(1, { keepDims: true }).log());
      const rows = labels.rank === 1 ? oneHot(labels, bias.size) : labels;
      return logs.mul(rows).sum(1).neg().mean();
    },
  },
  "label not taken off": {
    looksLike: "The gradient is made of the probabilities alone; the 1 at the label is not taken off.",
    reread: "dL/dw_c = (1/N) Σ_n (p_nc − 1[y_n = c]) x_n",
    softmaxLossBackward: gradientBy((scores) => softmax(scores)),
  },
  "only the class of the label": {
    looksLike: "Only the class of the label is pulled at; the others get no gradient.",
    reread: "dL/dw_c = (1/N) Σ_n (p_nc − 1[y_n = c]) x_n for every class c",
    softmaxLossBackward: gradientBy((scores, rows) => softmax(scores).sub(1).mul(rows)),
  },
  "slope of a squared error": {
    looksLike: "The errors are multiplied by p (1 − p), as for a squared error; with this loss that factor cancels.",
    reread: "dL/dw_c = (1/N) Σ_n (p_nc − 1[y_n = c]) x_n",
    softmaxLossBackward: gradientBy((scores, rows) => {
      const p = softmax(scores);
      return p.sub(rows).mul(p).mul(p.neg().add(1));
    }),
  },
  "label minus probability": {
    looksLike: "The gradient has the wrong sign: it is made of label minus probability.",
    reread: "dL/dw_c = (1/N) Σ_n (p_nc − 1[y_n = c]) x_n",
    softmaxLossBackward: gradientBy((scores, rows) => rows.sub(softmax(scores))),
  },
  "gradient summed": {
    looksLike: "The gradient is summed over the examples; the division by N is missing.",
    reread: "dL/dw_c = (1/N) Σ_n (p_nc − 1[y_n = c]) x_n",
    softmaxLossBackward: (input, weight, bias, labels, gradOutput) =>
      softmaxLossBackward(input, weight, bias, labels, gradOutput.mul(labels.size)),
  },
  "upstream gradient ignored": {
    looksLike: "gradOutput is not used: the chain rule's other factor is missing.",
    reread: "gradOutput: the gradient with respect to the loss",
    softmaxLossBackward: (input, weight, bias, labels) => softmaxLossBackward(input, weight, bias, labels, ones([])),
  },
  "bias gradient summed": {
    looksLike: "The gradient of the biases is a sum over the examples; that of the weights is a mean.",
    reread: "dL/db_c = (1/N) Σ_n (p_nc − 1[y_n = c])",
    softmaxLossBackward: (input, weight, bias, labels, gradOutput) => {
      const { gradWeight, gradBias } = softmaxLossBackward(input, weight, bias, labels, gradOutput);
      return { gradWeight, gradBias: gradBias.mul(labels.size) };
    },
  },
  climbs: {
    looksLike: "The step is added: the loss grows with every step.",
    reread: "w ← w − η dL/dw",
    fit: fitWith((model, input, labels, rate) => down(model, input, labels, -rate)),
  },
  "biases never move": {
    looksLike: "The weights are fitted, and the biases stay 0.",
    reread: "b ← b − η dL/db",
    fit: fitWith((model, ...rest) => ({ weight: down(model, ...rest).weight, bias: model.bias })),
  },
  "biases move after the weights": {
    looksLike: "The gradient of the biases is taken at the new weights; both steps belong to the same point.",
    reread: "w ← w − η dL/dw, b ← b − η dL/db, both at once",
    fit: fitWith((model, ...rest) => {
      const { weight } = down(model, ...rest);
      return { weight, bias: down({ weight, bias: model.bias }, ...rest).bias };
    }),
  },
  "one step too many": {
    looksLike: "One step more is taken than was asked for.",
    reread: "steps: how many steps to take",
    fit: (input, labels, classes, { learningRate = 0.1, steps = 100 } = {}) =>
      fit(input, labels, classes, { learningRate, steps: steps + 1 }),
  },
  "first class held at 0": {
    looksLike:
      "Weights and bias of the first class stay 0, as statisticians do: only differences count, but descent takes another way.",
    reread: "from w = 0 and b = 0, with a step for every class",
    fit: fitWith((model, input, labels, rate) => {
      const { weight, bias } = down(model, input, labels, rate);
      return {
        weight: weight.map((entry, k) => (k < weight.shape[1]! ? 0 : entry)),
        bias: bias.map((entry, k) => (k < 1 ? 0 : entry)),
      };
    }),
  },
  "a step for each example": {
    looksLike: "A step is taken after every example, as in stochastic descent; here all examples share each step.",
    reread: "all examples in every step",
    fit: fitWith((model, input, labels, rate) => {
      const examples = Array.from({ length: labels.size }, (_, n) => [n, n + 1] as const);
      return examples.reduce((now, one) => down(now, input.slice(one), labels.slice(one), rate), model);
    }),
  },
});
