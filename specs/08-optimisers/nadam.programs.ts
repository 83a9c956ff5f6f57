import { stack, tensor, type Tensor } from "#tensor";
import type { NadamOptions } from "#reference/08-optimisers/nadam.ts";

/** What the programs need of a student's file; the stub's test holds both stub and reference to it. */
export interface NadamModule {
  readonly Nadam: new (options?: NadamOptions) => {
    step(parameters: readonly Tensor[], gradients: readonly Tensor[]): Tensor[];
  };
}

/** The parameter after each of T steps along given gradients `[T, D]`. */
export function trajectory({ Nadam }: NadamModule, start: Tensor, gradients: Tensor, options?: NadamOptions): Tensor {
  const optimiser = new Nadam(options);
  const visited: Tensor[] = [];
  let parameter = start;
  for (let time = 0; time < gradients.shape[0]!; time++) {
    parameter = optimiser.step([parameter], [gradients.slice(time)])[0]!;
    visited.push(parameter);
  }
  return stack(visited);
}

/** Two parameters in one optimiser, which must not share anything. */
export function twoParameters(
  { Nadam }: NadamModule,
  first: Tensor,
  second: Tensor,
  steps: number,
): { first: Tensor; second: Tensor } {
  const optimiser = new Nadam({ learningRate: 0.1, epsilon: 1e-16 });
  let [a, b] = [first, second];
  for (let time = 1; time <= steps; time++) {
    [a, b] = optimiser.step([a, b], [a.mul(2), b.mul(time)]) as [Tensor, Tensor];
  }
  return { first: a, second: b };
}

/** One parameter after one step, with a gradient in each row of `gradients`: one row is right. */
export function stepOnce({ Nadam }: NadamModule, parameter: Tensor, gradients: Tensor, options?: NadamOptions): Tensor {
  const each = Array.from({ length: gradients.shape[0]! }, (_, row) => gradients.slice(row));
  return new Nadam(options).step([parameter], each)[0]!;
}

/** Where 250 steps lead on the bowl Σ cᵢ xᵢ² / 2. */
export function descendBowl(module: NadamModule, start: Tensor, curvature: Tensor): Tensor {
  return descend(module, start, {
    options: { learningRate: 0.05 },
    steps: 250,
    gradient: (position) => position.mul(curvature),
  });
}

/** The height that is left in Rosenbrock's valley, (1 − x)² + 100 (y − x²)², after 3000 steps from start (x, y). */
export function descendValley(module: NadamModule, start: Tensor): number {
  const gradient = (position: Tensor): Tensor => {
    const [x, y] = [position.at(0), position.at(1)];
    return tensor([-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)]);
  };
  const end = descend(module, start, { options: { learningRate: 0.02, beta2: 0.99 }, steps: 3000, gradient });
  return (1 - end.at(0)) ** 2 + 100 * (end.at(1) - end.at(0) ** 2) ** 2;
}

/** The height 20 (x² − y²) after 100 steps from start (x, y) beside the saddle. */
export function leaveSaddle(module: NadamModule, start: Tensor): number {
  const gradient = (position: Tensor): Tensor => position.mul(tensor([40, -40]));
  const end = descend(module, start, { options: { learningRate: 0.05 }, steps: 100, gradient });
  return 20 * (end.at(0) ** 2 - end.at(1) ** 2);
}

interface Descent {
  readonly options: NadamOptions;
  readonly steps: number;
  readonly gradient: (position: Tensor) => Tensor;
}

function descend({ Nadam }: NadamModule, start: Tensor, { options, steps, gradient }: Descent): Tensor {
  const optimiser = new Nadam(options);
  let position = start;
  for (let time = 0; time < steps; time++) position = optimiser.step([position], [gradient(position)])[0]!;
  return position;
}
