import { where } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { mae, maeBackward } from "#reference/03-losses/mae.ts";
import { reduce, reduceBackward } from "#reference/03-losses/reduction.ts";

export default mistakes<typeof import("#reference/03-losses/mae.ts")>({
  "errors cancel": {
    looksLike: "Errors above and below the target cancel: their signs are kept, or dropped only after averaging.",
    reread: "L = (1/n) Σ_i |ŷ_i − y_i|: the absolute value of each error, inside the sum",
    mae: (predictions, targets, { reduction = "mean" } = {}) => reduce(predictions.sub(targets), reduction).abs(),
  },
  "squared errors": {
    looksLike: "The errors are squared, as in mse.",
    reread: "L = (1/n) Σ_i |ŷ_i − y_i|",
    mae: (predictions, targets, { reduction = "mean" } = {}) => reduce(predictions.sub(targets).square(), reduction),
  },
  "mean over the batch alone": {
    looksLike: "The sum of all distances is divided by the size of the first axis, not by the number of entries.",
    reread: "(1/n) Σ_i …: n counts all entries",
    mae: (predictions, targets, { reduction = "mean" } = {}) =>
      reduction === "mean"
        ? mae(predictions, targets, { reduction: "sum" }).div(predictions.shape[0]!)
        : mae(predictions, targets, { reduction }),
  },
  "always the mean": {
    looksLike: "The mean is returned whatever reduction is asked for.",
    reread: 'options.reduction: "mean", "sum" or "none"',
    mae: (predictions, targets) => mae(predictions, targets),
  },
  "shapes broadcast": {
    looksLike: "Predictions and targets of different shapes are broadcast: every prediction meets every target.",
    reread: "|ŷ_i − y_i|: one target y_i for each prediction ŷ_i",
    mae: (predictions, targets, { reduction = "mean" } = {}) => reduce(predictions.sub(targets).abs(), reduction),
  },
  "slope 1 at equality": {
    looksLike: "Where prediction and target are equal, the gradient is that of a prediction too high.",
    reread: "∂L/∂ŷ_i = sign(ŷ_i − y_i) / n, with sign(0) = 0",
    maeBackward: (predictions, targets, gradOutput, { reduction = "mean" } = {}) => {
      const gradItems = reduceBackward(gradOutput, reduction, predictions.shape);
      return where(predictions.greaterEqual(targets), gradItems, gradItems.neg());
    },
  },
  "error for its sign": {
    looksLike: "The gradient grows with the error, as in mse: the error stands where its sign should.",
    reread: "∂L/∂ŷ_i = sign(ŷ_i − y_i) / n",
    maeBackward: (predictions, targets, gradOutput, { reduction = "mean" } = {}) =>
      predictions.sub(targets).mul(reduceBackward(gradOutput, reduction, predictions.shape)),
  },
  "sign of target minus prediction": {
    looksLike: "The gradient points the wrong way: it is the sign of target minus prediction.",
    reread: "∂L/∂ŷ_i = sign(ŷ_i − y_i) / n: prediction minus target",
    maeBackward: (...args) => maeBackward(...args).neg(),
  },
  "gradient of the mean not divided": {
    looksLike: "The gradient of the mean is that of the sum: the division by the number of entries is missing.",
    reread: "∂L/∂ŷ_i = sign(ŷ_i − y_i) / n",
    maeBackward: (predictions, targets, gradOutput) => predictions.sub(targets).sign().mul(gradOutput),
  },
  "gradOutput ignored": {
    looksLike: "The gradient of the loss is returned without gradOutput: the chain rule's other factor is missing.",
    reread: "gradOutput: the gradient with respect to the loss, a factor of every entry",
    maeBackward: (predictions, targets, gradOutput, options) =>
      maeBackward(predictions, targets, gradOutput.mul(0).add(1), options),
  },
});
