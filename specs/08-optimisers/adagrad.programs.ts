import type { AdagradOptions } from "#reference/08-optimisers/adagrad.ts";
import { optimiserPrograms, type OptimiserModule } from "./optimiser-programs.ts";

export type AdagradModule = OptimiserModule<"Adagrad", AdagradOptions>;

export const { trajectory, twoParameters, stepOnce, descendBowl, descendValley, leaveSaddle } = optimiserPrograms<
  "Adagrad",
  AdagradOptions
>("Adagrad", {
  pair: { learningRate: 0.1, initialAccumulator: 0.5 },
  bowl: { steps: 200, options: { learningRate: 1 } },
  valley: { steps: 2000, options: { learningRate: 0.5 } },
  saddle: { steps: 200, options: { learningRate: 0.5 } },
});
