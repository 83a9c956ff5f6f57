/** Losses and densities with large numbers inside, or scaled until an absolute tolerance means nothing. */
import { Tensor } from "#tensor";
import type { Draw } from "#graders/inputs/draw.ts";
import { ignored, oneEntry, scaled, upstream } from "../faults.ts";
import { subject } from "../subject.ts";

const last = { keepDims: true };

function softmax(x: Tensor): Tensor {
  const powers = x.sub(x.max(-1, last)).exp();
  return powers.div(powers.sum(-1, last));
}

function logSumExp(x: Tensor): Tensor {
  const top = x.max(-1, last);
  return x.sub(top).exp().sum(-1, last).log().add(top);
}

/** Mean cross-entropy of rows of logits against class ids, times a factor. */
function crossEntropy(factor: number) {
  const picked = (logits: Tensor, labels: Tensor): Tensor =>
    logits.map((_, index) => (labels.data[Math.floor(index / logits.shape[1]!)] === index % logits.shape[1]! ? 1 : 0));
  const forward = (logits: Tensor, labels: Tensor) =>
    logSumExp(logits)
      .sum()
      .sub(logits.mul(picked(logits, labels)).sum())
      .mul(factor / labels.size);
  const backward = (logits: Tensor, labels: Tensor, gradOutput: Tensor) =>
    softmax(logits)
      .sub(picked(logits, labels))
      .mul((gradOutput.item() * factor) / labels.size);
  return {
    signature: { logits: "tensor[N, C]", labels: "tensor[N] of integers in [0, C)", returns: "tensor[]" },
    gradient: "like logits",
    sizes: { C: [2, 6] as const },
    forward,
    backward,
    wrong: {
      "N + 1 times too large": (logits: Tensor, labels: Tensor, gradOutput: Tensor) =>
        backward(logits, labels, gradOutput).mul(labels.size + 1),
      "the label not subtracted": (logits: Tensor, labels: Tensor, gradOutput: Tensor) =>
        softmax(logits).mul((gradOutput.item() * factor) / labels.size),
      "softmax's own Jacobian once more": (logits: Tensor, labels: Tensor, gradOutput: Tensor) => {
        const p = softmax(logits);
        return backward(logits, labels, gradOutput).mul(p).mul(p.neg().add(1));
      },
      "the other sign": scaled(backward, -1),
      "gradOutput ignored": upstream(backward, ignored),
      "0.1 % off": scaled(backward, 1.001),
    },
  };
}

const logits = (low: number, high: number) => (draw: Draw) => {
  const [n, c] = [draw.size(1, 4), draw.size(2, 5)];
  return { logits: draw.tensor([n, c], low, high), labels: draw.integers([n], 0, c - 1) };
};

const logSumExpBackward = (x: Tensor, gradOutput: Tensor) => softmax(x).mul(gradOutput.expandDims(1));

const logDensity = (x: Tensor, mean: Tensor, logDeviation: Tensor) =>
  x
    .sub(mean)
    .div(logDeviation.exp())
    .square()
    .mul(-0.5)
    .sub(logDeviation)
    .sub(0.5 * Math.log(2 * Math.PI));
const logDensityBackward = (x: Tensor, mean: Tensor, logDeviation: Tensor, gradOutput: Tensor) => {
  const z = x.sub(mean).div(logDeviation.exp());
  const gradMean = gradOutput.mul(z).div(logDeviation.exp());
  return { gradX: gradMean.neg(), gradMean, gradLogDeviation: gradOutput.mul(z.square().sub(1)) };
};

const klBackward = (m: Tensor, s: Tensor, n: Tensor, t: Tensor, gradOutput: Tensor) => ({
  gradM: m.sub(n).div(t.square()).mul(gradOutput),
  gradS: s.div(t.square()).sub(s.pow(-1)).mul(gradOutput),
  gradN: n.sub(m).div(t.square()).mul(gradOutput),
  gradT: t
    .pow(-1)
    .sub(s.square().add(m.sub(n).square()).div(t.pow(3)))
    .mul(gradOutput),
});

const huberSlope = (e: number): number => (Math.abs(e) <= 1 ? e : Math.sign(e));
const huberBackward = (x: Tensor, targets: Tensor, gradOutput: Tensor) =>
  gradOutput.mul(x.sub(targets).map(huberSlope));

const hingeBackward = (scores: Tensor, labels: Tensor, gradOutput: Tensor) =>
  scores.map((score, index) => (1 - labels.data[index]! * score > 0 ? -labels.data[index]! : 0)).mul(gradOutput);

const tau = 0.9;
const quantileBackward = (x: Tensor, targets: Tensor, gradOutput: Tensor) =>
  gradOutput.mul(targets.sub(x).map((e) => (e > 0 ? -tau : 1 - tau)));

const bce = (z: number, y: number): number => Math.max(z, 0) - z * y + Math.log1p(Math.exp(-Math.abs(z)));
const sigmoid = (z: number): number => (z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z)));
const bceBackward = (z: Tensor, y: Tensor, gradOutput: Tensor) => z.map(sigmoid).sub(y).mul(gradOutput);

const focalSlope = (z: number): number => {
  const p = sigmoid(z);
  return (1 - p) ** 2 * (2 * p * Math.log(p) - (1 - p));
};
const focalBackward = (z: Tensor, gradOutput: Tensor) => gradOutput.mul(z.map(focalSlope));

const entropyBackward = (x: Tensor, gradOutput: Tensor) => {
  const p = softmax(x);
  const logP = x.sub(logSumExp(x));
  const entropy = p.mul(logP).sum(-1, last).neg();
  return p.mul(logP.add(entropy)).neg().mul(gradOutput.expandDims(1));
};

export const losses = [
  subject({
    ...crossEntropy(1),
    name: "cross-entropy, logits of ±30",
    source: "gradients down to 1e-26 of numbers of size 30: rounding comes from inside",
    draw: logits(-30, 30),
  }),
  subject({
    ...crossEntropy(1),
    name: "cross-entropy, logits of ±1000",
    source: "saturated rows: exactly 0 beside exactly 1",
    draw: logits(-1000, 1000),
  }),
  subject({
    ...crossEntropy(1e6),
    name: "cross-entropy times 1e6",
    source: "a loss in other units: relative tolerances only",
    draw: logits(-3, 3),
  }),
  subject({
    ...crossEntropy(1e-6),
    name: "cross-entropy times 1e-6",
    source: "a loss in other units: gradients below an absolute tolerance",
    draw: logits(-3, 3),
  }),
  subject({
    ...crossEntropy(1),
    name: "cross-entropy, 40 classes",
    source: "more coordinates than are moved one by one",
    draw: (draw) => ({ logits: draw.tensor([4, 40]), labels: draw.integers([4], 0, 39) }),
  }),
  subject({
    ...crossEntropy(1),
    name: "cross-entropy, won by 20",
    source: "the label's logit is 20 above the rest: loss and gradient are 1e-9, made of numbers of size 20",
    draw: (draw) => {
      const labels = draw.integers([draw.size(1, 3)], 0, 2);
      const rows = draw.tensor([labels.size, 3], -1, 1);
      return {
        logits: rows.map((entry, index) => entry + (index % 3 === labels.data[Math.floor(index / 3)] ? 20 : 0)),
        labels,
      };
    },
  }),
  subject({
    name: "log-sum-exp with an offset of 1e4",
    source: "the output is 1e4, its slopes are probabilities",
    signature: { x: "tensor[N, C]", returns: "tensor[N]" },
    gradient: "like x",
    draw: (draw) => ({ x: draw.tensor([draw.size(1, 4), draw.size(2, 6)]).add(1e4) }),
    forward: (x: Tensor) => logSumExp(x).squeeze(1),
    backward: logSumExpBackward,
    wrong: {
      "gradient to the largest alone": (x, gradOutput) => x.equal(x.max(-1, last)).mul(gradOutput.expandDims(1)),
      "not normalised": (x, gradOutput) => x.sub(x.max(-1, last)).exp().mul(gradOutput.expandDims(1)),
      "1 % off": scaled(logSumExpBackward, 1.01),
    },
  }),
  subject({
    name: "Gaussian log-density",
    source: "torch.distributions.Normal.log_prob, with the deviation's logarithm",
    signature: { x: "tensor[N]", mean: "tensor[N]", logDeviation: "tensor[N] in (-4, 2)", returns: "like x" },
    gradient: { gradX: "like x", gradMean: "like mean", gradLogDeviation: "like logDeviation" },
    forward: logDensity,
    backward: logDensityBackward,
    wrong: {
      "the normaliser's gradient left out": (x, mean, logDeviation, gradOutput) => {
        const z = x.sub(mean).div(logDeviation.exp());
        return {
          ...logDensityBackward(x, mean, logDeviation, gradOutput),
          gradLogDeviation: gradOutput.mul(z.square()),
        };
      },
      "signs of x and mean mistaken": (x, mean, logDeviation, gradOutput) => {
        const gradients = logDensityBackward(x, mean, logDeviation, gradOutput);
        return { ...gradients, gradX: gradients.gradMean, gradMean: gradients.gradX };
      },
      "divided by σ once": (x, mean, logDeviation, gradOutput) => {
        const z = x.sub(mean).div(logDeviation.exp()).mul(gradOutput);
        return { ...logDensityBackward(x, mean, logDeviation, gradOutput), gradX: z.neg(), gradMean: z };
      },
    },
  }),
  subject({
    name: "KL between Gaussians",
    source: "closed form; deviations from 0.05",
    signature: {
      m: "tensor[N]",
      s: "tensor[N] in (0.05, 2)",
      n: "tensor[N]",
      t: "tensor[N] in (0.05, 2)",
      returns: "like m",
    },
    gradient: { gradM: "like m", gradS: "like s", gradN: "like n", gradT: "like t" },
    forward: (m: Tensor, s: Tensor, n: Tensor, t: Tensor) =>
      t
        .div(s)
        .log()
        .add(s.square().add(m.sub(n).square()).div(t.square().mul(2)))
        .sub(0.5),
    backward: klBackward,
    wrong: {
      "log(s/t) for log(t/s)": (m, s, n, t, gradOutput) => ({
        ...klBackward(m, s, n, t, gradOutput),
        gradS: s.div(t.square()).add(s.pow(-1)).mul(gradOutput),
      }),
      "gradN not negated": scaled(klBackward, -1, "gradN"),
      "the mean's share of gradT left out": (m, s, n, t, gradOutput) => ({
        ...klBackward(m, s, n, t, gradOutput),
        gradT: t
          .pow(-1)
          .sub(s.square().div(t.pow(3)))
          .mul(gradOutput),
      }),
    },
  }),
  subject({
    name: "huber at its kinks",
    source: "errors within 1e-3 of ±1: the slope is continuous, its derivative jumps",
    signature: { x: "tensor[N]", targets: "tensor[N]", returns: "like x" },
    gradient: "like x",
    draw: (draw) => {
      const n = draw.size(1, 5);
      const targets = draw.tensor([n]);
      return { x: targets.add(draw.choices([n], [-1, 1])).add(draw.tensor([n], -1e-3, 1e-3)), targets };
    },
    forward: (x: Tensor, targets: Tensor) =>
      x.sub(targets).map((e) => (Math.abs(e) <= 1 ? 0.5 * e * e : Math.abs(e) - 0.5)),
    backward: huberBackward,
    wrong: {
      "of the other side": scaled(huberBackward, -1),
      half: scaled(huberBackward, 0.5),
      "1 % off": scaled(huberBackward, 1.01),
    },
  }),
  subject({
    name: "hinge at its kink",
    source: "margins within 1e-3 of 1",
    signature: { scores: "tensor[N]", labels: "tensor[N] of -1 or 1", returns: "like scores" },
    gradient: "like scores",
    draw: (draw) => {
      const labels = draw.choices([draw.size(1, 5)], [-1, 1]);
      return { scores: labels.mul(draw.tensor(labels.shape, -1e-3, 1e-3).add(1)), labels };
    },
    forward: (scores: Tensor, labels: Tensor) => scores.mul(labels).neg().add(1).maximum(0),
    backward: hingeBackward,
    wrong: {
      "the sign of the label left out": (scores, labels, gradOutput) =>
        hingeBackward(scores, labels, gradOutput).mul(labels),
      "never cut": (_scores, labels, gradOutput) => labels.neg().mul(gradOutput),
      "cut at 0 for 1": (scores, labels, gradOutput) => scores.mul(labels).less(0).mul(labels.neg()).mul(gradOutput),
    },
  }),
  subject({
    name: "quantile loss",
    source: "Koenker & Bassett (1978), τ = 0.9; half the errors within 1e-3 of 0",
    signature: { x: "tensor[N]", targets: "tensor[N]", returns: "like x" },
    gradient: "like x",
    draw: (draw) => {
      const n = draw.size(2, 6);
      const targets = draw.tensor([n]);
      const errors = draw.tensor([n], -1, 1).map((error, index) => (index % 2 === 0 ? error : error * 1e-3));
      return { x: targets.add(errors), targets };
    },
    forward: (x: Tensor, targets: Tensor) => targets.sub(x).map((e) => Math.max(tau * e, (tau - 1) * e)),
    backward: quantileBackward,
    wrong: {
      "τ and 1 − τ mistaken": (x, targets, gradOutput) =>
        gradOutput.mul(targets.sub(x).map((e) => (e > 0 ? tau - 1 : tau))),
      "as for the median": (x, targets, gradOutput) => gradOutput.mul(targets.sub(x).map((e) => (e > 0 ? -0.5 : 0.5))),
      "the sign": scaled(quantileBackward, -1),
    },
  }),
  subject({
    name: "binary cross-entropy, logits of ±40",
    source: "torch.nn.functional.binary_cross_entropy_with_logits: losses from 1e-18 to 40",
    signature: { z: "tensor[N]", y: "tensor[N] of 0 or 1", returns: "like z" },
    gradient: "like z",
    draw: (draw) => {
      const n = draw.size(1, 6);
      return { z: draw.tensor([n], -40, 40), y: draw.choices([n], [0, 1]) };
    },
    forward: (z: Tensor, y: Tensor) => z.map((entry, index) => bce(entry, y.data[index]!)),
    backward: bceBackward,
    wrong: {
      "y − p": scaled(bceBackward, -1),
      "the label not subtracted": (z, _y, gradOutput) => z.map(sigmoid).mul(gradOutput),
      "the sigmoid's slope once more": (z, y, gradOutput) =>
        bceBackward(z, y, gradOutput).mul(z.map((entry) => sigmoid(entry) * sigmoid(-entry))),
    },
  }),
  subject({
    name: "focal loss",
    source: "Lin et al. (2017), γ = 2, of positive examples",
    signature: { z: "tensor[N]", returns: "like z" },
    gradient: "like z",
    draw: (draw) => ({ z: draw.tensor([draw.size(2, 6)], -6, 6) }),
    forward: (z: Tensor) => z.map((entry) => -((1 - sigmoid(entry)) ** 2) * Math.log(sigmoid(entry))),
    backward: focalBackward,
    wrong: {
      "the weight held fixed": (z, gradOutput) => gradOutput.mul(z.map((entry) => -((1 - sigmoid(entry)) ** 3))),
      "one entry": oneEntry(focalBackward),
      "1 % off": scaled(focalBackward, 0.99),
    },
  }),
  subject({
    name: "entropy of a softmax, scores of ±15",
    source: "policy-gradient bonus; p log p of small p",
    signature: { x: "tensor[N, C]", returns: "tensor[N]" },
    gradient: "like x",
    draw: (draw) => ({ x: draw.tensor([draw.size(1, 3), draw.size(2, 5)], -15, 15) }),
    forward: (x: Tensor) =>
      softmax(x)
        .mul(x.sub(logSumExp(x)))
        .sum(-1)
        .neg(),
    backward: entropyBackward,
    wrong: {
      "the sign": scaled(entropyBackward, -1),
      "the entropy's own term left out": (x, gradOutput) =>
        softmax(x)
          .mul(x.sub(logSumExp(x)))
          .neg()
          .mul(gradOutput.expandDims(1)),
      "1 % off": scaled(entropyBackward, 1.01),
    },
  }),
];
