import type { AdamWOptions } from "#reference/08-optimisers/adamw.ts";
import { optimiserPrograms, type OptimiserModule } from "./optimiser-programs.ts";

export type AdamWModule = OptimiserModule<"AdamW", AdamWOptions>;

export const { trajectory, twoParameters, stepOnce, descendBowl, descendValley, leaveSaddle } = optimiserPrograms<
  "AdamW",
  AdamWOptions
>("AdamW", {
  pair: { learningRate: 0.1, epsilon: 1e-16, weightDecay: 0.5 },
  bowl: { steps: 250, options: { learningRate: 0.05 } },
  valley: { steps: 2000, options: { learningRate: 0.1, weightDecay: 0.001 } },
  saddle: { steps: 100, options: { learningRate: 0.05 } },
});
