// Slips in the weights of attention, the same in additive and in dot attention.

import { where, type Tensor } from "#tensor";

/** Softmax along an axis; 0 where all scores are −∞. */
export function softmax(scores: Tensor, axis = -1): Tensor {
  const powers = scores.sub(scores.max(axis, { keepDims: true }).maximum(-Number.MAX_VALUE)).exp();
  const total = powers.sum(axis, { keepDims: true });
  return powers.div(where(total.greater(0), total, 1));
}

/** The scores, −∞ where nothing may be seen. */
export function hidden(scores: Tensor, allowed: Tensor): Tensor {
  return where(allowed, scores, -Infinity);
}

/** 1 where a query may see a key, in the shape of the scores `[N, T, S]`. */
export function allowedIn(scores: Tensor, mask: Tensor | undefined): Tensor {
  return mask ? mask.expandDims(1).broadcastTo(scores.shape) : scores.mul(0).add(1);
}

interface Slip {
  readonly looksLike: string;
  readonly reread: string;
  /** What it makes of two tensors. */
  readonly make: (one: Tensor, other: Tensor) => Tensor;
}

/** Weights from the scores and what may be seen, both `[N, T, S]`. */
export const wrongWeights: { readonly [name: string]: Slip } = {
  "softmax over the queries": {
    looksLike: "The weights sum to 1 over the queries: each key spreads itself over them.",
    reread: "A_ts = exp(e_ts) / Σ_r exp(e_tr): the sum runs over the keys",
    make: (scores, allowed) => softmax(hidden(scores, allowed), -2),
  },
  "no maximum subtracted": {
    looksLike: "The exponentials overflow: nothing is subtracted from the scores before exp.",
    reread: "Scores of ±1000 must not overflow",
    make: (scores, allowed) => {
      const powers = hidden(scores, allowed).exp();
      const total = powers.sum(-1, { keepDims: true });
      return powers.div(where(total.greater(0), total, 1));
    },
  },
  "maximum of masked scores too": {
    looksLike:
      "The maximum that is subtracted is taken over masked scores too; where one wins, the visible ones vanish.",
    reread: "r over the keys that may be seen; scores of ±1000 must not overflow",
    make: (scores, allowed) => {
      const powers = scores
        .sub(scores.max(-1, { keepDims: true }))
        .exp()
        .mul(allowed);
      const total = powers.sum(-1, { keepDims: true });
      return powers.div(where(total.greater(0), total, 1));
    },
  },
  "mask not used": {
    looksLike: "The mask is not used: padding gets weight as well.",
    reread: "r over the keys that may be seen; 0 for the others",
    make: (scores) => softmax(scores),
  },
  "mask after the softmax": {
    looksLike: "The mask is multiplied in after the softmax, so the weights that are left sum to less than 1.",
    reread: "Σ_r exp(e_tr), r over the keys that may be seen",
    make: (scores, allowed) => softmax(scores).mul(allowed),
  },
  "scores multiplied by the mask": {
    looksLike: "Masked scores are 0, and exp(0) = 1 is still a share of the softmax.",
    reread: "0 for the keys that may not be seen",
    make: (scores, allowed) => softmax(scores.mul(allowed)),
  },
  "mask read the other way round": {
    looksLike: "The padding is seen and the rest is not, as if 1 stood for padding.",
    reread: "mask: 1 for a key that may be seen, 0 for padding",
    make: (scores, allowed) => softmax(hidden(scores, allowed.equal(0))),
  },
  "large negative number for the mask": {
    looksLike: "Masked scores are −10⁹, not −∞: where nothing may be seen, all keys share the weight.",
    reread: "a query that may see nothing has weight 0 everywhere",
    make: (scores, allowed) => softmax(where(allowed, scores, -1e9)),
  },
  "nothing to see is 0/0": {
    looksLike: "A query that may see nothing divides 0 by 0.",
    reread: "a query that may see nothing has weight 0 everywhere",
    make: (scores, allowed) => {
      const seen = hidden(scores, allowed);
      const powers = seen.sub(seen.max(-1, { keepDims: true })).exp();
      return powers.div(powers.sum(-1, { keepDims: true }));
    },
  },
};

/** dL/dscores where the softmax's Jacobian is left out or cut short, from the weights A and dL/dA. */
export const wrongScoreGradients: { readonly [name: string]: Slip } = {
  "past the softmax": {
    looksLike: "The gradient of a weight is taken for that of its score: the softmax between them is left out.",
    reread: "softmax has a Jacobian: dL/dx_i = p_i (dL/dp_i − Σ_j dL/dp_j p_j)",
    make: (weights, gradWeights) => gradWeights.mul(weights.greater(0)),
  },
  "diagonal of the Jacobian": {
    looksLike:
      "Only the diagonal A (1 − A) of the softmax's Jacobian is used, though every weight depends on every score.",
    reread: "softmax has a Jacobian: dL/dx_i = p_i (dL/dp_i − Σ_j dL/dp_j p_j)",
    make: (weights, gradWeights) => gradWeights.mul(weights).mul(weights.neg().add(1)),
  },
};

/** The slips as entries of a catalogue, each with the exports that have it. */
export function catalogueOf<Module>(
  slips: { readonly [name: string]: Slip },
  exportsWith: (make: Slip["make"]) => Partial<Module>,
): { [name: string]: Omit<Slip, "make"> & Partial<Module> } {
  return Object.fromEntries(
    Object.entries(slips).map(([name, { looksLike, reread, make }]) => [
      name,
      { looksLike, reread, ...exportsWith(make) },
    ]),
  );
}
