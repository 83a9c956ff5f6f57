import { stack, tensor, type Tensor } from "#tensor";
import type { AdagradOptions } from "#reference/08-optimisers/adagrad.ts";

/** What the programs need of a student's file; the stub's test holds both stub and reference to it. */
export interface AdagradModule {
  readonly Adagrad: new (options?: AdagradOptions) => {
    step(parameters: readonly Tensor[], gradients: readonly Tensor[]): Tensor[];
  };
}

/** The parameter after each of T steps along given gradients `[T, D]`. */
export function trajectory(
  { Adagrad }: AdagradModule,
  start: Tensor,
  gradients: Tensor,
  options?: AdagradOptions,
): Tensor {
  const optimiser = new Adagrad(options);
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
  { Adagrad }: AdagradModule,
  first: Tensor,
  second: Tensor,
  steps: number,
): { first: Tensor; second: Tensor } {
  const optimiser = new Adagrad({ learningRate: 0.1, initialAccumulator: 0.5 });
  let [a, b] = [first, second];
  for (let time = 1; time <= steps; time++) {
    [a, b] = optimiser.step([a, b], [a.mul(2), b.mul(time)]) as [Tensor, Tensor];
  }
  return { first: a, second: b };
}

/** One parameter after one step, with a gradient in each row of `gradients`: one row is right. */
export function stepOnce(
  { Adagrad }: AdagradModule,
  parameter: Tensor,
  gradients: Tensor,
  options?: AdagradOptions,
): Tensor {
  const each = Array.from({ length: gradients.shape[0]! }, (_, row) => gradients.slice(row));
  return new Adagrad(options).step([parameter], each)[0]!;
}

/** Where 200 steps lead on the bowl Σ cᵢ xᵢ² / 2. */
export function descendBowl(module: AdagradModule, start: Tensor, curvature: Tensor): Tensor {
  return descend(module, start, {
    options: { learningRate: 1 },
    steps: 200,
    gradient: (position) => position.mul(curvature),
  });
}

/** The height that is left in Rosenbrock's valley, (1 − x)² + 100 (y − x²)², after 2000 steps from start (x, y). */
export function descendValley(module: AdagradModule, start: Tensor): number {
  const gradient = (position: Tensor): Tensor => {
    const [x, y] = [position.at(0), position.at(1)];
    return tensor([-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)]);
  };
  const end = descend(module, start, { options: { learningRate: 0.5 }, steps: 2000, gradient });
  return (1 - end.at(0)) ** 2 + 100 * (end.at(1) - end.at(0) ** 2) ** 2;
}

/** The height 20 (x² − y²) after 200 steps from start (x, y) beside the saddle. */
export function leaveSaddle(module: AdagradModule, start: Tensor): number {
  const gradient = (position: Tensor): Tensor => position.mul(tensor([40, -40]));
  const end = descend(module, start, { options: { learningRate: 0.5 }, steps: 200, gradient });
  return 20 * (end.at(0) ** 2 - end.at(1) ** 2);
}

interface Descent {
  readonly options: AdagradOptions;
  readonly steps: number;
  readonly gradient: (position: Tensor) => Tensor;
}

function descend({ Adagrad }: AdagradModule, start: Tensor, { options, steps, gradient }: Descent): Tensor {
  const optimiser = new Adagrad(options);
  let position = start;
  for (let time = 0; time < steps; time++) position = optimiser.step([position], [gradient(position)])[0]!;
  return position;
}
