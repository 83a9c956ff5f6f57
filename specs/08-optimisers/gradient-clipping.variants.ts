import { variants } from "#graders/spec/authoring.ts";
import { clipByGlobalNorm, clipByValue, globalNorm } from "#reference/08-optimisers/gradient-clipping.ts";

export default variants<typeof import("#reference/08-optimisers/gradient-clipping.ts")>({
  "a millionth beside the norm, as in PyTorch": {
    clipByGlobalNorm: (gradients, maxNorm) => {
      clipByGlobalNorm(gradients, maxNorm); // refuses what is no length
      const factor = Math.min(1, maxNorm / (globalNorm(gradients) + 1e-6));
      return gradients.map((gradient) => gradient.mul(factor));
    },
  },
  "divided by what is larger, as in TensorFlow": {
    clipByGlobalNorm: (gradients, maxNorm) => {
      clipByGlobalNorm(gradients, maxNorm); // refuses what is no length
      const longest = Math.max(globalNorm(gradients), maxNorm);
      return gradients.map((gradient) => gradient.mul(maxNorm / longest));
    },
  },
  "entry by entry": {
    clipByValue: (gradients, limit) => {
      clipByValue(gradients, limit); // refuses what is no length
      return gradients.map((gradient) => gradient.map((entry) => Math.sign(entry) * Math.min(limit, Math.abs(entry))));
    },
    globalNorm: (gradients) => Math.hypot(...gradients.flatMap((gradient) => [...gradient.data])),
  },
});
