import type { NesterovOptions } from "#reference/08-optimisers/nesterov.ts";
import { optimiserPrograms, type OptimiserModule } from "./optimiser-programs.ts";

export type NesterovModule = OptimiserModule<"Nesterov", NesterovOptions>;

export const { trajectory, twoParameters, stepOnce, descendBowl, descendValley, leaveSaddle } = optimiserPrograms<
  "Nesterov",
  NesterovOptions
>("Nesterov", {
  pair: { learningRate: 0.1 },
  bowl: { steps: 40, options: { learningRate: 0.0125 } },
  valley: { steps: 2000, options: { learningRate: 0.0001 } },
  saddle: { steps: 60, options: { learningRate: 0.002 } },
});
