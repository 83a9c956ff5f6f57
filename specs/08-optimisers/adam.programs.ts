import { stack, zeros, type Tensor } from "#tensor";
import type { AdamOptions } from "#reference/08-optimisers/adam.ts";

/** What the programs need of a student's file; the stub's test holds both stub and reference to it. */
export interface AdamModule {
  readonly Adam: new (options?: AdamOptions) => { step(parameters: readonly Tensor[], gradients: readonly Tensor[]): Tensor[] };
}

/** The parameter after each of T steps along given gradients `[T, D]`. */
export function trajectory({ Adam }: AdamModule, start: Tensor, gradients: Tensor, options?: AdamOptions): Tensor {
  const optimiser = new Adam(options);
  const visited: Tensor[] = [];
  let parameter = start;
  for (let time = 0; time < gradients.shape[0]!; time++) {
    parameter = optimiser.step([parameter], [gradients.slice(time)])[0]!;
    visited.push(parameter);
  }
  return stack(visited);
}

/** Two parameters of different shapes in one optimiser, which must not share state. */
export function twoParameters({ Adam }: AdamModule, first: Tensor, second: Tensor, steps: number): { first: Tensor; second: Tensor } {
  const optimiser = new Adam({ learningRate: 0.1 });
  let parameters = [first, second];
  for (let time = 1; time <= steps; time++) parameters = optimiser.step(parameters, [parameters[0]!.mul(2), parameters[1]!.mul(time)]);
  return { first: parameters[0]!, second: parameters[1]! };
}

/** Where 500 steps lead on the bowl Σ cᵢ xᵢ² / 2, and what became of the tensor passed in. */
export function descendBowl({ Adam }: AdamModule, start: Tensor, curvature: Tensor): Tensor {
  const optimiser = new Adam({ learningRate: 0.05 });
  let parameter = start;
  for (let time = 0; time < 500; time++) parameter = optimiser.step([parameter], [parameter.mul(curvature)])[0] ?? zeros(start.shape);
  return parameter;
}
