import { variants } from "#graders/spec/authoring.ts";
import { corrected } from "./adam-means.ts";
import { adamwWith } from "./adamw.mistakes.ts";
import type { AdamWModule } from "./adamw.programs.ts";

export default variants<AdamWModule>({
  "decay and step in one line": {
    AdamW: adamwWith({
      change: ({ parameter, now, time, options: { learningRate, beta1, beta2, epsilon, weightDecay } }) => {
        const { mean, square } = corrected(now, time, { beta1, beta2 });
        return mean.div(square.sqrt().add(epsilon)).add(parameter.mul(weightDecay)).mul(learningRate);
      },
    }),
  },
  "correction folded into the step size": {
    AdamW: adamwWith({
      change: ({ parameter, now, time, options: { learningRate, beta1, beta2, epsilon, weightDecay } }) => {
        const root = Math.sqrt(1 - beta2 ** time);
        const step = now.mean
          .mul((learningRate * root) / (1 - beta1 ** time))
          .div(now.square.sqrt().add(epsilon * root));
        return step.add(parameter.mul(learningRate * weightDecay));
      },
    }),
  },
});
