import type { Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { distance } from "#reference/03-losses/distance.ts";
import { reduce, reduceBackward } from "#reference/03-losses/reduction.ts";
import { triplet, tripletBackward, type TripletGradients } from "#reference/03-losses/triplet.ts";

type Loss = typeof triplet;

/** A triplet loss that is another function of both distances. */
function tripletOf(loss: (near: Tensor, far: Tensor, margin: number) => Tensor): Loss {
  return (anchor, positive, negative, { margin = 1, reduction = "mean" } = {}) => {
    triplet(anchor, positive, negative, { margin });
    return reduce(loss(distance(anchor, positive), distance(anchor, negative), margin), reduction);
  };
}

const mapped = (
  { gradAnchor, gradPositive, gradNegative }: TripletGradients,
  f: (gradient: Tensor) => Tensor,
): TripletGradients => ({
  gradAnchor: f(gradAnchor),
  gradPositive: f(gradPositive),
  gradNegative: f(gradNegative),
});

/** Gradients of all three points from the vectors that the distances pull along, one for each triplet. */
function gradientsAlong(fromPositive: Tensor, fromNegative: Tensor, weights: Tensor): TripletGradients {
  const pull = fromPositive.mul(weights.expandDims(1));
  const push = fromNegative.mul(weights.expandDims(1));
  return { gradAnchor: pull.sub(push), gradPositive: pull.neg(), gradNegative: push };
}

export default mistakes<typeof import("#reference/03-losses/triplet.ts")>({
  "squared distances": {
    looksLike: "The distances are squared, as FaceNet has them; here they are not.",
    reread: "ℓ_n = max(0, ‖a_n − p_n‖ − ‖a_n − q_n‖ + m)",
    triplet: tripletOf((near, far, margin) => near.square().sub(far.square()).add(margin).maximum(0)),
  },
  "positive and negative exchanged": {
    looksLike: "Positive and negative have changed places: the loss asks for the negative to be near.",
    reread: "‖a_n − p_n‖ − ‖a_n − q_n‖: the positive's distance less the negative's",
    triplet: tripletOf((near, far, margin) => far.sub(near).add(margin).maximum(0)),
  },
  "no margin": {
    looksLike: "The margin is missing: a negative that is only just further away costs nothing.",
    reread: "ℓ_n = max(0, … + m)",
    triplet: tripletOf((near, far) => near.sub(far).maximum(0)),
  },
  "margin always 1": {
    looksLike: "The margin that was asked for is ignored; 1 is used.",
    reread: "options.margin: m",
    triplet: tripletOf((near, far) => near.sub(far).add(1).maximum(0)),
  },
  "margin outside the maximum": {
    looksLike: "The margin is added after the maximum, so every triplet pays at least the margin.",
    reread: "ℓ_n = max(0, ‖a_n − p_n‖ − ‖a_n − q_n‖ + m): all three terms inside",
    triplet: tripletOf((near, far, margin) => near.sub(far).maximum(0).add(margin)),
  },
  "satisfied triplets rewarded": {
    looksLike: "Triplets beyond the margin have a negative loss: the maximum with 0 is missing.",
    reread: "ℓ_n = max(0, …)",
    triplet: tripletOf((near, far, margin) => near.sub(far).add(margin)),
  },
  "mean over the triplets that pay": {
    looksLike: "The mean is taken over the triplets with a loss, not over all N.",
    reread: "L = (1/N) Σ_n ℓ_n",
    triplet: (anchor, positive, negative, { margin = 1, reduction = "mean" } = {}) => {
      const losses = triplet(anchor, positive, negative, { margin, reduction: "none" });
      return reduction === "mean" ? losses.sum().div(losses.greater(0).sum().maximum(1)) : reduce(losses, reduction);
    },
  },
  "always the mean": {
    looksLike: "The mean is returned whatever reduction is asked for.",
    reread: 'options.reduction: "mean", "sum" or "none"',
    triplet: (anchor, positive, negative, { margin = 1 } = {}) => triplet(anchor, positive, negative, { margin }),
  },
  "anchor only pulled": {
    looksLike: "The anchor is drawn to the positive but not driven from the negative: half of its gradient is missing.",
    reread: "∂ℓ_n/∂a = u − v: the anchor stands in both distances",
    tripletBackward: (...args) => {
      const gradients = tripletBackward(...args);
      return { ...gradients, gradAnchor: gradients.gradPositive.neg() };
    },
  },
  "gradients with the wrong sign": {
    looksLike: "All gradients point the wrong way: the positive would be driven off and the negative drawn near.",
    reread: "∂ℓ_n/∂a = u − v, ∂ℓ_n/∂p = −u, ∂ℓ_n/∂q = v",
    tripletBackward: (...args) => mapped(tripletBackward(...args), (gradient) => gradient.neg()),
  },
  "division by a distance of 0": {
    looksLike: "Where two points coincide the gradient is NaN: their difference is divided by a distance of 0.",
    reread: "u or v is 0 where two points coincide",
    tripletBackward: (anchor, positive, negative, gradOutput, { margin = 1, reduction = "mean" } = {}) => {
      const pays = triplet(anchor, positive, negative, { margin, reduction: "none" }).greater(0);
      const unit = (point: Tensor): Tensor => anchor.sub(point).div(distance(anchor, point).expandDims(1));
      return gradientsAlong(
        unit(positive),
        unit(negative),
        reduceBackward(gradOutput, reduction, pays.shape).mul(pays),
      );
    },
  },
  "directions not of length 1": {
    looksLike:
      "The gradients are differences of points, as for squared distances: they are not divided by the distance.",
    reread: "u = (a − p) / ‖a − p‖, v = (a − q) / ‖a − q‖",
    tripletBackward: (anchor, positive, negative, gradOutput, { margin = 1, reduction = "mean" } = {}) => {
      const pays = triplet(anchor, positive, negative, { margin, reduction: "none" }).greater(0);
      const weights = reduceBackward(gradOutput, reduction, pays.shape).mul(pays);
      return gradientsAlong(anchor.sub(positive), anchor.sub(negative), weights);
    },
  },
  "gradient of satisfied triplets": {
    looksLike: "Triplets without a loss get gradients too: the condition ℓ_n > 0 is missing.",
    reread: "where ℓ_n > 0",
    tripletBackward: (anchor, positive, negative, gradOutput, { reduction = "mean" } = {}) =>
      tripletBackward(anchor, positive, negative, gradOutput, { margin: Infinity, reduction }),
  },
  "positive and negative exchanged in the gradient": {
    looksLike: "The gradients of positive and negative have changed places.",
    reread: "∂ℓ_n/∂p = −u, ∂ℓ_n/∂q = v",
    tripletBackward: (...args) => {
      const { gradAnchor, gradPositive, gradNegative } = tripletBackward(...args);
      return { gradAnchor, gradPositive: gradNegative, gradNegative: gradPositive };
    },
  },
  "gradient of the mean not divided": {
    looksLike: "The gradients of the mean are those of the sum: the division by N is missing.",
    reread: "L = (1/N) Σ_n ℓ_n",
    tripletBackward: (anchor, positive, negative, gradOutput, { margin = 1, reduction = "mean" } = {}) =>
      tripletBackward(anchor, positive, negative, gradOutput, {
        margin,
        reduction: reduction === "none" ? "none" : "sum",
      }),
  },
});
