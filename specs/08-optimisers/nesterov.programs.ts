import { stack, tensor, type Tensor } from "#tensor";
import type { NesterovOptions } from "#reference/08-optimisers/nesterov.ts";

/** What the programs need of a student's file; the stub's test holds both stub and reference to it. */
export interface NesterovModule {
  readonly Nesterov: new (options?: NesterovOptions) => {
    step(parameters: readonly Tensor[], gradients: readonly Tensor[]): Tensor[];
  };
}

/** The parameter after each of T steps along given gradients `[T, D]`. */
export function trajectory(
  { Nesterov }: NesterovModule,
  start: Tensor,
  gradients: Tensor,
  options?: NesterovOptions,
): Tensor {
  const optimiser = new Nesterov(options);
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
  { Nesterov }: NesterovModule,
  first: Tensor,
  second: Tensor,
  steps: number,
): { first: Tensor; second: Tensor } {
  const optimiser = new Nesterov({ learningRate: 0.1 });
  let [a, b] = [first, second];
  for (let time = 1; time <= steps; time++) {
    [a, b] = optimiser.step([a, b], [a.mul(2), b.mul(time)]) as [Tensor, Tensor];
  }
  return { first: a, second: b };
}

/** One parameter after one step, with a gradient in each row of `gradients`: one row is right. */
export function stepOnce(
  { Nesterov }: NesterovModule,
  parameter: Tensor,
  gradients: Tensor,
  options?: NesterovOptions,
): Tensor {
  const each = Array.from({ length: gradients.shape[0]! }, (_, row) => gradients.slice(row));
  return new Nesterov(options).step([parameter], each)[0]!;
}

/** Where 40 steps lead on the bowl Σ cᵢ xᵢ² / 2. */
export function descendBowl(module: NesterovModule, start: Tensor, curvature: Tensor): Tensor {
  return descend(module, start, {
    options: { learningRate: 0.0125 },
    steps: 40,
    gradient: (position) => position.mul(curvature),
  });
}

/** The height that is left in Rosenbrock's valley, (1 − x)² + 100 (y − x²)², after 2000 steps from start (x, y). */
export function descendValley(module: NesterovModule, start: Tensor): number {
  const gradient = (position: Tensor): Tensor => {
    const [x, y] = [position.at(0), position.at(1)];
    return tensor([-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)]);
  };
  const end = descend(module, start, { options: { learningRate: 0.0001 }, steps: 2000, gradient });
  return (1 - end.at(0)) ** 2 + 100 * (end.at(1) - end.at(0) ** 2) ** 2;
}

/** The height 20 (x² − y²) after 60 steps from start (x, y) beside the saddle. */
export function leaveSaddle(module: NesterovModule, start: Tensor): number {
  const gradient = (position: Tensor): Tensor => position.mul(tensor([40, -40]));
  const end = descend(module, start, { options: { learningRate: 0.002 }, steps: 60, gradient });
  return 20 * (end.at(0) ** 2 - end.at(1) ** 2);
}

interface Descent {
  readonly options: NesterovOptions;
  readonly steps: number;
  readonly gradient: (position: Tensor) => Tensor;
}

function descend({ Nesterov }: NesterovModule, start: Tensor, { options, steps, gradient }: Descent): Tensor {
  const optimiser = new Nesterov(options);
  let position = start;
  for (let time = 0; time < steps; time++) position = optimiser.step([position], [gradient(position)])[0]!;
  return position;
}
