import type { AdadeltaOptions } from "#reference/08-optimisers/adadelta.ts";
import { optimiserPrograms, type OptimiserModule } from "./optimiser-programs.ts";

export type AdadeltaModule = OptimiserModule<"Adadelta", AdadeltaOptions>;

export const { trajectory, twoParameters, stepOnce, descendBowl, descendValley, leaveSaddle } = optimiserPrograms<
  "Adadelta",
  AdadeltaOptions
>("Adadelta", {
  pair: { epsilon: 1e-4 },
  bowl: { steps: 1000, options: { decay: 0.99, epsilon: 1e-5 } },
  valley: { steps: 4000, options: {} },
  saddle: { steps: 400, options: {} },
});
