import type { AdamOptions } from "#reference/08-optimisers/adam.ts";
import { optimiserPrograms, type OptimiserModule } from "./optimiser-programs.ts";

export type AdamModule = OptimiserModule<"Adam", AdamOptions>;

export const { trajectory, twoParameters, descendBowl, descendValley, leaveSaddle } = optimiserPrograms<
  "Adam",
  AdamOptions
>("Adam", {
  pair: { learningRate: 0.1, epsilon: 1e-16 },
  bowl: { steps: 250, options: { learningRate: 0.05 } },
  valley: { steps: 1000, options: { learningRate: 0.2 }, steepness: 100 },
  saddle: { steps: 100, options: { learningRate: 0.05 } },
});
