/** Functions of one entry at a time, where steps are too long, too short, or leave the domain. */
import { Tensor } from "#tensor";
import { cut, ignored, oneEntry, scaled, unsigned, upstream } from "../faults.ts";
import { subject } from "../subject.ts";

const signature = { x: "tensor", returns: "like x" };
const gradient = "like x";

/** y = f(x) entry by entry, with f'(x). */
function entrywise(f: (x: number) => number, slope: (x: number) => number) {
  return {
    signature,
    gradient,
    forward: (x: Tensor) => x.map(f),
    backward: (x: Tensor, gradOutput: Tensor) => gradOutput.mul(x.map(slope)),
  };
}

const withSlope = (slope: (x: number) => number) => (x: Tensor, gradOutput: Tensor) => gradOutput.mul(x.map(slope));
const between =
  (low: number, high: number) =>
  (draw: { tensor(shape: readonly number[], low: number, high: number): Tensor; size(): number }) => ({
    x: draw.tensor([draw.size(), draw.size()], low, high),
  });

const tanh = entrywise(Math.tanh, (x) => 1 / Math.cosh(x) ** 2);
const logFar = entrywise(Math.log, (x) => 1 / x);
const reciprocal = entrywise(
  (x) => 1 / x,
  (x) => -1 / x ** 2,
);
const root = entrywise(Math.sqrt, (x) => 0.5 / Math.sqrt(x));
const wave = entrywise(
  (x) => Math.sin(50 * x),
  (x) => 50 * Math.cos(50 * x),
);
const exponential = entrywise(Math.exp, Math.exp);
const relu = entrywise(
  (x) => Math.max(x, 0),
  (x) => (x > 0 ? 1 : 0),
);
const absolute = entrywise(Math.abs, Math.sign);
const cube = entrywise(
  (x) => x ** 3,
  (x) => 3 * x ** 2,
);
const smoothAbsolute = entrywise(
  (x) => Math.sqrt(x * x + 1e-6),
  (x) => x / Math.sqrt(x * x + 1e-6),
);
const bump = entrywise(
  (x) => Math.exp(-1 / (x * x)),
  (x) => (2 / x ** 3) * Math.exp(-1 / (x * x)),
);
const arc = entrywise(Math.asin, (x) => 1 / Math.sqrt(1 - x * x));
const logit = entrywise(
  (p) => Math.log(p) - Math.log1p(-p),
  (p) => 1 / (p * (1 - p)),
);
const tangent = entrywise(Math.tan, (x) => 1 / Math.cos(x) ** 2);
const arctangent = entrywise(
  (x) => Math.atan(1000 * x),
  (x) => 1000 / (1 + (1000 * x) ** 2),
);
const expm1Naive = entrywise((x) => Math.exp(x) - 1, Math.exp);
const quantum = entrywise(
  (x) => x + 1e-3 * Math.sin(300 * x),
  (x) => 1 + 0.3 * Math.cos(300 * x),
);

const chaos = (x: number): number => 3.7 * x * (1 - x);
const logisticMap = entrywise(
  (x) => repeated(x, 12).at(-1)!,
  (x) =>
    repeated(x, 12)
      .slice(0, -1)
      .reduce((slope, at) => slope * 3.7 * (1 - 2 * at), 1),
);

function repeated(x: number, times: number): number[] {
  const orbit = [x];
  for (let step = 0; step < times; step++) orbit.push(chaos(orbit.at(-1)!));
  return orbit;
}

export const elementwise = [
  subject({
    ...tanh,
    name: "tanh, saturated",
    source: "x in (−20, 20): slopes from 1 down to 1e-17",
    draw: between(-20, 20),
    wrong: {
      "1 − y for 1 − y²": withSlope((x) => 1 - Math.tanh(x)),
      "1 − x² for 1 − y²": withSlope((x) => 1 - x * x),
      "1 % off": scaled(tanh.backward, 1.01),
    },
  }),
  subject({
    ...logFar,
    name: "log at 1e5",
    source: "x around 1e5: slopes of 1e-5, as small as an absolute tolerance",
    draw: between(9e4, 1.1e5),
    wrong: {
      "no gradient at all": withSlope(() => 0),
      "half of it": scaled(logFar.backward, 0.5),
      "gradOutput ignored": upstream(logFar.backward, ignored),
      "0.1 % off": scaled(logFar.backward, 1.001),
    },
  }),
  subject({
    ...reciprocal,
    name: "1/x at 0.01",
    source: "x in (0.008, 0.012): the first steps are a fifth of x",
    draw: between(0.008, 0.012),
    wrong: {
      "the minus forgotten": scaled(reciprocal.backward, -1),
      "1/x for 1/x²": withSlope((x) => -1 / x),
      "0.1 % off": scaled(reciprocal.backward, 1.001),
    },
  }),
  subject({
    ...root,
    name: "sqrt near 1e-4",
    source: "x in (0.5e-4, 2e-4): the first steps leave the domain",
    draw: between(0.5e-4, 2e-4),
    wrong: {
      "1/√x for 1/2√x": scaled(root.backward, 2),
      "epsilon under the root of the slope alone": withSlope((x) => 0.5 / Math.sqrt(x + 1e-5)),
      "one entry": oneEntry(root.backward),
    },
  }),
  subject({
    ...wave,
    name: "sin(50x)",
    source: "curvature 2500: a step of 1e-2 is half a radian",
    wrong: {
      "the inner factor 50 left out": withSlope((x) => Math.cos(50 * x)),
      "sine for cosine": withSlope((x) => 50 * Math.sin(50 * x)),
      "0.1 % off": scaled(wave.backward, 0.999),
    },
  }),
  subject({
    ...exponential,
    name: "exp over ±20",
    source: "entries from 2e-9 to 5e8 in one sum",
    draw: between(-20, 20),
    wrong: {
      "x eˣ⁻¹, as for a power": withSlope((x) => x * Math.exp(x - 1)),
      "gradOutput's sign lost": upstream(exponential.backward, unsigned),
      "1 % off": scaled(exponential.backward, 0.99),
    },
  }),
  subject({
    ...relu,
    name: "relu, tiny inputs",
    source: "x in ±1e-3: kinks within the first steps",
    draw: between(-1e-3, 1e-3),
    wrong: {
      "half the gradient": scaled(relu.backward, 0.5),
      "mask from gradOutput": (_x, gradOutput) => cut(gradOutput),
      "no mask": (_x, gradOutput) => gradOutput,
      "mask the other way round": withSlope((x) => (x > 0 ? 0 : 1)),
    },
  }),
  subject({
    ...absolute,
    name: "|x| near 0",
    source: "x in ±2e-3",
    draw: between(-2e-3, 2e-3),
    wrong: {
      "the sign forgotten": (_x, gradOutput) => gradOutput,
      "x itself for its sign": withSlope((x) => x),
      "half the gradient": scaled(absolute.backward, 0.5),
    },
  }),
  subject({
    ...cube,
    name: "x³ over four orders of magnitude",
    source: "a nearly zero slope beside a large one",
    draw: (draw) => ({
      x: new Tensor(
        draw.tensor([6], -1, 1).data.map((entry, index) => entry * 10 ** (index - 4)),
        [6],
      ),
    }),
    wrong: {
      "3 forgotten": scaled(cube.backward, 1 / 3),
      "x³ for x²": withSlope((x) => 3 * x ** 3),
      "1 % off in the largest entry": (x, gradOutput) =>
        cube.backward(x, gradOutput).map((entry, index) => (index === 5 ? entry * 1.01 : entry)),
    },
  }),
  subject({
    ...smoothAbsolute,
    name: "√(x² + 1e-6)",
    source: "a smooth corner of width 1e-3, under the first step",
    draw: between(-5e-3, 5e-3),
    wrong: {
      "the sign for the slope": withSlope(Math.sign),
      "epsilon forgotten": withSlope((x) => x / Math.abs(x)),
      twice: scaled(smoothAbsolute.backward, 2),
    },
  }),
  subject({
    ...bump,
    name: "exp(−1/x²)",
    source: "flat at 0 to all orders",
    draw: between(0.15, 1),
    wrong: {
      "1/x² for 2/x³": withSlope((x) => Math.exp(-1 / (x * x)) / (x * x)),
      "the inner slope forgotten": withSlope((x) => Math.exp(-1 / (x * x))),
    },
  }),
  subject({
    ...arc,
    name: "arcsin near 1",
    source: "x in (0.99, 1): the edge of the domain at the first steps",
    draw: between(0.99, 0.9999),
    wrong: {
      "1 − x for 1 − x²": withSlope((x) => 1 / Math.sqrt(1 - x)),
      "no root": withSlope((x) => 1 / (1 - x * x)),
      "1 % off": scaled(arc.backward, 1.01),
    },
  }),
  subject({
    ...logit,
    name: "logit of small probabilities",
    source: "p in (1e-4, 5e-3): the edge of the domain at the first steps",
    draw: between(1e-4, 5e-3),
    wrong: {
      "p(1 − p), not its inverse": withSlope((p) => p * (1 - p)),
      "one entry": oneEntry(logit.backward),
      "1 % off": scaled(logit.backward, 0.99),
    },
  }),
  subject({
    ...tangent,
    name: "tan near its pole",
    source: "x in (1.5, 1.56): the pole at 1.5708 is within a few steps",
    draw: between(1.5, 1.56),
    wrong: {
      "1 − tan²": withSlope((x) => 1 - Math.tan(x) ** 2),
      "tan²": withSlope((x) => Math.tan(x) ** 2 / 2),
      "1 % off": scaled(tangent.backward, 1.01),
    },
  }),
  subject({
    ...arctangent,
    name: "atan(1000x)",
    source: "nearly a step function",
    draw: between(-0.02, 0.02),
    wrong: {
      "the inner factor 1000 left out": scaled(arctangent.backward, 1e-3),
      "square forgotten": withSlope((x) => 1000 / (1 + Math.abs(1000 * x))),
    },
  }),
  subject({
    ...expm1Naive,
    name: "eˣ − 1 near 0",
    source: "cancels: x in ±1e-6",
    draw: between(-1e-6, 1e-6),
    wrong: {
      "the output for the slope": withSlope((x) => Math.exp(x) - 1),
      "0.1 % off": scaled(expm1Naive.backward, 1.001),
    },
  }),
  subject({
    ...quantum,
    name: "a line with a fine ripple",
    source: "x + sin(300x)/1000: any smooth extrapolation sees the line",
    wrong: {
      "the ripple ignored": (_x, gradOutput) => gradOutput,
      "the ripple's inner factor ignored": withSlope((x) => 1 + 1e-3 * Math.cos(300 * x)),
    },
  }),
  subject({
    ...logisticMap,
    name: "logistic map, 12 times",
    source: "chaos: slopes up to 3.7¹², and folds",
    draw: between(0.05, 0.95),
    wrong: {
      "the last step's slope alone": withSlope((x) => 3.7 * (1 - 2 * repeated(x, 12).at(-2)!)),
      "one step too few": withSlope((x) =>
        repeated(x, 11)
          .slice(0, -1)
          .reduce((slope, at) => slope * 3.7 * (1 - 2 * at), 1),
      ),
      "1 % off": scaled(logisticMap.backward, 1.01),
    },
  }),
];
