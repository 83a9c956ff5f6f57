import { concatenate, ones, tensor, zeros, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import {
  fit,
  linearLoss,
  linearLossBackward,
  solveNormalEquations,
  type LinearModel,
} from "#reference/04-linear-models/linear-regression.ts";
import { solve } from "#reference/04-linear-models/linear-system.ts";

type Module = typeof import("#reference/04-linear-models/linear-regression.ts");

/** The right gradients times a factor that depends on the number of examples. */
const scaled =
  (factor: (examples: number) => number): Module["linearLossBackward"] =>
  (input, weight, bias, targets, gradOutput) =>
    linearLossBackward(input, weight, bias, targets, gradOutput.mul(factor(targets.size)));

/** A descent with another step. */
const fitWith =
  (step: (model: LinearModel, input: Tensor, targets: Tensor, rate: number) => LinearModel): Module["fit"] =>
  (input, targets, { learningRate = 0.1, steps = 100 } = {}) => {
    let model = fit(input, targets, { steps: 0 });
    for (let taken = 0; taken < steps; taken++) model = step(model, input, targets, learningRate);
    return model;
  };

const down = ({ weight, bias }: LinearModel, input: Tensor, targets: Tensor, rate: number): LinearModel => {
  const { gradWeight, gradBias } = linearLossBackward(input, weight, bias, targets, tensor(rate));
  return { weight: weight.sub(gradWeight), bias: bias.sub(gradBias) };
};

export default mistakes<Module>({
  "half the loss": {
    looksLike: "The loss is halved, as some books do to make the 2 of the gradient vanish.",
    reread: "L = (1/N) Σ_n e_n²: no ½ here",
    linearLoss: (...args) => linearLoss(...args).div(2),
  },
  "sum for a mean": {
    looksLike: "The squared errors are added up, not averaged.",
    reread: "L = (1/N) Σ_n e_n²",
    linearLoss: (...args) => linearLoss(...args).mul(args[3].size),
  },
  "bias left out": {
    looksLike: "The bias plays no part in the predictions.",
    reread: "e_n = w · x_n + b − y_n",
    linearLoss: (input, weight, _bias, targets) => linearLoss(input, weight, tensor(0), targets),
  },
  "square of the mean": {
    looksLike: "The errors are averaged first and squared then, so that they cancel.",
    reread: "L = (1/N) Σ_n e_n²: each error is squared",
    linearLoss: (input, weight, bias, targets) => {
      linearLoss(input, weight, bias, targets);
      return input.matmul(weight).add(bias).sub(targets).mean().square();
    },
  },
  "targets broadcast": {
    looksLike: "Targets of another shape are broadcast: every prediction meets every target.",
    reread: "targets: [N] y",
    linearLoss: (input, weight, bias, targets) => input.matmul(weight).add(bias).sub(targets).square().mean(),
  },
  "gradient without the 2": {
    looksLike: "The 2 that the square brings down is missing in the gradient.",
    reread: "dL/dw = (2/N) Σ_n e_n x_n",
    linearLossBackward: scaled(() => 1 / 2),
  },
  "gradient summed": {
    looksLike: "The gradient is summed over the examples; the division by N is missing.",
    reread: "dL/dw = (2/N) Σ_n e_n x_n",
    linearLossBackward: scaled((examples) => examples),
  },
  "divided by N twice": {
    looksLike: "The gradient is divided by N twice.",
    reread: "dL/dw = (2/N) Σ_n e_n x_n",
    linearLossBackward: scaled((examples) => 1 / examples),
  },
  "target minus prediction": {
    looksLike: "The gradient points the wrong way: it is made of y minus the prediction.",
    reread: "e_n = w · x_n + b − y_n",
    linearLossBackward: scaled(() => -1),
  },
  "upstream gradient ignored": {
    looksLike: "gradOutput is not used: the chain rule's other factor is missing.",
    reread: "gradOutput: the gradient with respect to the loss",
    linearLossBackward: (input, weight, bias, targets) => linearLossBackward(input, weight, bias, targets, ones([])),
  },
  "bias gradient summed": {
    looksLike: "The gradient of the bias is a sum over the examples; that of the weights is a mean.",
    reread: "dL/db = (2/N) Σ_n e_n",
    linearLossBackward: (input, weight, bias, targets, gradOutput) => {
      const { gradWeight, gradBias } = linearLossBackward(input, weight, bias, targets, gradOutput);
      return { gradWeight, gradBias: gradBias.mul(targets.size) };
    },
  },
  "no column of ones": {
    looksLike: "The equations are solved without a bias: the plane goes through the origin.",
    reread: "XᵀX θ = Xᵀ y with a column of ones after the features in X",
    solveNormalEquations: (input, targets) => {
      solveNormalEquations(input, targets);
      return { weight: solve("solveNormalEquations", input.T.matmul(input), targets.matmul(input)), bias: tensor(0) };
    },
  },
  "bias from the means alone": {
    looksLike: "The weights are solved for without a bias, and the bias is what is left of the mean target.",
    reread: "XᵀX θ = Xᵀ y: weights and bias are solved for together",
    solveNormalEquations: (input, targets) => {
      solveNormalEquations(input, targets);
      const weight = solve("solveNormalEquations", input.T.matmul(input), targets.matmul(input));
      return { weight, bias: targets.mean().sub(input.mean(0).matmul(weight)) };
    },
  },
  "each feature by itself": {
    looksLike: "Each weight is fitted as if its feature were the only one.",
    reread: "XᵀX θ = Xᵀ y: one system for all features",
    solveNormalEquations: (input, targets) => {
      solveNormalEquations(input, targets);
      const centred = input.sub(input.mean(0));
      const weight = targets.sub(targets.mean()).matmul(centred).div(centred.square().sum(0));
      return { weight, bias: targets.mean().sub(input.mean(0).matmul(weight)) };
    },
  },
  "ridge for safety": {
    looksLike: "Something is added to the diagonal, so that the equations can always be solved; the model is shrunk.",
    reread: "XᵀX θ = Xᵀ y",
    solveNormalEquations: (input, targets) => {
      const [examples, features] = input.shape as [number, number];
      if (targets.rank !== 1) return solveNormalEquations(input, targets);
      const design = concatenate([input, ones([examples, 1])], 1);
      const loaded = design.T.matmul(design).map((entry, k) => (k % (features + 2) === 0 ? entry + 1e-3 : entry));
      const solution = solve("solveNormalEquations", loaded, targets.matmul(design));
      return { weight: solution.slice([0, features]), bias: solution.slice(features) };
    },
  },
  "bias first": {
    looksLike: "The first weight is taken for the bias and the bias for the last weight.",
    reread: "θ = (w, b)",
    solveNormalEquations: (input, targets) => {
      const { weight, bias } = solveNormalEquations(input, targets);
      const theta = concatenate([weight, bias.reshape([1])]);
      return { weight: theta.slice([1, null]), bias: theta.slice(0) };
    },
  },
  climbs: {
    looksLike: "The step is added: the loss grows with every step.",
    reread: "w ← w − η dL/dw",
    fit: fitWith((model, input, targets, rate) => down(model, input, targets, -rate)),
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
  "half a step": {
    looksLike: "Each step is half as long as it should be: the gradient lacks its 2.",
    reread: "w ← w − η dL/dw with dL/dw = (2/N) Σ_n e_n x_n",
    fit: fitWith((model, input, targets, rate) => down(model, input, targets, rate / 2)),
  },
  "one step too many": {
    looksLike: "One step more is taken than was asked for.",
    reread: "steps: how many steps to take",
    fit: (input, targets, { learningRate = 0.1, steps = 100 } = {}) =>
      fit(input, targets, { learningRate, steps: steps + 1 }),
  },
  "starts at one": {
    looksLike: "The descent starts from ones, not from zeros.",
    reread: "from w = 0 and b = 0",
    fit: (input, targets, { learningRate = 0.1, steps = 100 } = {}) => {
      let model: LinearModel = fit(input, targets, { steps: 0 });
      model = { weight: model.weight.add(1), bias: model.bias.add(1) };
      for (let taken = 0; taken < steps; taken++) model = down(model, input, targets, learningRate);
      return model;
    },
  },
  "a step for each example": {
    looksLike: "A step is taken after every example, as in stochastic descent; here all examples share each step.",
    reread: "all examples in every step",
    fit: fitWith((model, input, targets, rate) => {
      const examples = Array.from({ length: targets.size }, (_, n) => [n, n + 1] as const);
      return examples.reduce((now, one) => down(now, input.slice(one), targets.slice(one), rate), model);
    }),
  },
  "equations in place of steps": {
    looksLike: "The model is solved for, whatever the number of steps.",
    reread: "gradient descent, from w = 0 and b = 0",
    fit: (input, targets) =>
      input.shape[0]! > input.shape[1]! + 1
        ? solveNormalEquations(input, targets)
        : { ...fit(input, targets), bias: zeros([]) },
  },
});
