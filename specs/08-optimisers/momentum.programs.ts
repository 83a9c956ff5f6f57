import type { MomentumOptions } from "#reference/08-optimisers/momentum.ts";
import { optimiserPrograms, type OptimiserModule } from "./optimiser-programs.ts";

export type MomentumModule = OptimiserModule<"Momentum", MomentumOptions>;

export const { trajectory, twoParameters, stepOnce, descendBowl, descendValley, leaveSaddle } = optimiserPrograms<
  "Momentum",
  MomentumOptions
>("Momentum", {
  pair: { learningRate: 0.1 },
  bowl: { steps: 250, options: { learningRate: 0.01 } },
  valley: { steps: 2000, options: { learningRate: 0.0001 } },
  saddle: { steps: 60, options: { learningRate: 0.002 } },
});
