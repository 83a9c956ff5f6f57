import type { NadamOptions } from "#reference/08-optimisers/nadam.ts";
import { optimiserPrograms, type OptimiserModule } from "./optimiser-programs.ts";

export type NadamModule = OptimiserModule<"Nadam", NadamOptions>;

export const { trajectory, twoParameters, stepOnce, descendBowl, descendValley, leaveSaddle } = optimiserPrograms<
  "Nadam",
  NadamOptions
>("Nadam", {
  pair: { learningRate: 0.1, epsilon: 1e-16 },
  bowl: { steps: 250, options: { learningRate: 0.05 } },
  valley: { steps: 3000, options: { learningRate: 0.02, beta2: 0.99 } },
  saddle: { steps: 100, options: { learningRate: 0.05 } },
});
