import type { Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { clipByGlobalNorm, clipByValue, globalNorm } from "#reference/08-optimisers/gradient-clipping.ts";

type Module = typeof import("#reference/08-optimisers/gradient-clipping.ts");

const scaled = (factorOf: (norm: number, most: number) => number): Module["clipByGlobalNorm"] => {
  return (gradients, maxNorm) => {
    clipByGlobalNorm(gradients, maxNorm); // refuses what is no length
    return gradients.map((gradient) => gradient.mul(factorOf(globalNorm(gradients), maxNorm)));
  };
};

const cut = (entry: (gradient: Tensor, limit: number) => Tensor): Module["clipByValue"] => {
  return (gradients, limit) => {
    clipByValue(gradients, limit); // refuses what is no length
    return gradients.map((gradient) => entry(gradient, limit));
  };
};

export default mistakes<Module>({
  "clipped above alone": {
    looksLike: "Large negative entries are left: only the upper limit is there.",
    reread: "g_i ← max(−c, min(c, g_i))",
    clipByValue: cut((gradient, limit) => gradient.minimum(limit)),
  },
  "entries scaled to the limit": {
    looksLike: "The gradient is scaled until its largest entry is the limit, instead of each entry being cut.",
    reread: "g_i ← max(−c, min(c, g_i)): entry by entry",
    clipByValue: cut((gradient, limit) => gradient.mul(Math.min(1, limit / gradient.abs().max().item()))),
  },
  "large entries dropped": {
    looksLike: "Entries beyond the limit become 0, not the limit.",
    reread: "g_i ← max(−c, min(c, g_i))",
    clipByValue: cut((gradient, limit) => gradient.mul(gradient.abs().lessEqual(limit))),
  },
  "signs lost": {
    looksLike: "Entries come back without their sign.",
    reread: "g_i ← max(−c, min(c, g_i))",
    clipByValue: cut((gradient, limit) => gradient.abs().minimum(limit)),
  },
  "no root": {
    looksLike: "The norm is the sum of squares, without its root.",
    reread: "‖g‖ = √(Σ_tensors Σ_i g_i²)",
    globalNorm: (gradients) => globalNorm(gradients) ** 2,
  },
  "norms added up": {
    looksLike: "The norms of the tensors are added; it is their squares that add up.",
    reread: "‖g‖ = √(Σ_tensors Σ_i g_i²): one root over all",
    globalNorm: (gradients) => gradients.reduce((sum, gradient) => sum + globalNorm([gradient]), 0),
  },
  "norm of the longest": {
    looksLike: "The norm is that of the longest tensor alone.",
    reread: "‖g‖ = √(Σ_tensors Σ_i g_i²): over all tensors",
    globalNorm: (gradients) => Math.max(0, ...gradients.map((gradient) => globalNorm([gradient]))),
  },
  "sum of sizes": {
    looksLike: "Sizes are summed, not squares: that is the norm L1.",
    reread: "‖g‖ = √(Σ_tensors Σ_i g_i²)",
    globalNorm: (gradients) => gradients.reduce((sum, gradient) => sum + gradient.abs().sum().item(), 0),
  },
  "each tensor by its own norm": {
    looksLike: "Each tensor is clipped by its own norm, which turns the step to another direction.",
    reread: "g ← g · min(1, c / ‖g‖) with one norm over all tensors",
    clipByGlobalNorm: (gradients, maxNorm) => gradients.flatMap((gradient) => clipByGlobalNorm([gradient], maxNorm)),
  },
  "short gradients stretched": {
    looksLike: "Gradients that are short enough are stretched to maxNorm, too.",
    reread: "g ← g · min(1, c / ‖g‖): the 1",
    clipByGlobalNorm: scaled((norm, most) => most / norm),
  },
  "scaled to length 1": {
    looksLike: "Gradients that are too long get the length 1 in place of maxNorm.",
    reread: "g ← g · min(1, c / ‖g‖)",
    clipByGlobalNorm: scaled((norm, most) => (norm > most ? 1 / norm : 1)),
  },
  "divided by the squared norm": {
    looksLike: "Gradients that are too long are divided by their squared norm.",
    reread: "g ← g · min(1, c / ‖g‖)",
    clipByGlobalNorm: scaled((norm, most) => (norm > most ? most / norm ** 2 : 1)),
  },
  "entries cut": {
    looksLike: "Each entry is cut at maxNorm; here the length of all together counts.",
    reread: "g ← g · min(1, c / ‖g‖)",
    clipByGlobalNorm: (gradients, maxNorm) => clipByValue(gradients, maxNorm),
  },
  "any limit": {
    looksLike: "A limit of 0 or below is taken: gradients vanish, or turn round.",
    reread: "limit, maxNorm: above 0",
    clipByValue: (gradients, limit) => gradients.map((gradient) => gradient.maximum(-limit).minimum(limit)),
    clipByGlobalNorm: (gradients, maxNorm) => {
      const factor = Math.min(1, maxNorm / globalNorm(gradients));
      return gradients.map((gradient) => gradient.mul(factor));
    },
  },
});
