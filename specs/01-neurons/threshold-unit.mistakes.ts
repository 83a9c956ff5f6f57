import type { Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { distanceToBoundary } from "#reference/01-neurons/threshold-unit.ts";

const net = (input: Tensor, weight: Tensor, bias: Tensor): Tensor => input.matmul(weight).add(bias);

export default mistakes<typeof import("#reference/01-neurons/threshold-unit.ts")>({
  "fires at zero": {
    looksLike: "A net input of exactly 0 fires.",
    reread: "1 where z > 0, else 0: strictly greater",
    threshold: (z) => z.greaterEqual(0),
    thresholdUnit: (input, weight, bias) => net(input, weight, bias).greaterEqual(0),
  },
  "minus one for silence": {
    looksLike: "Silent units give −1: this is the sign of the net input, not the threshold unit of 0 and 1.",
    reread: "1 where z > 0, else 0",
    threshold: (z) => z.greater(0).mul(2).sub(1),
    thresholdUnit: (input, weight, bias) => net(input, weight, bias).greater(0).mul(2).sub(1),
  },
  "sign function": {
    looksLike: "The result takes three values, −1, 0 and 1: that is the sign of z.",
    reread: "1 where z > 0, else 0: two values",
    threshold: (z) => z.sign(),
    thresholdUnit: (input, weight, bias) => net(input, weight, bias).sign(),
  },
  "bias as threshold": {
    looksLike: "The weighted sum is compared with b: the bias is subtracted as if it were the threshold θ = −b.",
    reread: "w·x + b > 0",
    thresholdUnit: (input, weight, bias) => net(input, weight, bias.neg()).greater(0),
  },
  "no bias": {
    looksLike: "The bias plays no part; every boundary passes through the origin.",
    reread: "w·x + b > 0",
    thresholdUnit: (input, weight) => input.matmul(weight).greater(0),
  },
  "net input itself": {
    looksLike: "The weighted sum comes back where it is positive, not 1: that is a rectified linear unit.",
    reread: "1 where z > 0, else 0",
    threshold: (z) => z.maximum(0),
    thresholdUnit: (input, weight, bias) => net(input, weight, bias).maximum(0),
  },
  "distance not divided": {
    looksLike: "The net input itself is returned; it is ‖w‖ times the distance.",
    reread: "distance = (w·x + b) / ‖w‖",
    distanceToBoundary: (input, weight, bias) => {
      distanceToBoundary(input, weight, bias);
      return net(input, weight, bias);
    },
  },
  "divided by the squared length": {
    looksLike: "The net input is divided by ‖w‖², not by ‖w‖: the root is missing.",
    reread: "distance = (w·x + b) / ‖w‖ with ‖w‖ = √(Σ w_i²)",
    distanceToBoundary: (input, weight, bias) =>
      distanceToBoundary(input, weight, bias).div(weight.square().sum().sqrt()),
  },
  "bias counted into the length": {
    looksLike: "The bias is counted into the length of the weight.",
    reread: "‖w‖ = √(Σ w_i²): the weights alone",
    distanceToBoundary: (input, weight, bias) =>
      net(input, weight, bias).div(weight.square().sum().add(bias.square()).sqrt()),
  },
  "distance without a side": {
    looksLike: "The distance has lost its sign: both sides of the boundary look alike.",
    reread: "distance = (w·x + b) / ‖w‖: positive where the unit fires, negative elsewhere",
    distanceToBoundary: (input, weight, bias) => distanceToBoundary(input, weight, bias).abs(),
  },
});
