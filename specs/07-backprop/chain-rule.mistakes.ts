import { type Tensor } from "#tensor";
import { forked, forkedBackward, neuronLossBackward } from "#reference/07-backprop/chain-rule.ts";
import { mistakes } from "#graders/spec/authoring.ts";

type Module = typeof import("#reference/07-backprop/chain-rule.ts");

/** The links of the chain, from the slopes at u and v. */
function chainWith(slope: (u: Tensor, v: Tensor, x: Tensor) => Tensor): Module["nestedBackward"] {
  return (x, gradOutput) => {
    const u = x.mul(3).sub(1);
    return gradOutput.mul(slope(u, u.square().add(1), x));
  };
}

interface Fork {
  readonly x: Tensor;
  readonly y: Tensor;
  readonly gradOutput: Tensor;
  readonly power: Tensor;
  readonly gradA: Tensor;
  readonly gradB: Tensor;
}

interface ForkChanges {
  readonly gradA?: (fork: Omit<Fork, "gradA">) => Tensor;
  readonly gradX?: (fork: Fork) => Tensor;
  readonly gradY?: (fork: Fork) => Tensor;
}

/** The gradients of the fork, some of them worked out in another way. */
function forkWith(change: ForkChanges): Module["forkedBackward"] {
  return (x, y, gradOutput) => {
    forkedBackward(x, y, gradOutput); // refuses what does not fit
    const a = x.mul(y);
    const power = x.sub(a).exp();
    const gradB = gradOutput.mul(a).mul(power);
    const known = { x, y, gradOutput, power, gradB };
    const fork = { ...known, gradA: change.gradA?.(known) ?? gradOutput.mul(power).sub(gradB) };
    return {
      gradX: change.gradX?.(fork) ?? gradB.add(fork.gradA.mul(y)),
      gradY: change.gradY?.(fork) ?? fork.gradA.mul(x),
    };
  };
}

/** The error of the neuron from its net input and target. */
function lossWith(loss: (z: Tensor, target: Tensor) => Tensor): Module["neuronLoss"] {
  return (input, weight, bias, target) => {
    if (input.shape.join() !== weight.shape.join()) throw new Error("neuronLoss: expected one weight for each input.");
    return loss(input.matmul(weight).add(bias), target);
  };
}

interface Links {
  /** The slope of the activation, from z and a. */
  readonly slope?: (z: Tensor, a: Tensor) => Tensor;
  readonly gradA?: (a: Tensor, target: Tensor) => Tensor;
  readonly gradTarget?: (gradA: Tensor) => Tensor;
  readonly useGradOutput?: boolean;
}

function neuronWith({ slope, gradA, gradTarget, useGradOutput = true }: Links): Module["neuronLossBackward"] {
  return (input, weight, bias, target, gradOutput) => {
    neuronLossBackward(input, weight, bias, target, gradOutput); // refuses what does not fit
    const z = input.matmul(weight).add(bias);
    const a = z.tanh();
    const error = gradA?.(a, target) ?? a.sub(target);
    const gradError = useGradOutput ? error.mul(gradOutput) : error;
    const gradZ = gradError.mul(slope?.(z, a) ?? a.square().neg().add(1));
    return {
      gradInput: weight.mul(gradZ),
      gradWeight: input.mul(gradZ),
      gradBias: gradZ,
      gradTarget: gradTarget?.(gradError) ?? gradError.neg(),
    };
  };
}

export default mistakes<Module>({
  "u not squared": {
    looksLike: "The logarithm is taken of 1 + u; u is not squared.",
    reread: "v = 1 + u²",
    nested: (x) => x.mul(3).log(),
  },
  "1 not added": {
    looksLike: "The logarithm is taken of u², without the 1, so that it falls to −∞ where u = 0.",
    reread: "v = 1 + u²",
    nested: (x) => x.mul(3).sub(1).square().log(),
  },
  "1 taken off first": {
    looksLike: "u is 3(x − 1): the 1 is subtracted before x is multiplied.",
    reread: "u = 3x − 1",
    nested: (x) => x.sub(1).mul(3).square().add(1).log(),
  },
  "innermost slope forgotten": {
    looksLike: "The slope 3 of the innermost function is missing: every gradient is a third of what it should be.",
    reread: "dy/dx = dy/dv · dv/du · du/dx, with du/dx = 3",
    nestedBackward: chainWith((u, v) => u.mul(2).div(v)),
  },
  "slope of the square forgotten": {
    looksLike: "The slope 2u of the square is missing from the product.",
    reread: "dy/dx = dy/dv · dv/du · du/dx, with dv/du = 2u",
    nestedBackward: chainWith((_u, v) => v.pow(-1).mul(3)),
  },
  "slope of the logarithm forgotten": {
    looksLike: "The slope 1/v of the logarithm is missing from the product.",
    reread: "dy/dx = dy/dv · dv/du · du/dx, with dy/dv = 1/v",
    nestedBackward: chainWith((u) => u.mul(6)),
  },
  "slope of the logarithm at the beginning": {
    looksLike: "The slope of the logarithm is taken at u, not at v, which it was evaluated at.",
    reread: "dy/dv = 1/v, at v = 1 + u²",
    nestedBackward: chainWith((u) => u.mul(6).div(u)),
  },
  "slope of the square at x": {
    looksLike: "The slope of the square is taken at x, not at u, which was squared.",
    reread: "dv/du = 2u, at u = 3x − 1",
    nestedBackward: chainWith((_u, v, x) => x.mul(6).div(v)),
  },
  "chain without gradOutput": {
    looksLike: "The slope of the chain comes back by itself; it is not multiplied by gradOutput.",
    reread: "dL/dx = dL/dy · dy/dx",
    nestedBackward: (x, gradOutput) => chainWith((u, v) => u.mul(6).div(v))(x, gradOutput.mul(0).add(1)),
  },
  "a not in the exponent": {
    looksLike: "The exponent is x alone; a is not subtracted from it.",
    reread: "b = x − a",
    forked: (x, y) => forked(x, y).mul(x.mul(y).exp()),
  },
  "exponent turned round": {
    looksLike: "The exponent has the other sign: a − x for x − a.",
    reread: "b = x − a",
    forked: (x, y) => forked(x, y).mul(x.mul(y).sub(x).mul(2).exp()),
  },
  "power without its factor": {
    looksLike: "The result is e^b alone; it is not multiplied by a.",
    reread: "z = a · e^b",
    forked: (x, y) =>
      forked(x, y)
        .mul(0)
        .add(x.sub(x.mul(y)).exp()),
  },
  "way of a through b forgotten": {
    looksLike: "a gets the gradient of the product alone; its way through b is missing.",
    reread: "dz/da = e^b + dz/db · (−1)",
    forkedBackward: forkWith({ gradA: ({ gradOutput, power }) => gradOutput.mul(power) }),
  },
  "direct way of a forgotten": {
    looksLike: "a gets the gradient that comes through b alone; that of the product a · e^b is missing.",
    reread: "dz/da = e^b + dz/db · (−1)",
    forkedBackward: forkWith({ gradA: ({ gradB }) => gradB.neg() }),
  },
  "b's minus lost": {
    looksLike: "What comes to a through b is added with a plus, though b falls when a grows.",
    reread: "b = x − a, so db/da = −1",
    forkedBackward: forkWith({ gradA: ({ gradOutput, power, gradB }) => gradOutput.mul(power).add(gradB) }),
  },
  "way of x through b forgotten": {
    looksLike: "x gets the gradient that comes through a alone; it stands in b as well.",
    reread: "dz/dx = dz/db · 1 + dz/da · y",
    forkedBackward: forkWith({ gradX: ({ gradA, y }) => gradA.mul(y) }),
  },
  "way of x through a forgotten": {
    looksLike: "x gets the gradient that comes through b alone; it stands in a as well.",
    reread: "dz/dx = dz/db · 1 + dz/da · y",
    forkedBackward: forkWith({ gradX: ({ gradB }) => gradB }),
  },
  "own factor for the other": {
    looksLike: "Each factor of a = x y gets the gradient times itself, not times the other.",
    reread: "da/dx = y and da/dy = x",
    forkedBackward: forkWith({
      gradX: ({ gradA, gradB, x }) => gradB.add(gradA.mul(x)),
      gradY: ({ gradA, y }) => gradA.mul(y),
    }),
  },
  "half left out": {
    looksLike: "The error is the whole squared difference; the factor ½ is missing.",
    reread: "L = ½ (a − t)²",
    neuronLoss: lossWith((z, target) => z.tanh().sub(target).square()),
  },
  "no activation": {
    looksLike: "The net input itself is compared with the target; tanh is left out.",
    reread: "L = ½ (a − t)² with a = tanh z",
    neuronLoss: lossWith((z, target) => z.sub(target).square().div(2)),
  },
  "absolute difference": {
    looksLike: "The error is half the size of the difference; it is not squared.",
    reread: "L = ½ (a − t)²",
    neuronLoss: lossWith((z, target) => z.tanh().sub(target).abs().div(2)),
  },
  "slope of tanh left out": {
    looksLike: "dL/da is handed on to weights, input and bias as it is; the slope of tanh is missing.",
    reread: "dL/dz = dL/da · (1 − a²)",
    neuronLossBackward: neuronWith({ slope: (z) => z.mul(0).add(1) }),
  },
  "slope of tanh at z": {
    looksLike: "The slope of tanh is taken as 1 − z² with its input z; the square is of its output a.",
    reread: "dL/dz = dL/da · (1 − a²) with a = tanh z",
    neuronLossBackward: neuronWith({ slope: (z) => z.square().neg().add(1) }),
  },
  "slope of sigmoid for tanh": {
    looksLike: "The slope is a (1 − a), which is that of the sigmoid; the neuron has tanh.",
    reread: "d tanh(z)/dz = 1 − tanh²(z)",
    neuronLossBackward: neuronWith({ slope: (_z, a) => a.sub(a.square()) }),
  },
  "factor 2 kept": {
    looksLike: "The gradients have twice their size: the ½ has not cancelled the 2 of the square.",
    reread: "L = ½ (a − t)², so dL/da = a − t",
    neuronLossBackward: neuronWith({ gradA: (a, target) => a.sub(target).mul(2) }),
  },
  "difference turned round": {
    looksLike: "dL/da is t − a: all gradients point the other way.",
    reread: "dL/da = a − t",
    neuronLossBackward: neuronWith({ gradA: (a, target) => target.sub(a) }),
  },
  "target without its minus": {
    looksLike: "The target gets the gradient of a with the same sign, though L falls when the target moves towards a.",
    reread: "dL/dt = −dL/da",
    neuronLossBackward: neuronWith({ gradTarget: (gradA) => gradA }),
  },
  "neuron without gradOutput": {
    looksLike: "The gradients begin with 1, whatever gradOutput is.",
    reread: "gradOutput: the gradient with respect to L",
    neuronLossBackward: neuronWith({ useGradOutput: false }),
  },
});
