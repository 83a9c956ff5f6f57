/** Several tensors with masks, integers and options; a layer with a state that a program puts to work. */
import { Tensor, zeros } from "#tensor";
import { parseSpec } from "#graders/spec/parse.ts";
import { ignored, oneEntry, scaled, upstream } from "../faults.ts";
import { onlyGradient, subject, type Subject } from "../subject.ts";

interface Options {
  readonly power: number;
  readonly reduction: "mean" | "sum";
}

/** Σ w_n m_n |p_n − t_{y_n}|^power over the entries that the mask keeps, or their mean. */
type Weighted = [points: Tensor, table: Tensor, ids: Tensor, mask: Tensor, weights: Tensor, options: Options];

function parts(...[points, table, ids, mask, weights, { power, reduction }]: Weighted) {
  const errors = points.sub(table.gather(ids));
  const kept = Math.max(1, mask.sum().item());
  const factor = mask.mul(weights).div(reduction === "mean" ? kept : 1);
  return { errors, powers: errors.abs().pow(power), factor, mask, kept, power };
}

const weighted = (...args: Weighted): number => {
  const { powers, factor } = parts(...args);
  return powers.mul(factor).sum().item();
};

type WeightedFault = "mask" | "repeats" | "all entries" | "power";
function weightedBackward(fault?: WeightedFault) {
  return (...[points, table, ids, mask, weights, options, gradOutput]: [...Weighted, Tensor]) => {
    const { errors, powers, factor, kept, power } = parts(points, table, ids, mask, weights, options);
    const used = fault === "mask" ? weights.div(options.reduction === "mean" ? kept : 1) : factor;
    const gradPoints = errors
      .abs()
      .pow(power - 1)
      .mul(errors.sign())
      .mul(fault === "power" ? 1 : power)
      .mul(used)
      .mul(gradOutput.item())
      .div(fault === "all entries" ? ids.size + 1 : 1);
    const gradTable = zeros(table.shape).data.slice();
    for (const [place, id] of ids.data.entries())
      gradTable[id] = (fault === "repeats" ? 0 : gradTable[id]!) - gradPoints.data[place]!;
    const share = mask.div(options.reduction === "mean" ? kept : 1).mul(gradOutput.item());
    return { gradPoints, gradTable: new Tensor(gradTable, table.shape), gradWeights: powers.mul(share) };
  };
}

/** Convolution of rows along the last axis, kernel K, with stride, padding and dilation as integers. */
type Convolution = [x: Tensor, kernel: Tensor, stride: number, padding: number, dilation: number];
function taps(...[x, kernel, stride, padding, dilation]: Convolution) {
  const count = Math.floor((x.size + 2 * padding - dilation * (kernel.size - 1) - 1) / stride) + 1;
  return { count, at: (stop: number, tap: number): number => stop * stride + tap * dilation - padding };
}
const convolution = (...args: Convolution): Tensor => {
  const [x, kernel] = args;
  const { count, at } = taps(...args);
  return zeros([count]).map((_, stop) =>
    kernel.data.reduce((sum, weight, tap) => sum + weight * (x.data[at(stop, tap)] ?? 0), 0),
  );
};
function convolutionBackward(fault?: "overwrite" | "no padding" | "no dilation" | "flipped") {
  return (...[x, kernel, stride, padding, dilation, gradOutput]: [...Convolution, Tensor]) => {
    const { count, at } = taps(
      x,
      kernel,
      stride,
      fault === "no padding" ? 0 : padding,
      fault === "no dilation" ? 1 : dilation,
    );
    const gradX = new Float64Array(x.size);
    const gradKernel = new Float64Array(kernel.size);
    for (let stop = 0; stop < Math.min(count, gradOutput.size); stop++) {
      for (let tap = 0; tap < kernel.size; tap++) {
        const place = at(stop, tap);
        if (place < 0 || place >= x.size) continue;
        const weight = kernel.data[fault === "flipped" ? kernel.size - 1 - tap : tap]!;
        const part = gradOutput.data[stop]! * weight;
        gradX[place] = fault === "overwrite" ? part : gradX[place]! + part;
        gradKernel[tap]! += gradOutput.data[stop]! * x.data[place]!;
      }
    }
    return { gradX: new Tensor(gradX, x.shape), gradKernel: new Tensor(gradKernel, kernel.shape) };
  };
}

/** A layer that remembers its last input between forward and backward: y = tanh(x ⊙ scale + shift). */
class Layer {
  scale: Tensor;
  shift: Tensor;
  protected input: Tensor | undefined;
  protected output: Tensor | undefined;
  constructor(scale: Tensor, shift: Tensor) {
    this.scale = scale;
    this.shift = shift;
  }
  forward(x: Tensor): Tensor {
    this.input = x;
    this.output = x.mul(this.scale).add(this.shift).tanh();
    return this.output;
  }
  backward(gradOutput: Tensor): { gradX: Tensor; gradScale: Tensor; gradShift: Tensor } {
    const gradZ = gradOutput.mul(this.output!.square().neg().add(1));
    return { gradX: gradZ.mul(this.scale), gradScale: gradZ.mul(this.input!).sum(0), gradShift: gradZ.sum(0) };
  }
}

/** It keeps what the first call saw. */
class Stale extends Layer {
  override forward(x: Tensor): Tensor {
    const [input, output] = [this.input, this.output];
    const y = super.forward(x);
    if (input) [this.input, this.output] = [input, output];
    return y;
  }
}

/** It adds up gradients of calls before. */
class Hoarding extends Layer {
  static kept = 0;
  override backward(gradOutput: Tensor) {
    const gradients = super.backward(gradOutput);
    Hoarding.kept += gradients.gradShift.sum().item();
    return { ...gradients, gradShift: gradients.gradShift.add(Hoarding.kept) };
  }
}

class FromOutput extends Layer {
  override backward(gradOutput: Tensor) {
    return { ...super.backward(gradOutput), gradScale: gradOutput.mul(this.output!).sum(0) };
  }
}

interface LayerModule {
  readonly Layer: new (scale: Tensor, shift: Tensor) => Layer;
}

/** The layer sees another batch first, as in training. */
function used({ Layer }: LayerModule, earlier: Tensor, scale: Tensor, shift: Tensor): Layer {
  const layer = new Layer(scale, shift);
  layer.forward(earlier);
  return layer;
}
const programs = {
  run: (module: LayerModule, earlier: Tensor, x: Tensor, scale: Tensor, shift: Tensor) =>
    used(module, earlier, scale, shift).forward(x),
  gradients: (module: LayerModule, earlier: Tensor, x: Tensor, scale: Tensor, shift: Tensor, gradOutput: Tensor) => {
    const layer = used(module, earlier, scale, shift);
    layer.forward(x);
    return layer.backward(gradOutput);
  },
};

function statefulLayer(): Subject {
  const parameters = { earlier: "tensor[N, D]", x: "tensor[N, D]", scale: "tensor[D]", shift: "tensor[D]" };
  const name = "a layer with a memory";
  const spec = parseSpec(`bench/${name}`, name, {
    title: name,
    formula: "y = tanh(x s + b)",
    classes: ["Layer"],
    programs: {
      run: { ...parameters, returns: "like x" },
      gradients: {
        ...parameters,
        gradOutput: "like x",
        returns: { gradX: "like x", gradScale: "like scale", gradShift: "like shift" },
      },
    },
    checks: [{ name: "its gradients are right", call: "run", gradient: "gradients", points: 1 }],
    hints: ["?"],
  });
  return {
    name,
    source: "a class that keeps activations; a program makes it, feeds it another batch first, and calls it",
    exercise: { spec, reference: { Layer }, programs, generators: {}, mistakes: new Map() },
    check: onlyGradient(spec.checks[0]!),
    wrong: new Map([
      ["stale activations", { Layer: Stale }],
      ["gradients of earlier calls added", { Layer: Hoarding }],
      ["output for input", { Layer: FromOutput }],
    ]),
  };
}

const signature = {
  points: "tensor[N]",
  table: "tensor[V]",
  ids: "tensor[N] of integers in [0, V)",
  mask: "tensor[N] of 0 or 1",
  weights: "tensor[N] in (0.1, 2)",
  options: { power: "number in (1.5, 4)", reduction: "one of mean, sum" },
  returns: "number",
};

export const mixed = [
  subject({
    name: "a masked, weighted loss against a table",
    source: "integers, a mask, options and three real arguments in one call",
    signature,
    gradient: { gradPoints: "like points", gradTable: "like table", gradWeights: "like weights" },
    sizes: { N: [3, 7], V: [1, 4] },
    forward: weighted,
    backward: weightedBackward(),
    wrong: {
      "the mask left out": weightedBackward("mask"),
      "repeated ids overwritten": weightedBackward("repeats"),
      "a mean of all entries": weightedBackward("all entries"),
      "the power not brought down": weightedBackward("power"),
      "weights have no gradient": scaled(weightedBackward(), 0, "gradWeights"),
      "gradOutput ignored": upstream(weightedBackward(), ignored),
    },
  }),
  subject({
    name: "convolution in one dimension",
    source: "stride, padding and dilation as integers; some inputs lie under no tap",
    signature: {
      x: "tensor[L]",
      kernel: "tensor[K]",
      stride: "integer in [1, 3]",
      padding: "integer in [0, 2]",
      dilation: "integer in [1, 3]",
      returns: "tensor",
    },
    gradient: { gradX: "like x", gradKernel: "like kernel" },
    sizes: { L: [10, 13], K: [2, 4] },
    forward: convolution,
    backward: convolutionBackward(),
    wrong: {
      "overlaps overwritten": convolutionBackward("overwrite"),
      "padding left out": convolutionBackward("no padding"),
      "dilation left out": convolutionBackward("no dilation"),
      "kernel flipped": convolutionBackward("flipped"),
      "one weight": oneEntry(convolutionBackward(), "gradKernel"),
    },
  }),
  statefulLayer(),
];
