/** Networks: deep ones, recurrent ones, attention. */
import { Tensor, stack, where, zeros } from "#tensor";
import { changed, cut, oneEntry, scaled, upstream } from "../faults.ts";
import { subject } from "../subject.ts";

interface Activation {
  readonly of: (z: Tensor) => Tensor;
  /** The slope, from z and y. */
  readonly slope: (z: Tensor, y: Tensor) => Tensor;
}

const relu: Activation = { of: (z) => z.maximum(0), slope: (z) => z.greater(0) };
const tanh: Activation = { of: (z) => z.tanh(), slope: (_z, y) => y.square().neg().add(1) };

/** x W₁, …, each through the activation; `weights` is [depth, D, D]. */
function mlp({ of, slope }: Activation) {
  const layers = (x: Tensor, weights: Tensor) => {
    const trace = [{ input: x, z: x, y: x }];
    for (let depth = 0; depth < weights.shape[0]!; depth++) {
      const input = trace.at(-1)!.y;
      const z = input.matmul(weights.slice(depth));
      trace.push({ input, z, y: of(z) });
    }
    return trace.slice(1);
  };
  const forward = (x: Tensor, weights: Tensor) => layers(x, weights).at(-1)!.y;
  const backwardWith =
    (mask: (z: Tensor, y: Tensor, depth: number) => Tensor = slope) =>
    (x: Tensor, weights: Tensor, gradOutput: Tensor) => {
      let gradient = gradOutput;
      const gradWeights: Tensor[] = [];
      for (const [depth, { input, z, y }] of [...layers(x, weights).entries()].toReversed()) {
        const gradZ = gradient.mul(mask(z, y, depth));
        gradWeights.unshift(input.T.matmul(gradZ));
        gradient = gradZ.matmul(weights.slice(depth).T);
      }
      return { gradX: gradient, gradWeights: stack(gradWeights) };
    };
  return {
    signature: { x: "tensor[N, D]", weights: "tensor[K, D, D]", returns: "tensor[N, D]" },
    gradient: { gradX: "like x", gradWeights: "like weights" },
    forward,
    backward: backwardWith(),
    wrong: {
      "the first layer's slope left out": backwardWith((z, y, depth) => (depth === 0 ? z.mul(0).add(1) : slope(z, y))),
      "the last layer's slope left out": backwardWith((z, y, depth) => (depth > 1 ? z.mul(0).add(1) : slope(z, y))),
      "weights not transposed": (x: Tensor, weights: Tensor, gradOutput: Tensor) => ({
        ...backwardWith()(x, weights, gradOutput),
        gradX: backwardWith()(x, weights.transpose([0, 2, 1]), gradOutput).gradX,
      }),
      "one weight": oneEntry(backwardWith(), "gradWeights"),
      "1 % off in the first layer": changed(
        backwardWith(),
        (gradient) =>
          gradient.map((entry, index) => (index < gradient.size / gradient.shape[0]! ? entry * 1.01 : entry)),
        "gradWeights",
      ),
    },
  };
}

/** h_t = tanh(x_t Wi + h_{t−1} Wh + b), all of h as output: [T, D]. */
type Rnn = [x: Tensor, initial: Tensor, weightInput: Tensor, weightHidden: Tensor, bias: Tensor];
function states(...[x, initial, weightInput, weightHidden, bias]: Rnn): Tensor[] {
  const hidden = [initial];
  for (let time = 0; time < x.shape[0]!; time++)
    hidden.push(x.slice(time).matmul(weightInput).add(hidden.at(-1)!.matmul(weightHidden)).add(bias).tanh());
  return hidden;
}
function rnnBackward(
  fault?: "one step" | "last step" | "no initial" | "bias once" | "overwritten" | "recurrent weights not transposed",
) {
  return (...[x, initial, weightInput, weightHidden, bias, gradOutput]: [...Rnn, Tensor]) => {
    const hidden = states(x, initial, weightInput, weightHidden, bias);
    let [gradWeightInput, gradWeightHidden, gradBias] = [weightInput.mul(0), weightHidden.mul(0), bias.mul(0)];
    let carried = initial.mul(0);
    const gradX: Tensor[] = [];
    const steps = x.shape[0]!;
    for (let time = steps - 1; time >= 0; time--) {
      const gradZ = gradOutput
        .slice(time)
        .add(carried)
        .mul(hidden[time + 1]!.square().neg().add(1));
      const [stepU, stepV] = [outer(x.slice(time), gradZ), outer(hidden[time]!, gradZ)];
      const counts = fault !== "last step" || time === steps - 1;
      gradWeightInput = fault === "overwritten" ? stepU : counts ? gradWeightInput.add(stepU) : gradWeightInput;
      gradWeightHidden = fault === "overwritten" ? stepV : counts ? gradWeightHidden.add(stepV) : gradWeightHidden;
      gradBias = fault === "bias once" && time > 0 ? gradBias : gradBias.add(gradZ);
      gradX.unshift(gradZ.matmul(weightInput.T));
      carried =
        fault === "one step"
          ? carried
          : gradZ.matmul(fault === "recurrent weights not transposed" ? weightHidden : weightHidden.T);
    }
    const gradInitial = fault === "no initial" ? carried.mul(0) : carried;
    return { gradX: stack(gradX), gradInitial, gradWeightInput, gradWeightHidden, gradBias };
  };
}
const rnn = {
  gradient: {
    gradX: "like x",
    gradInitial: "like initial",
    gradWeightInput: "like weightInput",
    gradWeightHidden: "like weightHidden",
    gradBias: "like bias",
  },
  signature: {
    x: "tensor[T, F]",
    initial: "tensor[D]",
    weightInput: "tensor[F, D]",
    weightHidden: "tensor[D, D]",
    bias: "tensor[D]",
    returns: "tensor[T, D]",
  },
  forward: (...[x, initial, weightInput, weightHidden, bias]: Rnn) =>
    stack(states(x, initial, weightInput, weightHidden, bias).slice(1)),
  backward: rnnBackward(),
  wrong: {
    "nothing carried to the step before": rnnBackward("one step"),
    "weights of the last step alone": rnnBackward("last step"),
    "no gradient for the initial state": rnnBackward("no initial"),
    "the bias of the first step alone": rnnBackward("bias once"),
    "= for +=": rnnBackward("overwritten"),
    "recurrent weights not transposed": rnnBackward("recurrent weights not transposed"),
  },
};

function outer(a: Tensor, bias: Tensor): Tensor {
  return a.expandDims(1).mul(bias.expandDims(0));
}

/** One step of a GRU: z, r = σ(…), n = tanh(x Wn + (r h) Un), h' = (1 − z) n + z h. Weights are [F + D, 3D]. */
const sigmoid = (z: Tensor): Tensor => z.neg().exp().add(1).pow(-1);
function gruParts(x: Tensor, h: Tensor, weightInput: Tensor, weightHidden: Tensor) {
  const d = h.shape[1]!;
  const part = (weight: Tensor, index: number): Tensor => weight.slice(null, [index * d, (index + 1) * d]);
  const z = sigmoid(x.matmul(part(weightInput, 0)).add(h.matmul(part(weightHidden, 0))));
  const r = sigmoid(x.matmul(part(weightInput, 1)).add(h.matmul(part(weightHidden, 1))));
  const n = x
    .matmul(part(weightInput, 2))
    .add(r.mul(h).matmul(part(weightHidden, 2)))
    .tanh();
  return { z, r, n, part };
}
const gru = (x: Tensor, h: Tensor, weightInput: Tensor, weightHidden: Tensor) => {
  const { z, n } = gruParts(x, h, weightInput, weightHidden);
  return z.neg().add(1).mul(n).add(z.mul(h));
};
function gruBackward(fault?: "direct path" | "reset path" | "update sign") {
  return (x: Tensor, h: Tensor, weightInput: Tensor, weightHidden: Tensor, gradOutput: Tensor) => {
    const { z, r, n, part } = gruParts(x, h, weightInput, weightHidden);
    const slope = (gate: Tensor): Tensor => gate.mul(gate.neg().add(1));
    const gradN = gradOutput.mul(z.neg().add(1)).mul(n.square().neg().add(1));
    const gradZ = gradOutput.mul(fault === "update sign" ? n.sub(h) : h.sub(n)).mul(slope(z));
    const gradReset = gradN.matmul(part(weightHidden, 2).T);
    const gradR = gradReset
      .mul(h)
      .mul(slope(r))
      .mul(fault === "reset path" ? 0 : 1);
    const side = (left: Tensor, gradient: Tensor): Tensor => left.T.matmul(gradient);
    const joined = (parts: Tensor[]): Tensor =>
      stack(parts, 1).reshape([parts[0]!.shape[0]!, parts.length * parts[0]!.shape[1]!]);
    return {
      gradX: gradZ
        .matmul(part(weightInput, 0).T)
        .add(gradR.matmul(part(weightInput, 1).T))
        .add(gradN.matmul(part(weightInput, 2).T)),
      gradH: gradZ
        .matmul(part(weightHidden, 0).T)
        .add(gradR.matmul(part(weightHidden, 1).T))
        .add(gradReset.mul(r))
        .add(fault === "direct path" ? h.mul(0) : gradOutput.mul(z)),
      gradWeightInput: joined([side(x, gradZ), side(x, gradR), side(x, gradN)]),
      gradWeightHidden: joined([side(h, gradZ), side(h, gradR), side(r.mul(h), gradN)]),
    };
  };
}

/** Scaled dot-product attention, one head; masked scores get −1e9. */
const masked = -1e9;
function attentionParts(q: Tensor, k: Tensor, mask: Tensor) {
  const scores = where(mask, q.matmul(k.T).div(Math.sqrt(q.shape[1]!)), masked);
  const powers = scores.sub(scores.max(-1, { keepDims: true })).exp();
  return powers.div(powers.sum(-1, { keepDims: true }));
}
const attention = (q: Tensor, k: Tensor, v: Tensor, mask: Tensor) => attentionParts(q, k, mask).matmul(v);
function attentionBackward(fault?: "root" | "diagonal" | "twice root" | "half of k") {
  return (q: Tensor, k: Tensor, v: Tensor, mask: Tensor, gradOutput: Tensor) => {
    const p = attentionParts(q, k, mask);
    const gradP = gradOutput.matmul(v.T);
    const weighted = gradP.mul(p);
    const gradScores =
      fault === "diagonal" ? weighted.mul(p.neg().add(1)) : weighted.sub(p.mul(weighted.sum(-1, { keepDims: true })));
    const root = fault === "root" ? 1 : fault === "twice root" ? q.shape[1]! : Math.sqrt(q.shape[1]!);
    return {
      gradQ: gradScores.matmul(k).div(root),
      gradK: gradScores.T.matmul(q)
        .div(root)
        .mul(fault === "half of k" ? 0.5 : 1),
      gradV: p.T.matmul(gradOutput),
    };
  };
}

/** Two heads beside each other in the last axis. */
const heads = (x: Tensor): Tensor[] => [
  x.slice(null, [0, x.shape[1]! / 2]),
  x.slice(null, [x.shape[1]! / 2, x.shape[1]!]),
];
const side = (parts: readonly Tensor[]): Tensor =>
  stack(parts, 1).reshape([parts[0]!.shape[0]!, parts.length * parts[0]!.shape[1]!]);
const everything = (q: Tensor, k: Tensor): Tensor => zeros([q.shape[0]!, k.shape[0]!]).add(1);
const twoHeads = (q: Tensor, k: Tensor, v: Tensor) =>
  side(heads(q).map((part, head) => attention(part, heads(k)[head]!, heads(v)[head]!, everything(q, k))));
function twoHeadsBackward(lost?: number) {
  return (q: Tensor, k: Tensor, v: Tensor, gradOutput: Tensor) => {
    const parts = heads(q).map((part, head) =>
      attentionBackward()(
        part,
        heads(k)[head]!,
        heads(v)[head]!,
        everything(q, k),
        heads(gradOutput)[head]!.mul(head === lost ? 0 : 1),
      ),
    );
    return {
      gradQ: side(parts.map(({ gradQ }) => gradQ)),
      gradK: side(parts.map(({ gradK }) => gradK)),
      gradV: side(parts.map(({ gradV }) => gradV)),
    };
  };
}

/** y = x + relu(x W): a residual block. */
const residual = (x: Tensor, weight: Tensor) => x.add(x.matmul(weight).maximum(0));
const residualBackward = (x: Tensor, weight: Tensor, gradOutput: Tensor) => {
  const gradZ = gradOutput.mul(x.matmul(weight).greater(0));
  return { gradX: gradOutput.add(gradZ.matmul(weight.T)), gradWeight: x.T.matmul(gradZ) };
};

/** a ⊙ σ(b), the two halves of x. */
const halves = (x: Tensor): Tensor[] => heads(x);
const glu = (x: Tensor) => halves(x)[0]!.mul(sigmoid(halves(x)[1]!));
const gluBackward = (x: Tensor, gradOutput: Tensor) => {
  const [a, gate] = [halves(x)[0]!, sigmoid(halves(x)[1]!)];
  return side([gradOutput.mul(gate), gradOutput.mul(a).mul(gate).mul(gate.neg().add(1))]);
};

export const networks = [
  subject({
    ...mlp(relu),
    name: "relu MLP, six layers",
    source: "320 coordinates, about 60 kinks; most weights of the first layer have a small gradient",
    draw: (draw) => ({ x: draw.tensor([3, 7]), weights: draw.tensor([6, 7, 7], -0.8, 0.8) }),
    wrong: {
      ...mlp(relu).wrong,
      "mask from the upstream sign": (x, weights, gradOutput) =>
        upstream(mlp(relu).backward, cut)(x, weights, gradOutput),
    },
  }),
  subject({
    ...mlp(tanh),
    name: "tanh MLP, saturated",
    source: "weights of ±3 through four layers: gradients of the first layer vanish",
    draw: (draw) => ({ x: draw.tensor([2, 4]), weights: draw.tensor([4, 4, 4], -3, 3) }),
  }),
  subject({
    ...rnn,
    name: "simple RNN, 20 steps",
    source: "backpropagation through time; Elman (1990)",
    draw: (draw) => ({
      x: draw.tensor([20, 2]),
      initial: draw.tensor([3]),
      weightInput: draw.tensor([2, 3], -1, 1),
      weightHidden: draw.tensor([3, 3], -1, 1),
      bias: draw.tensor([3], -1, 1),
    }),
  }),
  subject({
    ...rnn,
    name: "simple RNN, exploding",
    source: "recurrent weights of 2 to 3 and small states: a chaotic map of 12 steps",
    draw: (draw) => ({
      x: draw.tensor([12, 1], -0.1, 0.1),
      initial: draw.tensor([2], -0.1, 0.1),
      weightInput: draw.tensor([1, 2], -0.5, 0.5),
      weightHidden: draw.tensor([2, 2], 2, 3).mul(new Tensor([1, -1, -1, 1], [2, 2])),
      bias: draw.tensor([2], -0.1, 0.1),
    }),
  }),
  subject({
    name: "GRU cell",
    source: "Cho et al. (2014), reset before the product",
    signature: {
      x: "tensor[N, F]",
      h: "tensor[N, D]",
      weightInput: "tensor[F, 3D]",
      weightHidden: "tensor[D, 3D]",
      returns: "like h",
    },
    gradient: {
      gradX: "like x",
      gradH: "like h",
      gradWeightInput: "like weightInput",
      gradWeightHidden: "like weightHidden",
    },
    sizes: { F: [1, 3], D: [2, 4], N: [1, 3] },
    forward: gru,
    backward: gruBackward(),
    wrong: {
      "the direct path to h left out": gruBackward("direct path"),
      "the reset gate has no gradient": gruBackward("reset path"),
      "n − h for h − n": gruBackward("update sign"),
      "0.1 % off in the recurrent weights": scaled(gruBackward(), 1.001, "gradWeightHidden"),
    },
  }),
  subject({
    name: "attention with an additive mask of −1e9",
    source: "Vaswani et al. (2017); every query sees itself",
    signature: {
      q: "tensor[T, D]",
      k: "tensor[T, D]",
      v: "tensor[T, D]",
      mask: "tensor[T, T] of 0 or 1",
      returns: "tensor[T, D]",
    },
    gradient: { gradQ: "like q", gradK: "like k", gradV: "like v" },
    draw: (draw) => {
      const [t, d] = [draw.size(2, 5), draw.size(2, 5)];
      const mask = draw
        .choices([t, t], [0, 1])
        .map((entry, index) => (Math.floor(index / t) === index % t ? 1 : entry));
      return { q: draw.tensor([t, d]), k: draw.tensor([t, d]), v: draw.tensor([t, d]), mask };
    },
    forward: attention,
    backward: attentionBackward(),
    wrong: {
      "√d forgotten": attentionBackward("root"),
      "d for √d": attentionBackward("twice root"),
      "diagonal of softmax's Jacobian": attentionBackward("diagonal"),
      "half of gradK": attentionBackward("half of k"),
      "no mask": (q, k, v, mask, gradOutput) => attentionBackward()(q, k, v, mask.mul(0).add(1), gradOutput),
    },
  }),
  subject({
    name: "attention of two heads, large scores",
    source: "queries and keys of ±6: saturated weights",
    signature: { q: "tensor[T, D]", k: "tensor[S, D]", v: "tensor[S, D]", returns: "tensor[T, D]" },
    gradient: { gradQ: "like q", gradK: "like k", gradV: "like v" },
    draw: (draw) => {
      const [t, s] = [draw.size(2, 5), draw.size(2, 5)];
      return { q: draw.tensor([t, 6], -6, 6), k: draw.tensor([s, 6], -6, 6), v: draw.tensor([s, 6]) };
    },
    forward: twoHeads,
    backward: twoHeadsBackward(),
    wrong: {
      "the second head's gradient lost": twoHeadsBackward(1),
      "the first head's gradient lost": twoHeadsBackward(0),
      "one entry of gradV": oneEntry(twoHeadsBackward(), "gradV"),
    },
  }),
  subject({
    name: "residual block",
    source: "He et al. (2016)",
    signature: { x: "tensor[N, D]", weight: "tensor[D, D]", returns: "like x" },
    gradient: { gradX: "like x", gradWeight: "like weight" },
    forward: residual,
    backward: residualBackward,
    wrong: {
      "the short cut left out": (x, weight, gradOutput) => {
        const { gradX, gradWeight } = residualBackward(x, weight, gradOutput);
        return { gradX: gradX.sub(gradOutput), gradWeight };
      },
      "the block left out": (x, weight, gradOutput) => ({
        ...residualBackward(x, weight, gradOutput),
        gradX: gradOutput,
      }),
      "the weight not transposed": (x, weight, gradOutput) => ({
        ...residualBackward(x, weight, gradOutput),
        gradX: gradOutput.add(gradOutput.mul(x.matmul(weight).greater(0)).matmul(weight)),
      }),
    },
  }),
  subject({
    name: "gated linear unit",
    source: "Dauphin et al. (2017)",
    signature: { x: "tensor[N, 2D]", returns: "tensor[N, D]" },
    gradient: "like x",
    forward: glu,
    backward: gluBackward,
    wrong: {
      "the gate has no gradient": (x, gradOutput) => {
        const gate = sigmoid(halves(x)[1]!);
        return side([gradOutput.mul(gate), gate.mul(0)]);
      },
      "halves mistaken": (x, gradOutput) => side(halves(gluBackward(x, gradOutput)).toReversed()),
      "0.1 % off": scaled(gluBackward, 0.999),
    },
  }),
];
