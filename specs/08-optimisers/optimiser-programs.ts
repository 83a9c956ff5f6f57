/** The programs of this unit's optimisers, which differ in their options and in how many steps they need. */
import { stack, tensor, type Tensor } from "#tensor";

export interface Optimiser {
  step(parameters: readonly Tensor[], gradients: readonly Tensor[]): Tensor[];
}

/** What the programs need of a student's file; the stub's test holds both stub and reference to it. */
export type OptimiserModule<Name extends string, Options> = {
  readonly [name in Name]: new (options?: Options) => Optimiser;
};

export interface Descent<Options> {
  readonly steps: number;
  readonly options: Options;
  /** What gradients are multiplied by, 1 when left out. */
  readonly steepness?: number;
}

export interface Descents<Options> {
  /** Options for two parameters in one optimiser; an epsilon too small to show, wherever it stands. */
  readonly pair: Options;
  readonly bowl: Descent<Options>;
  readonly valley: Descent<Options>;
  readonly saddle: Descent<Options>;
}

/** @param name - of the class in the student's file. */
export function optimiserPrograms<Name extends string, Options>(
  name: Name,
  { pair, bowl, valley, saddle }: Descents<Options>,
) {
  type Module = OptimiserModule<Name, Options>;
  const descend = (
    module: Module,
    start: Tensor,
    { steps, options, steepness = 1 }: Descent<Options>,
    gradient: (position: Tensor) => Tensor,
  ): Tensor => {
    const optimiser = new module[name](options);
    let position = start;
    for (let time = 0; time < steps; time++)
      position = optimiser.step([position], [gradient(position).mul(steepness)])[0]!;
    return position;
  };
  return {
    /** The parameter after each of T steps along given gradients `[T, D]`. */
    trajectory: (module: Module, start: Tensor, gradients: Tensor, options?: Options): Tensor => {
      const optimiser = new module[name](options);
      const visited: Tensor[] = [];
      let parameter = start;
      for (let time = 0; time < gradients.shape[0]!; time++) {
        parameter = optimiser.step([parameter], [gradients.slice(time)])[0]!;
        visited.push(parameter);
      }
      return stack(visited);
    },
    /** Two parameters in one optimiser, which must not share anything. */
    twoParameters: (
      module: Module,
      first: Tensor,
      second: Tensor,
      steps: number,
    ): { first: Tensor; second: Tensor } => {
      const optimiser = new module[name](pair);
      let [a, b] = [first, second];
      for (let time = 1; time <= steps; time++)
        [a, b] = optimiser.step([a, b], [a.mul(2), b.mul(time)]) as [Tensor, Tensor];
      return { first: a, second: b };
    },
    /** One parameter after one step, with a gradient in each row of `gradients`: one row is right. */
    stepOnce: (module: Module, parameter: Tensor, gradients: Tensor, options?: Options): Tensor => {
      const each = Array.from({ length: gradients.shape[0]! }, (_, row) => gradients.slice(row));
      return new module[name](options).step([parameter], each)[0]!;
    },
    /** Where the steps lead on the bowl Σ cᵢ xᵢ² / 2. */
    descendBowl: (module: Module, start: Tensor, curvature: Tensor): Tensor => {
      return descend(module, start, bowl, (position) => position.mul(curvature));
    },
    /** The height that is left in Rosenbrock's valley, (1 − x)² + 100 (y − x²)², from start (x, y). */
    descendValley: (module: Module, start: Tensor): number => {
      const end = descend(module, start, valley, (position) => {
        const [x, y] = [position.at(0), position.at(1)];
        return tensor([-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)]);
      });
      return (1 - end.at(0)) ** 2 + 100 * (end.at(1) - end.at(0) ** 2) ** 2;
    },
    /** The height 20 (x² − y²), from start (x, y) beside the saddle. */
    leaveSaddle: (module: Module, start: Tensor): number => {
      const end = descend(module, start, saddle, (position) => position.mul(tensor([40, -40])));
      return 20 * (end.at(0) ** 2 - end.at(1) ** 2);
    },
  };
}
