import { where, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { huber, huberBackward } from "#reference/03-losses/huber.ts";
import { reduce, reduceBackward } from "#reference/03-losses/reduction.ts";

type Huber = typeof huber;

/** A Huber loss whose pieces are other functions of the size of the error. */
function huberOf(
  parabola: (size: Tensor, delta: number) => Tensor,
  line: (size: Tensor, delta: number) => Tensor,
): Huber {
  return (predictions, targets, { delta = 1, reduction = "mean" } = {}) => {
    huber(predictions, targets, { delta });
    const size = predictions.sub(targets).abs();
    return reduce(where(size.lessEqual(delta), parabola(size, delta), line(size, delta)), reduction);
  };
}

export default mistakes<typeof import("#reference/03-losses/huber.ts")>({
  "line with half a delta taken off": {
    looksLike: "The line is δ |e| − ½ δ, which meets the parabola at δ = 1 only: the second term lacks a factor δ.",
    reread: "δ (|e| − ½ δ): the outer δ multiplies both terms",
    huber: huberOf(
      (size) => size.square().div(2),
      (size, delta) => size.mul(delta).sub(delta / 2),
    ),
  },
  "line through the origin": {
    looksLike: "The line is δ |e|: the part −½ δ², which joins it to the parabola, is missing.",
    reread: "δ (|e| − ½ δ)",
    huber: huberOf(
      (size) => size.square().div(2),
      (size, delta) => size.mul(delta),
    ),
  },
  "line of slope 1": {
    looksLike: "The line has the slope 1, whatever delta is: the factor δ is missing.",
    reread: "δ (|e| − ½ δ)",
    huber: huberOf(
      (size) => size.square().div(2),
      (size, delta) => size.sub(delta / 2),
    ),
  },
  "parabola not halved": {
    looksLike: "Small errors are squared but not halved.",
    reread: "½ e² where |e| ≤ δ",
    huber: huberOf(
      (size) => size.square(),
      (size, delta) => size.sub(delta / 2).mul(delta),
    ),
  },
  "divided by delta": {
    looksLike: "The loss is divided by delta, as in PyTorch's SmoothL1Loss.",
    reread: "½ e² where |e| ≤ δ, else δ (|e| − ½ δ)",
    huber: (predictions, targets, options) => huber(predictions, targets, options).div(options?.delta ?? 1),
  },
  "pieces exchanged": {
    looksLike: "Small errors lie on the line and large ones on the parabola: the condition is the wrong way round.",
    reread: "½ e² where |e| ≤ δ, else δ (|e| − ½ δ)",
    huber: huberOf(
      (size, delta) => size.sub(delta / 2).mul(delta),
      (size) => size.square().div(2),
    ),
  },
  "delta always 1": {
    looksLike: "The delta that was asked for is ignored; 1 is used.",
    reread: "options.delta: δ, where the pieces meet",
    huber: (predictions, targets, { reduction = "mean" } = {}) => huber(predictions, targets, { reduction }),
  },
  "always the mean": {
    looksLike: "The mean is returned whatever reduction is asked for.",
    reread: 'options.reduction: "mean", "sum" or "none"',
    huber: (predictions, targets, { delta = 1 } = {}) => huber(predictions, targets, { delta }),
  },
  "gradient not limited": {
    looksLike: "The gradient grows with the error without end: the slope of the line is missing.",
    reread: "∂L/∂ŷ_i = max(−δ, min(δ, ŷ_i − y_i)) / n",
    huberBackward: (predictions, targets, gradOutput, { reduction = "mean" } = {}) =>
      predictions.sub(targets).mul(reduceBackward(gradOutput, reduction, predictions.shape)),
  },
  "gradient limited to 1": {
    looksLike: "The gradient is limited to ±1, whatever delta is.",
    reread: "∂L/∂ŷ_i = max(−δ, min(δ, ŷ_i − y_i)) / n",
    huberBackward: (predictions, targets, gradOutput, { reduction = "mean" } = {}) =>
      huberBackward(predictions, targets, gradOutput, { reduction }),
  },
  "gradient always of full size": {
    looksLike: "The gradient is ±δ everywhere: near the target it should be the error itself.",
    reread: "∂L/∂ŷ_i = max(−δ, min(δ, ŷ_i − y_i)) / n",
    huberBackward: (predictions, targets, gradOutput, { delta = 1, reduction = "mean" } = {}) =>
      predictions
        .sub(targets)
        .sign()
        .mul(delta)
        .mul(reduceBackward(gradOutput, reduction, predictions.shape)),
  },
  "gradient cut off on one side": {
    looksLike: "The gradient is limited to δ above, but errors far below the target are not limited.",
    reread: "max(−δ, min(δ, ŷ_i − y_i)): both sides",
    huberBackward: (predictions, targets, gradOutput, { delta = 1, reduction = "mean" } = {}) =>
      predictions
        .sub(targets)
        .minimum(delta)
        .mul(reduceBackward(gradOutput, reduction, predictions.shape)),
  },
  "gradient of the mean not divided": {
    looksLike: "The gradient of the mean is that of the sum: the division by the number of entries is missing.",
    reread: "∂L/∂ŷ_i = max(−δ, min(δ, ŷ_i − y_i)) / n",
    huberBackward: (predictions, targets, gradOutput, { delta = 1, reduction = "mean" } = {}) =>
      huberBackward(predictions, targets, gradOutput, { delta, reduction: reduction === "none" ? "none" : "sum" }),
  },
});
