import type { Tensor } from "#tensor";
import type { BatchOptions, GradientDescentOptions } from "#reference/08-optimisers/gradient-descent.ts";
import { optimiserPrograms, type OptimiserModule } from "./optimiser-programs.ts";

export type GradientDescentModule = OptimiserModule<"GradientDescent", GradientDescentOptions> & {
  readonly miniBatchDescent: (input: Tensor, target: Tensor, order: Tensor, options?: BatchOptions) => Tensor;
};

export const { trajectory, twoParameters, stepOnce, descendBowl, descendValley, leaveSaddle } = optimiserPrograms<
  "GradientDescent",
  GradientDescentOptions
>("GradientDescent", {
  pair: { learningRate: 0.1 },
  bowl: { steps: 60, options: { learningRate: 0.02 } },
  valley: { steps: 4000, options: { learningRate: 0.0005 } },
  saddle: { steps: 30, options: { learningRate: 0.01 } },
});
