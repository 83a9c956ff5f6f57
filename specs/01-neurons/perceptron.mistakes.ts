import { tensor, zeros, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import {
  mistakeBound,
  perceptronStep,
  trainPerceptron,
  type Perceptron,
  type Training,
} from "#reference/01-neurons/perceptron.ts";

interface Rule {
  /** λ times the error, from net input and target. */
  readonly error: (z: number, target: number) => number;
  readonly learnsBias?: boolean;
  /** Judge a whole epoch with the weights of its beginning. */
  readonly batch?: boolean;
}

const net = ({ weight, bias }: Perceptron, input: Tensor): number => input.matmul(weight).add(bias).item();

function stepBy({ error, learnsBias = true }: Rule): typeof perceptronStep {
  return (perceptron, input, target, { learningRate = 1 } = {}) => {
    perceptronStep(perceptron, input, target); // refuses what is no target
    const change = learningRate * error(net(perceptron, input), target.item());
    const { weight, bias } = perceptron;
    return { weight: weight.add(input.mul(change)), bias: bias.add(learnsBias ? change : 0) };
  };
}

function trainBy(rule: Rule): typeof trainPerceptron {
  const step = stepBy(rule);
  return (inputs, targets, { learningRate = 1, maxEpochs = 100 } = {}): Training => {
    trainPerceptron(inputs, targets, { maxEpochs: 1 }); // refuses what is no training set
    let perceptron: Perceptron = { weight: zeros([inputs.shape[1]!]), bias: tensor(0) };
    let mistaken = 0;
    for (let epoch = 1; epoch <= maxEpochs; epoch++) {
      const before = mistaken;
      const judge = perceptron;
      for (let p = 0; p < targets.size; p++) {
        const [input, target] = [inputs.slice(p), targets.slice(p)];
        const judged = rule.batch ? judge : perceptron;
        if (rule.error(net(judged, input), target.item()) === 0) continue;
        const after = step(judged, input, target, { learningRate });
        perceptron = {
          weight: perceptron.weight.add(after.weight.sub(judged.weight)),
          bias: perceptron.bias.add(after.bias.sub(judged.bias)),
        };
        mistaken++;
      }
      if (mistaken === before) return { ...perceptron, converged: true, epochs: epoch, mistakes: mistaken };
    }
    return { ...perceptron, converged: false, epochs: maxEpochs, mistakes: mistaken };
  };
}

const learns = (rule: Rule) => ({ perceptronStep: stepBy(rule), trainPerceptron: trainBy(rule) });
const right = (z: number, target: number): number => target - (z > 0 ? 1 : 0);

/** The bound with another squared radius and another margin. */
function boundWith(
  measure: (perceptron: Perceptron, inputs: Tensor, targets: Tensor) => { radius: Tensor; margin: Tensor },
) {
  return (perceptron: Perceptron, inputs: Tensor, targets: Tensor): Tensor => {
    mistakeBound(perceptron, inputs, targets); // refuses what has no bound
    const { radius, margin } = measure(perceptron, inputs, targets);
    return radius.div(margin).square();
  };
}

const lengthOf = (...parts: Tensor[]): Tensor =>
  tensor(Math.sqrt(parts.reduce((sum, part) => sum + part.square().sum().item(), 0)));
const longest = (inputs: Tensor): Tensor => inputs.square().sum(1).max().sqrt();
const longestWithBias = (inputs: Tensor): Tensor => inputs.square().sum(1).add(1).max().sqrt();
const smallest = ({ weight, bias }: Perceptron, inputs: Tensor, targets: Tensor): Tensor =>
  inputs.matmul(weight).add(bias).mul(targets.mul(2).sub(1)).min();

export default mistakes<typeof import("#reference/01-neurons/perceptron.ts")>({
  "error the wrong way round": {
    looksLike: "The error is taken as y − t: every correction moves the unit further from the right answer.",
    reread: "Δw = λ (t − y) x",
    ...learns({ error: (z, target) => -right(z, target) }),
  },
  "fires at zero": {
    looksLike: "A net input of exactly 0 counts as firing.",
    reread: "y = 1 where w·x + b > 0, else 0: strictly greater",
    ...learns({ error: (z, target) => target - (z >= 0 ? 1 : 0) }),
  },
  "no correction at zero": {
    looksLike: "A net input of exactly 0 is no error, whatever the target: from zero weights nothing is ever learned.",
    reread: "y = 1 where w·x + b > 0, else 0: at 0 the unit is silent, which is wrong for t = 1",
    ...learns({ error: (z, target) => (z === 0 ? 0 : right(z, target)) }),
  },
  "rule for targets −1 and 1": {
    looksLike: "Corrections of size t are made where t (w·x + b) ≤ 0: for t = 0 nothing ever changes.",
    reread: "Δw = λ (t − y) x for targets 0 and 1",
    ...learns({ error: (z, target) => (target * z <= 0 ? target : 0) }),
  },
  "no bias": {
    looksLike: "The bias is never corrected.",
    reread: "Δb = λ (t − y)",
    ...learns({ error: right, learnsBias: false }),
  },
  "net input in place of the answer": {
    looksLike: "The error is t − z with the net input z, not t − y with the answer: the delta rule of a linear neuron.",
    reread: "Δw = λ (t − y) x with y = 0 or 1",
    ...learns({ error: (z, target) => target - z }),
  },
  "learning rate ignored": {
    looksLike: "The correction is of size 1 whatever the learning rate.",
    reread: "Δw = λ (t − y) x",
    perceptronStep: (perceptron, input, target) => perceptronStep(perceptron, input, target),
    trainPerceptron: (inputs, targets, { maxEpochs = 100 } = {}) => trainPerceptron(inputs, targets, { maxEpochs }),
  },
  "epoch judged at once": {
    looksLike: "All examples of an epoch are judged with the weights of its beginning.",
    reread: "example after example: each correction counts for the next example",
    trainPerceptron: trainBy({ error: right, batch: true }),
  },
  "last epoch not counted": {
    looksLike: "The epoch without an error is not counted.",
    reread: "epochs: passes over the data, the last one included",
    trainPerceptron: (inputs, targets, options) => {
      const training = trainPerceptron(inputs, targets, options);
      return training.converged ? { ...training, epochs: training.epochs - 1 } : training;
    },
  },
  "always converged": {
    looksLike: "Training that ran out of epochs is reported as converged.",
    reread: "converged: whether the last epoch was free of errors",
    trainPerceptron: (inputs, targets, options) => ({ ...trainPerceptron(inputs, targets, options), converged: true }),
  },
  "bound not squared": {
    looksLike: "The bound is R / γ, without the square.",
    reread: "mistakes ≤ (R / γ)²",
    mistakeBound: (perceptron, inputs, targets) => mistakeBound(perceptron, inputs, targets).sqrt(),
  },
  "margin not divided by the length": {
    looksLike: "γ is the smallest net input itself; it grows with the weights though the hyperplane stays where it is.",
    reread: "γ = min_p ±(w·x_p + b) / ‖(w, b)‖",
    mistakeBound: boundWith((perceptron, inputs, targets) => ({
      radius: longestWithBias(inputs),
      margin: smallest(perceptron, inputs, targets),
    })),
  },
  "bias left out of the lengths": {
    looksLike: "R and γ are measured without the bias: its input 1 is missing from ‖(x, 1)‖, and b from ‖(w, b)‖.",
    reread: "R = max_p ‖(x_p, 1)‖ and γ = min_p ±(w·x_p + b) / ‖(w, b)‖",
    mistakeBound: boundWith((perceptron, inputs, targets) => ({
      radius: longest(inputs),
      margin: smallest(perceptron, inputs, targets).div(lengthOf(perceptron.weight)),
    })),
  },
  "largest margin": {
    looksLike: "γ is taken from the example farthest from the boundary, not from the nearest.",
    reread: "γ = min_p …",
    mistakeBound: boundWith(({ weight, bias }, inputs) => ({
      radius: longestWithBias(inputs),
      margin: inputs.matmul(weight).add(bias).abs().max().div(lengthOf(weight, bias)),
    })),
  },
  "a bound for everyone": {
    looksLike: "A perceptron that errs is given a bound too: the square hides that its margin is negative.",
    reread: "γ = min_p ±(w·x_p + b) / ‖(w, b)‖ must be above 0",
    mistakeBound: (perceptron, inputs, targets) => {
      const margin = smallest(perceptron, inputs, targets).div(lengthOf(perceptron.weight, perceptron.bias));
      return longestWithBias(inputs).div(margin).square();
    },
  },
});
