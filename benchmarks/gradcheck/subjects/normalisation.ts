/** Normalisations and other quotients whose denominators are small, or made of cancelling numbers. */
import { Tensor } from "#tensor";
import { changed, ignored, oneEntry, scaled, upstream } from "../faults.ts";
import { subject } from "../subject.ts";

const last = { keepDims: true };

interface Normalised {
  readonly x: Tensor;
  readonly deviation: Tensor;
}

/** Mean 0 and variance 1 over the axes. */
function normalised(x: Tensor, axes: number | readonly number[], epsilon: number): Normalised {
  const centred = x.sub(x.mean(axes, last));
  const deviation = centred.square().mean(axes, last).add(epsilon).sqrt();
  return { x: centred.div(deviation), deviation };
}

/** dL/dx from dL/dx̂: what is left when the mean and the variance have moved too. */
function normalisedBackward(
  { x, deviation }: Normalised,
  gradNormalised: Tensor,
  axes: number | readonly number[],
  terms: { readonly mean?: boolean; readonly variance?: boolean } = {},
): Tensor {
  const { mean = true, variance = true } = terms;
  let inner = gradNormalised;
  if (mean) inner = inner.sub(gradNormalised.mean(axes, last));
  if (variance) inner = inner.sub(x.mul(gradNormalised.mul(x).mean(axes, last)));
  return inner.div(deviation);
}

type Terms = Parameters<typeof normalisedBackward>[3];

function layerNorm(epsilon: number) {
  const forward = (x: Tensor, gamma: Tensor, beta: Tensor) => normalised(x, -1, epsilon).x.mul(gamma).add(beta);
  const backwardWith = (terms?: Terms) => (x: Tensor, gamma: Tensor, _beta: Tensor, gradOutput: Tensor) => {
    const parts = normalised(x, -1, epsilon);
    return {
      gradX: normalisedBackward(parts, gradOutput.mul(gamma), -1, terms),
      gradGamma: gradOutput.mul(parts.x).sum(0),
      gradBeta: gradOutput.sum(0),
    };
  };
  return {
    signature: { x: "tensor[N, D]", gamma: "tensor[D]", beta: "tensor[D]", returns: "like x" },
    gradient: { gradX: "like x", gradGamma: "like gamma", gradBeta: "like beta" },
    forward,
    backward: backwardWith(),
    wrong: {
      "the mean's path left out": backwardWith({ mean: false }),
      "the variance's path left out": backwardWith({ variance: false }),
      "statistics held fixed": backwardWith({ mean: false, variance: false }),
      "gamma left out of gradX": (x: Tensor, gamma: Tensor, beta: Tensor, gradOutput: Tensor) => ({
        ...backwardWith()(x, gamma, beta, gradOutput),
        gradX: normalisedBackward(normalised(x, -1, epsilon), gradOutput, -1),
      }),
      "only the bias wrong": scaled(backwardWith(), 1.5, "gradBeta"),
      "gradGamma from x, not from x̂": (x: Tensor, gamma: Tensor, beta: Tensor, gradOutput: Tensor) => ({
        ...backwardWith()(x, gamma, beta, gradOutput),
        gradGamma: gradOutput.mul(x).sum(0),
      }),
    },
  };
}

function batchNorm(epsilon: number) {
  const forward = (x: Tensor, gamma: Tensor) => normalised(x, 0, epsilon).x.mul(gamma);
  const backwardWith = (terms?: Terms) => (x: Tensor, gamma: Tensor, gradOutput: Tensor) => {
    const parts = normalised(x, 0, epsilon);
    return {
      gradX: normalisedBackward(parts, gradOutput.mul(gamma), 0, terms),
      gradGamma: gradOutput.mul(parts.x).sum(0),
    };
  };
  return {
    signature: { x: "tensor[N, D]", gamma: "tensor[D]", returns: "like x" },
    gradient: { gradX: "like x", gradGamma: "like gamma" },
    forward,
    backward: backwardWith(),
    wrong: {
      "the mean's path left out": backwardWith({ mean: false }),
      "the variance's path left out": backwardWith({ variance: false }),
      "1 % off": scaled(backwardWith(), 1.01),
      "N − 1 for N": (x: Tensor, gamma: Tensor, gradOutput: Tensor) => {
        const { x: xHat, deviation } = normalised(x, 0, epsilon);
        const inner = gradOutput.mul(gamma);
        const count = x.shape[0]! - 1;
        return {
          gradX: inner
            .sub(inner.sum(0).div(count))
            .sub(xHat.mul(inner.mul(xHat).sum(0)).div(count))
            .div(deviation),
          gradGamma: gradOutput.mul(xHat).sum(0),
        };
      },
    },
  };
}

const groupNormAxes = [2, 3];
const grouped = (x: Tensor): Tensor => x.reshape([x.shape[0]!, 2, x.shape[1]! / 2, x.shape[2]!]);
const groupNorm = (x: Tensor) => normalised(grouped(x), groupNormAxes, 1e-5).x.reshape(x.shape);
const groupNormBackward = (axes: readonly number[], terms?: Terms) => (x: Tensor, gradOutput: Tensor) =>
  normalisedBackward(normalised(grouped(x), axes, 1e-5), grouped(gradOutput), axes, terms).reshape(x.shape);

const rms = (x: Tensor): Tensor => x.square().mean(-1, last).add(1e-8).sqrt();
const rmsNormBackward = (x: Tensor, gradOutput: Tensor) => {
  const size = rms(x);
  const y = x.div(size);
  return gradOutput.sub(y.mul(gradOutput.mul(y).mean(-1, last))).div(size);
};

const length = (x: Tensor): Tensor => x.square().sum(-1, last).sqrt();
const unitBackward = (x: Tensor, gradOutput: Tensor) => {
  const y = x.div(length(x));
  return gradOutput.sub(y.mul(gradOutput.mul(y).sum(-1, last))).div(length(x));
};
const unit = {
  signature: { x: "tensor[N, D]", returns: "like x" },
  gradient: "like x",
  sizes: { D: [2, 6] },
  forward: (x: Tensor) => x.div(length(x)),
  backward: unitBackward,
} as const;

const varianceBackward = (x: Tensor, gradOutput: Tensor) =>
  x
    .sub(x.mean(-1, last))
    .mul(2 / x.shape[1]!)
    .mul(gradOutput.expandDims(1));

const cosine = (a: Tensor, b: Tensor): Tensor => a.mul(b).sum(-1, last).div(length(a)).div(length(b));
const cosineBackward = (a: Tensor, b: Tensor, gradOutput: Tensor) => {
  const g = gradOutput.expandDims(1);
  const [la, lb, c] = [length(a), length(b), cosine(a, b)];
  return {
    gradA: g.mul(b.div(la.mul(lb)).sub(a.mul(c).div(la.square()))),
    gradB: g.mul(a.div(la.mul(lb)).sub(b.mul(c).div(lb.square()))),
  };
};

/** With two features gradX is so small beside gradGamma that not every fault in it shows. */
function withoutFault<Faults extends object, Name extends keyof Faults>(
  faults: Faults,
  name: Name,
): Omit<Faults, Name> {
  const { [name]: _, ...rest } = faults;
  return rest;
}

export const normalisation = [
  subject({
    ...layerNorm(1e-5),
    name: "layer norm, tiny variance",
    source: "rows that vary by 1e-3 beside an epsilon of 1e-5",
    sizes: { N: [1, 4], D: [3, 6] },
    draw: (draw) => {
      const [n, d] = [draw.size(1, 4), draw.size(3, 6)];
      return {
        x: draw.tensor([n, d], -1e-3, 1e-3).add(draw.tensor([n, 1])),
        gamma: draw.tensor([d]),
        beta: draw.tensor([d]),
      };
    },
  }),
  subject({
    ...layerNorm(1e-12),
    name: "layer norm, large",
    source: "Ba, Kiros & Hinton (2016); hidden size of a small transformer",
    draw: (draw) => ({ x: draw.tensor([4, 24]), gamma: draw.tensor([24]), beta: draw.tensor([24]) }),
  }),
  subject({
    ...layerNorm(1e-5),
    name: "layer norm, two features",
    source: "x̂ is ±1 whatever x is: the gradient of x is nearly 0",
    draw: (draw) => ({ x: draw.tensor([3, 2]), gamma: draw.tensor([2]), beta: draw.tensor([2]) }),
    wrong: withoutFault(layerNorm(1e-5).wrong, "gamma left out of gradX"),
  }),
  subject({
    ...batchNorm(1e-5),
    name: "batch norm, large mean and tiny spread",
    source: "x = 1000 ± 0.01: the statistics cancel",
    draw: (draw) => {
      const [n, d] = [draw.size(3, 6), draw.size(1, 4)];
      return { x: draw.tensor([n, d], -0.01, 0.01).add(1000), gamma: draw.tensor([d]) };
    },
  }),
  subject({
    ...batchNorm(1e-5),
    name: "batch norm, a batch of two",
    source: "x̂ is ±1 whatever x is: the gradient of x is nearly 0",
    draw: (draw) => ({ x: draw.tensor([2, 3]), gamma: draw.tensor([3]) }),
  }),
  subject({
    name: "group norm",
    source: "Wu & He (2018): two groups of channels",
    signature: { x: "tensor[N, C, L]", returns: "like x" },
    gradient: "like x",
    draw: (draw) => ({ x: draw.tensor([draw.size(1, 3), draw.pick([2, 4, 6]), draw.size(2, 4)]) }),
    forward: groupNorm,
    backward: groupNormBackward(groupNormAxes),
    wrong: {
      "the mean's path left out": groupNormBackward(groupNormAxes, { mean: false }),
      "the variance's path left out": groupNormBackward(groupNormAxes, { variance: false }),
      "statistics over the whole of an example": groupNormBackward([1, 2, 3]),
      "1 % off": scaled(groupNormBackward(groupNormAxes), 1.01),
    },
  }),
  subject({
    name: "RMS norm",
    source: "Zhang & Sennrich (2019); rows from 1e-4 to 1e2 in size",
    signature: { x: "tensor[N, D]", returns: "like x" },
    gradient: "like x",
    draw: (draw) => ({ x: draw.tensor([4, draw.size(2, 6)]).mul(new Tensor([1e-4, 1e-2, 1, 100], [4, 1])) }),
    forward: (x: Tensor) => x.div(rms(x)),
    backward: rmsNormBackward,
    wrong: {
      "the root mean square held fixed": (x, gradOutput) => gradOutput.div(rms(x)),
      "a sum for the mean": (x, gradOutput) => {
        const y = x.div(rms(x));
        return gradOutput.sub(y.mul(gradOutput.mul(y).sum(-1, last))).div(rms(x));
      },
      "not divided by the root mean square": (x, gradOutput) => rmsNormBackward(x, gradOutput).mul(rms(x)),
      "the smallest row 1 % off": changed(rmsNormBackward, (gradient) =>
        gradient.mul(new Tensor([1.01, 1, 1, 1], [4, 1])),
      ),
    },
  }),
  subject({
    ...unit,
    name: "L2 normalisation",
    source: "torch.nn.functional.normalize",
    wrong: {
      "the length held fixed": (x, gradOutput) => gradOutput.div(length(x)),
      "not divided by the length": (x, gradOutput) => unitBackward(x, gradOutput).mul(length(x)),
      "x for y in the projection": (x, gradOutput) =>
        gradOutput.sub(x.mul(gradOutput.mul(x).sum(-1, last))).div(length(x)),
    },
  }),
  subject({
    ...unit,
    name: "division by a small norm",
    source: "rows of length 1e-4: the first steps go through the origin",
    draw: (draw) => ({ x: draw.tensor([draw.size(1, 4), draw.size(2, 5)], -1e-4, 1e-4) }),
    wrong: {
      "the length held fixed": (x, gradOutput) => gradOutput.div(length(x)),
      "half of it": scaled(unitBackward, 0.5),
      "1 % off": scaled(unitBackward, 1.01),
    },
  }),
  subject({
    name: "variance with cancellation",
    source: "E[x²] − E[x]² at x around 1e4: eight digits are lost in the forward pass",
    signature: { x: "tensor[N, D]", returns: "tensor[N]" },
    gradient: "like x",
    draw: (draw) => ({ x: draw.tensor([draw.size(1, 3), draw.size(2, 6)]).add(1e4) }),
    forward: (x: Tensor) => x.square().mean(-1).sub(x.mean(-1).square()),
    backward: varianceBackward,
    wrong: {
      "the mean not subtracted": (x, gradOutput) => x.mul(2 / x.shape[1]!).mul(gradOutput.expandDims(1)),
      "2 forgotten": scaled(varianceBackward, 0.5),
      "N − 1 for N": (x, gradOutput) => varianceBackward(x, gradOutput).mul(x.shape[1]! / (x.shape[1]! - 1)),
      "1 % off": scaled(varianceBackward, 1.01),
    },
  }),
  subject({
    name: "cosine similarity",
    source: "torch.nn.functional.cosine_similarity",
    signature: { a: "tensor[N, D]", b: "tensor[N, D]", returns: "tensor[N]" },
    gradient: { gradA: "like a", gradB: "like b" },
    sizes: { D: [2, 6] },
    forward: (a: Tensor, b: Tensor) => cosine(a, b).squeeze(1),
    backward: cosineBackward,
    wrong: {
      "lengths held fixed": (a, b, gradOutput) => ({
        gradA: b.div(length(a).mul(length(b))).mul(gradOutput.expandDims(1)),
        gradB: a.div(length(a).mul(length(b))).mul(gradOutput.expandDims(1)),
      }),
      "a and b mistaken": (a, b, gradOutput) => {
        const { gradA, gradB } = cosineBackward(a, b, gradOutput);
        return { gradA: gradB, gradB: gradA };
      },
      "gradOutput ignored": upstream(cosineBackward, ignored),
      "one entry of gradB": oneEntry(cosineBackward, "gradB"),
    },
  }),
];
