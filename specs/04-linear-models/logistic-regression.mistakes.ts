import { ones, tensor, zeros, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import type { LogisticModel } from "#reference/04-linear-models/logistic-regression.ts";
import {
  logisticLoss,
  logisticLossBackward,
  predictProbability,
} from "#reference/04-linear-models/logistic-regression.ts";

type Module = typeof import("#reference/04-linear-models/logistic-regression.ts");

/** A descent whose single step is another function of the model. */
function fitWith(
  step: (model: LogisticModel, input: Tensor, labels: Tensor, learningRate: number) => LogisticModel,
  { extraSteps = 0, start = zeros }: { extraSteps?: number; start?: (shape: readonly number[]) => Tensor } = {},
): Module["fit"] {
  return (input, labels, { learningRate = 0.1, steps = 100 } = {}) => {
    let model: LogisticModel = { weight: start([input.shape[1]!]), bias: start([]) };
    for (let taken = 0; taken < steps + extraSteps; taken++) model = step(model, input, labels, learningRate);
    return model;
  };
}

const gradients = ({ weight, bias }: LogisticModel, input: Tensor, labels: Tensor) =>
  logisticLossBackward(input, weight, bias, labels, tensor(1));

function down(model: LogisticModel, input: Tensor, labels: Tensor, learningRate: number): LogisticModel {
  const { gradWeight, gradBias } = gradients(model, input, labels);
  return {
    weight: model.weight.sub(gradWeight.mul(learningRate)),
    bias: model.bias.sub(gradBias.mul(learningRate)),
  };
}

/** The right gradients times a factor that depends on the number of examples. */
const scaled =
  (factor: (examples: number) => number): Module["logisticLossBackward"] =>
  (input, weight, bias, labels, gradOutput) => {
    const { gradWeight, gradBias } = logisticLossBackward(input, weight, bias, labels, gradOutput);
    return { gradWeight: gradWeight.mul(factor(labels.size)), gradBias: gradBias.mul(factor(labels.size)) };
  };

export default mistakes<Module>({
  "score for a probability": {
    looksLike: "The linear score w · x + b comes back as it is, without the sigmoid.",
    reread: "p_n = σ(z_n)",
    predictProbability: (input, weight, bias) => input.matmul(weight).add(bias),
  },
  "bias left out": {
    looksLike: "The bias plays no part in the score.",
    reread: "z_n = w · x_n + b",
    predictProbability: (input, weight) => predictProbability(input, weight, tensor(0)),
  },
  "sign of the exponent": {
    looksLike: "What comes back is 1 − p, the probability of the label 0.",
    reread: "σ(z) = 1 / (1 + e^{−z})",
    predictProbability: (input, weight, bias) => predictProbability(input, weight.neg(), bias.neg()),
  },
  "class for a probability": {
    looksLike: "The probability is rounded to 0 or 1: that is the predicted class.",
    reread: "p_n = σ(z_n)",
    predictProbability: (input, weight, bias) => predictProbability(input, weight, bias).greater(0.5),
  },
  "logarithm of a rounded probability": {
    looksLike: "The logarithm is taken of p and 1 − p, which are rounded to 0 where scores are large.",
    reread: "log(1 − σ(z)) = −max(z, 0) − log(1 + e^{−|z|})",
    logisticLoss: (input, weight, bias, labels) => {
      const p = predictProbability(input, weight, bias);
      const surprises = where01(labels, p, p.neg().add(1)).log().neg();
      logisticLoss(input, weight, bias, labels);
      return surprises.mean();
    },
  },
  "sum for a mean": {
    looksLike: "The loss is summed over the examples, not averaged.",
    reread: "L = −(1/N) Σ_n [ … ]",
    logisticLoss: (input, weight, bias, labels) => logisticLoss(input, weight, bias, labels).mul(labels.size),
  },
  "logarithm to base 2": {
    looksLike: "The loss is measured in bits: its logarithm has base 2.",
    reread: "L in nats: log is the natural logarithm",
    logisticLoss: (input, weight, bias, labels) => logisticLoss(input, weight, bias, labels).div(Math.LN2),
  },
  "examples of class 1 only": {
    looksLike: "Only examples whose label is 1 count; the second half of the sum is missing.",
    reread: "L = −(1/N) Σ_n [ y_n log p_n + (1 − y_n) log(1 − p_n) ]",
    logisticLoss: (input, weight, bias, labels) => {
      logisticLoss(input, weight, bias, labels);
      const margins = input.matmul(weight).add(bias);
      return margins.neg().maximum(0).add(margins.abs().neg().exp().map(Math.log1p)).mul(labels).mean();
    },
  },
  "any label allowed": {
    looksLike: "Labels of −1, or in a column, are used as if they were right, and give a number that means nothing.",
    reread: "labels: [N], each 0 or 1",
    logisticLoss: (input, weight, bias, labels) => {
      const z = input.matmul(weight).add(bias);
      return z.maximum(0).sub(labels.mul(z)).add(z.abs().neg().exp().map(Math.log1p)).mean();
    },
  },
  "slope of a squared error": {
    looksLike: "The error is multiplied by p (1 − p), as for a squared error; with this loss that factor cancels.",
    reread: "dL/dw = (1/N) Σ_n (p_n − y_n) x_n",
    logisticLossBackward: (input, weight, bias, labels, gradOutput) => {
      const p = predictProbability(input, weight, bias);
      const pull = p.sub(labels).mul(p).mul(p.neg().add(1)).mul(gradOutput).div(labels.size);
      return { gradWeight: pull.matmul(input), gradBias: pull.sum() };
    },
  },
  "gradient summed": {
    looksLike: "The gradient is summed over the examples; the division by N is missing.",
    reread: "dL/dw = (1/N) Σ_n (p_n − y_n) x_n",
    logisticLossBackward: scaled((examples) => examples),
  },
  "divided by N twice": {
    looksLike: "The gradient is divided by N twice.",
    reread: "dL/dw = (1/N) Σ_n (p_n − y_n) x_n",
    logisticLossBackward: scaled((examples) => 1 / examples),
  },
  "label minus prediction": {
    looksLike: "The gradient has the wrong sign: it is made of y − p.",
    reread: "dL/dw = (1/N) Σ_n (p_n − y_n) x_n",
    logisticLossBackward: scaled(() => -1),
  },
  "score minus label": {
    looksLike: "The error is taken from the linear score: the sigmoid is missing in the gradient.",
    reread: "dL/dw = (1/N) Σ_n (p_n − y_n) x_n with p_n = σ(z_n)",
    logisticLossBackward: (input, weight, bias, labels, gradOutput) => {
      const errors = input.matmul(weight).add(bias).sub(labels).mul(gradOutput).div(labels.size);
      return { gradWeight: errors.matmul(input), gradBias: errors.sum() };
    },
  },
  "bias gradient summed": {
    looksLike: "The gradient of the bias is a sum over the examples; that of the weights is a mean.",
    reread: "dL/db = (1/N) Σ_n (p_n − y_n)",
    logisticLossBackward: (input, weight, bias, labels, gradOutput) => {
      const { gradWeight, gradBias } = logisticLossBackward(input, weight, bias, labels, gradOutput);
      return { gradWeight, gradBias: gradBias.mul(labels.size) };
    },
  },
  "upstream gradient ignored": {
    looksLike: "gradOutput is not used: the chain rule's second factor is missing.",
    reread: "gradOutput: the gradient with respect to the loss",
    logisticLossBackward: (input, weight, bias, labels) => logisticLossBackward(input, weight, bias, labels, ones([])),
  },
  climbs: {
    looksLike: "The step is added: the loss grows with every step.",
    reread: "w ← w − η dL/dw",
    fit: fitWith((model, input, labels, learningRate) => down(model, input, labels, -learningRate)),
  },
  "bias never moves": {
    looksLike: "The weights are fitted, and the bias stays 0.",
    reread: "b ← b − η dL/db",
    fit: fitWith((model, ...rest) => ({ weight: down(model, ...rest).weight, bias: model.bias })),
  },
  "bias moves after the weights": {
    looksLike: "The gradient of the bias is taken at the new weights; both steps belong to the same point.",
    reread: "w ← w − η dL/dw, b ← b − η dL/db, both at once",
    fit: fitWith((model, ...rest) => {
      const { weight } = down(model, ...rest);
      return { weight, bias: down({ weight, bias: model.bias }, ...rest).bias };
    }),
  },
  "one step too many": {
    looksLike: "One step more is taken than was asked for.",
    reread: "steps: how many steps to take",
    fit: fitWith(down, { extraSteps: 1 }),
  },
  "starts at one": {
    looksLike: "The descent starts from ones, not from zeros.",
    reread: "from w = 0 and b = 0",
    fit: fitWith(down, { start: ones }),
  },
  "a step for each example": {
    looksLike: "A step is taken after every example, as in stochastic descent; here all examples share each step.",
    reread: "all examples in every step",
    fit: fitWith((model, input, labels, learningRate) => {
      const examples = Array.from({ length: labels.size }, (_, n) => [n, n + 1] as const);
      return examples.reduce((now, one) => down(now, input.slice(one), labels.slice(one), learningRate), model);
    }),
  },
});

/** y p + (1 − y) q, but without 0 · ∞. */
function where01(labels: Tensor, p: Tensor, q: Tensor): Tensor {
  return labels.map((label, index) => (label === 1 ? p : q).data[index]!);
}
