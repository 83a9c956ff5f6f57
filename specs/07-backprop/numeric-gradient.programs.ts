// Functions of tensors can't be sent to a student's code, so these programs have them, and are told which to take.

import { arange, Random, tensor, where, type Tensor } from "#tensor";
import type {
  CheckOptions,
  Differentiable,
  GradientReport,
  ScalarFunction,
  SideSlopes,
  StepOptions,
} from "#reference/07-backprop/numeric-gradient.ts";

type Module = typeof import("#reference/07-backprop/numeric-gradient.ts");

/** 1, 2, 3, … in the shape of x: what tells the entries apart. */
const places = (x: Tensor): Tensor => arange(1, x.size + 1).reshape(x.shape);
const total = (x: Tensor): number => x.sum().item();

const functions = {
  /** Σ i x_i³ */
  cubes: (x) => total(places(x).mul(x.pow(3))),
  /** exp(Σ x_i / (1 + i)) */
  exponential: (x) => Math.exp(total(x.div(places(x).add(1)))),
  /** ‖tanh(W x)‖², for x of [2, 3] */
  matrix: (x) =>
    total(
      tensor([
        [1, -2],
        [0.5, 1.5],
        [2, 0.25],
      ])
        .matmul(x)
        .tanh()
        .square(),
    ),
  /** Σ i |x_i| + max(0, x_i − 1) + x_i² */
  corners: (x) => total(places(x).mul(x.abs()).add(x.sub(1).maximum(0)).add(x.square())),
  /** The largest entry, and half of the sum. */
  largest: (x) => x.max().item() + total(x) / 2,
  /** Σ log(1 + exp(40 x_i)): bends sharply at 0, and has no kink. */
  sharp: (x) => total(x.mul(40).exp().add(1).log()),
  /** 1000 + Σ i x_i + x_i |x_i|: slopes without a kink, however large the value. */
  lines: (x) => 1000 + total(places(x).mul(x).add(x.mul(x.abs()))),
  /** 1000 and a kink at 0 for each entry, of 5e-9, 1e-6, 1e-3 … on each side. */
  faint: (x) => 1000 + total(x.abs().mul(x.map((_, index) => [5e-9, 1e-6, 1e-3][index] ?? 1))),
} satisfies { readonly [name: string]: ScalarFunction };

export type FunctionName = keyof typeof functions;

export function differences(module: Module, of: FunctionName, x: Tensor, options: StepOptions = {}): Tensor {
  return module.centralDifferences(functions[of], x, options);
}

export function sides(module: Module, of: FunctionName, x: Tensor, options: StepOptions = {}): SideSlopes {
  return module.sideSlopes(functions[of], x, options);
}

export function kinks(module: Module, of: FunctionName, x: Tensor, options: StepOptions = {}): Tensor {
  return module.findKinks(functions[of], x, options);
}

const softmax = (x: Tensor): Tensor => {
  const powers = x.sub(x.max(-1, { keepDims: true })).exp();
  return powers.div(powers.sum(-1, { keepDims: true }));
};

const layers = {
  tanh: { forward: (x) => x.tanh(), backward: (x, g) => g.mul(x.tanh().square().neg().add(1)) },
  softmax: {
    forward: softmax,
    backward: (x, g) => {
      const p = softmax(x);
      return p.mul(g.sub(p.mul(g).sum(-1, { keepDims: true })));
    },
  },
  relu: { forward: (x) => x.maximum(0), backward: (x, g) => g.mul(x.greater(0)) },
  abs: { forward: (x) => x.abs(), backward: (x, g) => g.mul(x.sign()) },
  /** 1000 and a sine. */
  offset: { forward: (x) => x.map(Math.sin).add(1000), backward: (x, g) => g.mul(x.map(Math.cos)) },
  /** A millionth of a sine. */
  tiny: { forward: (x) => x.map(Math.sin).mul(1e-6), backward: (x, g) => g.mul(x.map(Math.cos)).mul(1e-6) },
  /** Sines, every other one of which is a thousandth as large. */
  uneven: {
    forward: (x) => x.map(Math.sin).mul(sizes(x)),
    backward: (x, g) => g.mul(x.map(Math.cos)).mul(sizes(x)),
  },
} satisfies { readonly [name: string]: Differentiable };

const sizes = (x: Tensor): Tensor => x.map((_, index) => (index % 2 ? 1e-3 : 1));

export type LayerName = keyof typeof layers;

/** What is done to the right gradient. */
const slips = {
  none: (gradient) => gradient,
  "twice as large": (gradient) => gradient.mul(2),
  "twice as large but for the first entry": (gradient) => gradient.map((g, index) => (index === 0 ? g : 2 * g)),
  "the other sign": (gradient) => gradient.neg(),
  "a hundred-thousandth more": (gradient) => gradient.mul(1.00001),
  "1.5 millionths more": (gradient) => gradient.mul(1.0000015),
  "half a millionth more": (gradient) => gradient.mul(1.0000005),
  "0.01 less at the last entry": (gradient) => gradient.map((g, index) => (index === gradient.size - 1 ? g - 0.01 : g)),
  "1e-6 more at every other entry": (gradient) => gradient.map((g, index) => (index % 2 ? g + 1e-6 : g)),
  "1.0005 times gradOutput where x is 0": (gradient, x, gradOutput) => where(x, gradient, gradOutput.mul(1.0005)),
  "1.0015 times gradOutput where x is 0": (gradient, x, gradOutput) => where(x, gradient, gradOutput.mul(1.0015)),
  "0.01 more at the last entry": (gradient) => gradient.map((g, index) => (index === gradient.size - 1 ? g + 0.01 : g)),
  "1e-7 more at every other entry": (gradient) => gradient.map((g, index) => (index % 2 ? g + 1e-7 : g)),
  "NaN at the first entry": (gradient) => gradient.map((g, index) => (index === 0 ? Number.NaN : g)),
  "gradOutput where x is 0": (gradient, x, gradOutput) => where(x, gradient, gradOutput),
  "half of gradOutput where x is 0": (gradient, x, gradOutput) => where(x, gradient, gradOutput.div(2)),
  "twice gradOutput where x is 0": (gradient, x, gradOutput) => where(x, gradient, gradOutput.mul(2)),
  "minus gradOutput where x is 0": (gradient, x, gradOutput) => where(x, gradient, gradOutput.neg()),
  "1000 where x is 0": (gradient, x) => where(x, gradient, 1000),
  transposed: (gradient) => gradient.T,
} satisfies { readonly [name: string]: (gradient: Tensor, x: Tensor, gradOutput: Tensor) => Tensor };

export type SlipName = keyof typeof slips;

function check(
  { checkGradient }: Module,
  of: LayerName,
  slip: SlipName,
  x: Tensor,
  seed: number,
  options: CheckOptions = {},
): GradientReport {
  const { forward, backward }: Differentiable = layers[of];
  const slipped = (point: Tensor, gradOutput: Tensor): Tensor =>
    slips[slip](backward(point, gradOutput), point, gradOutput);
  return checkGradient({ forward, backward: slipped }, x, new Random(seed), options);
}

/** Whether a layer passes whose backward pass has a slip. */
export function passes(...args: Parameters<typeof check>): boolean {
  return check(...args).passed;
}

/** Which entries are found to be wrong. A slip that grows with gradOutput would be lost where that is near 0. */
export function wrongEntries(...args: Parameters<typeof check>): Tensor {
  return check(...args).wrong;
}
