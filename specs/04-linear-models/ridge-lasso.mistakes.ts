import { concatenate, eye, ones, tensor, zeros, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { linearLossBackward, type LinearModel } from "#reference/04-linear-models/linear-regression.ts";
import { solve } from "#reference/04-linear-models/linear-system.ts";
import { lasso, ridge, softThreshold } from "#reference/04-linear-models/ridge-lasso.ts";

type Module = typeof import("#reference/04-linear-models/ridge-lasso.ts");

/** A ridge with another strength in the equations. What the right one refuses, it refuses. */
const ridgeWith =
  (strength: (gamma: number, examples: number) => number): Module["ridge"] =>
  (input, targets, { gamma = 1 } = {}) => {
    ridge(input, targets, { gamma });
    return ridge(input, targets, { gamma: strength(gamma, targets.size) });
  };

/** A descent with another step. */
const lassoWith =
  (step: (now: LinearModel, slope: LinearModel, rate: number, gamma: number) => LinearModel): Module["lasso"] =>
  (input, targets, { gamma = 1, learningRate = 0.1, steps = 100 } = {}) => {
    let model = lasso(input, targets, { gamma, steps: 0 });
    for (let taken = 0; taken < steps; taken++) {
      const { gradWeight, gradBias } = linearLossBackward(input, model.weight, model.bias, targets, tensor(0.5));
      model = step(model, { weight: gradWeight, bias: gradBias }, learningRate, gamma);
    }
    return model;
  };

export default mistakes<Module>({
  "γ not multiplied by N": {
    looksLike: "γ alone is added to the diagonal; the squared error was divided by N and the penalty wasn't.",
    reread: "(XᵀX + N γ J) θ = Xᵀ y",
    ridge: ridgeWith((gamma, examples) => gamma / examples),
  },
  "twice the penalty": {
    looksLike: "The penalty counts twice: it is taken without its ½.",
    reread: "γ/2 Σ_d w_d²",
    ridge: ridgeWith((gamma) => 2 * gamma),
  },
  "half the penalty": {
    looksLike: "The penalty counts half: the squared error is taken without its ½.",
    reread: "1/(2N) Σ_n e_n²",
    ridge: ridgeWith((gamma) => gamma / 2),
  },
  "no penalty": {
    looksLike: "The model is that without a penalty.",
    reread: "(XᵀX + N γ J) θ = Xᵀ y",
    ridge: (input, targets, { gamma = 1 } = {}) => {
      ridge(input, targets, { gamma });
      return ridge(input, targets, { gamma: Math.min(gamma, 1e-12) });
    },
  },
  "bias penalised": {
    looksLike: "The bias is penalised like the weights and pulled towards 0.",
    reread: "J the identity with a 0 for b",
    ridge: (input, targets, { gamma = 1 } = {}) => {
      ridge(input, targets, { gamma });
      const [examples, features] = input.shape as [number, number];
      const design = concatenate([input, ones([examples, 1])], 1);
      const matrix = design.T.matmul(design).add(eye(features + 1).mul(examples * gamma));
      const solution = solve("ridge", matrix, targets.matmul(design));
      return { weight: solution.slice([0, features]), bias: solution.slice(features) };
    },
  },
  "no bias": {
    looksLike: "The equations are solved without a bias: the plane goes through the origin.",
    reread: "a column of ones after the features in X",
    ridge: (input, targets, { gamma = 1 } = {}) => {
      ridge(input, targets, { gamma });
      const [examples, features] = input.shape as [number, number];
      const matrix = input.T.matmul(input).add(eye(features).mul(examples * gamma));
      return { weight: solve("ridge", matrix, targets.matmul(input)), bias: tensor(0) };
    },
  },
  "any penalty allowed": {
    looksLike: "A penalty below 0 is used, and rewards large weights.",
    reread: "options.gamma: γ at least 0",
    ridge: (input, targets, { gamma = 1 } = {}) => {
      if (gamma >= 0) return ridge(input, targets, { gamma });
      const [examples, features] = input.shape as [number, number];
      const centred = input.sub(input.mean(0));
      const matrix = centred.T.matmul(centred).add(eye(features).mul(examples * gamma));
      return { weight: targets.matmul(centred).div(matrix.at(0, 0)), bias: targets.mean() };
    },
  },
  "hard threshold": {
    looksLike: "Values above the threshold stay as they are: only small ones become 0.",
    reread: "S(v, t) = sign(v) · max(|v| − t, 0)",
    softThreshold: (values, threshold) => softThreshold(values, threshold).abs().greater(0).mul(values),
  },
  "sign lost": {
    looksLike: "What comes back is never negative: the sign of v is missing.",
    reread: "S(v, t) = sign(v) · max(|v| − t, 0)",
    softThreshold: (values, threshold) => softThreshold(values, threshold).abs(),
  },
  "positive values only": {
    looksLike: "Negative values become 0: v − t is cut off at 0 without regard to the sign of v.",
    reread: "S(v, t) = sign(v) · max(|v| − t, 0)",
    softThreshold: (values, threshold) => softThreshold(values, threshold).maximum(0),
  },
  "past zero": {
    looksLike: "Small values are pulled past 0 to the other side.",
    reread: "S(v, t) = sign(v) · max(|v| − t, 0): it stops at 0",
    softThreshold: (values, threshold) => {
      softThreshold(values, threshold);
      return values.sub(values.sign().mul(threshold));
    },
  },
  "clipped to the threshold": {
    looksLike: "The values are clipped to ±t: that is what is taken off them.",
    reread: "S(v, t) = sign(v) · max(|v| − t, 0)",
    softThreshold: (values, threshold) => values.sub(softThreshold(values, threshold)),
  },
  "shrunk by a share": {
    looksLike: "Values are divided by 1 + t: that is the proximal step of the L2 penalty.",
    reread: "S(v, t) = sign(v) · max(|v| − t, 0)",
    softThreshold: (values, threshold) => {
      softThreshold(values, threshold);
      return values.div(1 + threshold);
    },
  },
  "threshold without the step size": {
    looksLike: "The threshold is γ, not η γ: the penalty takes a whole step where the error takes a small one.",
    reread: "w ← S(w − (η/N) Σ_n e_n x_n, η γ)",
    lasso: lassoWith((now, slope, rate, gamma) => ({
      weight: softThreshold(now.weight.sub(slope.weight.mul(rate)), gamma),
      bias: now.bias.sub(slope.bias.mul(rate)),
    })),
  },
  "slope of the sign": {
    looksLike: "The penalty takes a gradient step, γ sign(w): weights hover around 0 and never reach it.",
    reread: "w ← S(w − (η/N) Σ_n e_n x_n, η γ)",
    lasso: lassoWith((now, slope, rate, gamma) => ({
      weight: now.weight.sub(slope.weight.add(now.weight.sign().mul(gamma)).mul(rate)),
      bias: now.bias.sub(slope.bias.mul(rate)),
    })),
  },
  "threshold before the step": {
    looksLike: "The weights are pulled first and go down the slope then, so that none stays exactly 0.",
    reread: "w ← S(w − (η/N) Σ_n e_n x_n, η γ): the threshold comes last",
    lasso: lassoWith((now, slope, rate, gamma) => ({
      weight: softThreshold(now.weight, rate * gamma).sub(slope.weight.mul(rate)),
      bias: now.bias.sub(slope.bias.mul(rate)),
    })),
  },
  "bias pulled too": {
    looksLike: "The bias is pulled towards 0 as the weights are.",
    reread: "b ← b − (η/N) Σ_n e_n",
    lasso: lassoWith((now, slope, rate, gamma) => ({
      weight: softThreshold(now.weight.sub(slope.weight.mul(rate)), rate * gamma),
      bias: softThreshold(now.bias.sub(slope.bias.mul(rate)), rate * gamma),
    })),
  },
  "bias never moves": {
    looksLike: "The weights are fitted, and the bias stays 0.",
    reread: "b ← b − (η/N) Σ_n e_n",
    lasso: lassoWith((now, slope, rate, gamma) => ({
      weight: softThreshold(now.weight.sub(slope.weight.mul(rate)), rate * gamma),
      bias: now.bias,
    })),
  },
  "twice the slope": {
    looksLike: "The slope of the squared error counts twice: its ½ is missing.",
    reread: "w ← S(w − (η/N) Σ_n e_n x_n, η γ)",
    lasso: lassoWith((now, slope, rate, gamma) => ({
      weight: softThreshold(now.weight.sub(slope.weight.mul(2 * rate)), rate * gamma),
      bias: now.bias.sub(slope.bias.mul(2 * rate)),
    })),
  },
  "slope summed": {
    looksLike: "The slope is summed over the examples; the division by N is missing.",
    reread: "w ← S(w − (η/N) Σ_n e_n x_n, η γ)",
    lasso: (input, targets, options = {}) => {
      const count = targets.size;
      return lassoWith((now, slope, rate, gamma) => ({
        weight: softThreshold(now.weight.sub(slope.weight.mul(count * rate)), rate * gamma),
        bias: now.bias.sub(slope.bias.mul(count * rate)),
      }))(input, targets, options);
    },
  },
  "one step too many": {
    looksLike: "One step more is taken than was asked for.",
    reread: "options.steps: how many steps to take",
    lasso: (input, targets, { steps = 100, ...options } = {}) =>
      lasso(input, targets, { ...options, steps: steps + 1 }),
  },
  "starts at one": {
    looksLike: "The descent starts from ones, not from zeros.",
    reread: "from w = 0 and b = 0",
    lasso: (input, targets, { gamma = 1, learningRate = 0.1, steps = 100 } = {}) => {
      lasso(input, targets, { gamma, steps: 1 });
      let [weight, bias]: [Tensor, Tensor] = [zeros([input.shape[1]!]).add(1), tensor(1)];
      for (let taken = 0; taken < steps; taken++) {
        const { gradWeight, gradBias } = linearLossBackward(input, weight, bias, targets, tensor(learningRate / 2));
        [weight, bias] = [softThreshold(weight.sub(gradWeight), learningRate * gamma), bias.sub(gradBias)];
      }
      return { weight, bias };
    },
  },
});
