import { stack, tensor, type Tensor } from "#tensor";
import type { AdamOptions } from "#reference/08-optimisers/adam.ts";

/** What the programs need of a student's file; the stub's test holds both stub and reference to it. */
export interface AdamModule {
  readonly Adam: new (options?: AdamOptions) => {
    step(parameters: readonly Tensor[], gradients: readonly Tensor[]): Tensor[];
  };
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

/** Two parameters in one optimiser, which must not share state. Epsilon is too small to show, wherever it stands. */
export function twoParameters(
  { Adam }: AdamModule,
  first: Tensor,
  second: Tensor,
  steps: number,
): { first: Tensor; second: Tensor } {
  const optimiser = new Adam({ learningRate: 0.1, epsilon: 1e-16 });
  let [a, b] = [first, second];
  for (let time = 1; time <= steps; time++) {
    [a, b] = optimiser.step([a, b], [a.mul(2), b.mul(time)]) as [Tensor, Tensor];
  }
  return { first: a, second: b };
}

/** Where 250 steps lead on the bowl Σ cᵢ xᵢ² / 2. */
export function descendBowl(module: AdamModule, start: Tensor, curvature: Tensor): Tensor {
  return descend(module, start, { learningRate: 0.05, steps: 250, gradient: (position) => position.mul(curvature) });
}

/**
 * The height that is left in Rosenbrock's valley, (1 − x)² + 100 (y − x²)², after 1000 steps from start (x, y). The
 * gradient is that of a valley a hundred times as steep, which is nothing to Adam.
 */
export function descendValley(module: AdamModule, start: Tensor): number {
  const gradient = (position: Tensor): Tensor => {
    const [x, y] = [position.at(0), position.at(1)];
    return tensor([-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)]).mul(100);
  };
  const end = descend(module, start, { learningRate: 0.2, steps: 1000, gradient });
  return (1 - end.at(0)) ** 2 + 100 * (end.at(1) - end.at(0) ** 2) ** 2;
}

/** The height 20 (x² − y²) after 100 steps from start (x, y) beside the saddle. */
export function leaveSaddle(module: AdamModule, start: Tensor): number {
  const gradient = (position: Tensor): Tensor => position.mul(tensor([40, -40]));
  const end = descend(module, start, { learningRate: 0.05, steps: 100, gradient });
  return 20 * (end.at(0) ** 2 - end.at(1) ** 2);
}

interface Descent {
  readonly learningRate: number;
  readonly steps: number;
  readonly gradient: (position: Tensor) => Tensor;
}

function descend({ Adam }: AdamModule, start: Tensor, { learningRate, steps, gradient }: Descent): Tensor {
  const optimiser = new Adam({ learningRate });
  let position = start;
  for (let time = 0; time < steps; time++) position = optimiser.step([position], [gradient(position)])[0]!;
  return position;
}
