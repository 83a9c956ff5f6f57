import { mistakes } from "#graders/spec/authoring.ts";
import { mse, mseBackward } from "#reference/03-losses/mse.ts";
import { reduce, reduceBackward } from "#reference/03-losses/reduction.ts";

export default mistakes<typeof import("#reference/03-losses/mse.ts")>({
  "half the square": {
    looksLike: "Each squared error is halved, as some books do to make the 2 of the gradient vanish.",
    reread: "L = (1/n) Σ_i (ŷ_i − y_i)²: no ½ here",
    mse: (predictions, targets, options) => mse(predictions, targets, options).div(2),
  },
  "root of the mean": {
    looksLike: "The root of the loss is returned: the root mean squared error, not the mean squared error.",
    reread: "L = (1/n) Σ_i (ŷ_i − y_i)²",
    mse: (predictions, targets, options) => mse(predictions, targets, options).sqrt(),
  },
  "mean over the batch alone": {
    looksLike: "The sum of all squared errors is divided by the size of the first axis, not by the number of entries.",
    reread: "(1/n) Σ_i …: n counts all entries",
    mse: (predictions, targets, { reduction = "mean" } = {}) => {
      const squares = predictions.sub(targets).square();
      return reduction === "mean" ? squares.sum().div(squares.shape[0]!) : reduce(squares, reduction);
    },
  },
  "always the mean": {
    looksLike: "The mean is returned whatever reduction is asked for.",
    reread: 'options.reduction: "mean", "sum" or "none"',
    mse: (predictions, targets) => mse(predictions, targets),
  },
  "shapes broadcast": {
    looksLike: "Predictions and targets of different shapes are broadcast: every prediction meets every target.",
    reread: "(ŷ_i − y_i)²: one target y_i for each prediction ŷ_i",
    mse: (predictions, targets, { reduction = "mean" } = {}) => reduce(predictions.sub(targets).square(), reduction),
  },
  "gradient without the 2": {
    looksLike: "The gradient is the error itself; the 2 that the square brings down is missing.",
    reread: "∂L/∂ŷ_i = 2 (ŷ_i − y_i) / n",
    mseBackward: (...args) => mseBackward(...args).div(2),
  },
  "gradient with the sign of target minus prediction": {
    looksLike: "The gradient points the wrong way: it is built from target minus prediction.",
    reread: "∂L/∂ŷ_i = 2 (ŷ_i − y_i) / n: prediction minus target",
    mseBackward: (...args) => mseBackward(...args).neg(),
  },
  "gradient of the mean not divided": {
    looksLike: "The gradient of the mean is that of the sum: the division by the number of entries is missing.",
    reread: "∂L/∂ŷ_i = 2 (ŷ_i − y_i) / n",
    mseBackward: (predictions, targets, gradOutput) => predictions.sub(targets).mul(2).mul(gradOutput),
  },
  "gradient divided by the batch size": {
    looksLike: "The gradient of the mean is divided by the size of the first axis, not by the number of entries.",
    reread: "∂L/∂ŷ_i = 2 (ŷ_i − y_i) / n: n counts all entries",
    mseBackward: (predictions, targets, gradOutput, { reduction = "mean" } = {}) => {
      const gradient = predictions.sub(targets).mul(2).mul(gradOutput);
      return reduction === "mean" ? gradient.div(predictions.shape[0]!) : gradient;
    },
  },
  "gradOutput ignored": {
    looksLike: "The gradient of the loss is returned without gradOutput: the chain rule's other factor is missing.",
    reread: "gradOutput: the gradient with respect to the loss, a factor of every entry",
    mseBackward: (predictions, targets, gradOutput, { reduction = "mean" } = {}) =>
      predictions
        .sub(targets)
        .mul(2)
        .mul(reduceBackward(gradOutput.mul(0).add(1), reduction, predictions.shape)),
  },
});
