import type { RmspropOptions } from "#reference/08-optimisers/rmsprop.ts";
import { optimiserPrograms, type OptimiserModule } from "./optimiser-programs.ts";

export type RmspropModule = OptimiserModule<"Rmsprop", RmspropOptions>;

export const { trajectory, twoParameters, stepOnce, descendBowl, descendValley, leaveSaddle } = optimiserPrograms<
  "Rmsprop",
  RmspropOptions
>("Rmsprop", {
  pair: { learningRate: 0.1, epsilon: 1e-16 },
  bowl: { steps: 400, options: { learningRate: 0.02 } },
  valley: { steps: 2000, options: { learningRate: 0.005 } },
  saddle: { steps: 300, options: { learningRate: 0.02 } },
});
