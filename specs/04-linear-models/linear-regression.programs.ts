import type { Tensor } from "#tensor";
import type { LinearModel } from "#reference/04-linear-models/linear-regression.ts";

type Module = typeof import("#reference/04-linear-models/linear-regression.ts");

/** The model that many small steps lead to, and the one that solves the equations. */
export function bothWays({ fit, solveNormalEquations }: Module, input: Tensor, targets: Tensor) {
  const descended: LinearModel = fit(input, targets, { learningRate: 0.3, steps: 120 });
  const solved: LinearModel = solveNormalEquations(input, targets);
  return { descended, solved };
}
