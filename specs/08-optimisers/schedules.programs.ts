import { tensor, type Tensor } from "#tensor";
import type { ReduceOnPlateauOptions } from "#reference/08-optimisers/schedules.ts";

type Module = typeof import("#reference/08-optimisers/schedules.ts");

/** What the programs need of a student's file; the stub's test holds both stub and reference to it. */
export type SchedulesModule = Omit<Module, "ReduceOnPlateau"> & {
  readonly ReduceOnPlateau: new (options: ReduceOnPlateauOptions) => { step(loss: number): number };
};

type Name = Exclude<keyof Module, "ReduceOnPlateau">;

/** The rate after each of some losses. */
export function ratesAfter(
  { ReduceOnPlateau }: SchedulesModule,
  losses: Tensor,
  options: ReduceOnPlateauOptions,
): Tensor {
  const schedule = new ReduceOnPlateau(options);
  return tensor([...losses.data].map((loss) => schedule.step(loss)));
}

/** The rates that a schedule has at steps 0, 1, 2, …, `steps` of them. */
export function curveOf(module: SchedulesModule, name: Name, steps: number, options: object): Tensor {
  const schedule = module[name] as (step: number, options: object) => number;
  return tensor(Array.from({ length: steps }, (_, step) => schedule(step, options)));
}

/** One rate of the schedule of that name; that of "plateau" after a loss of 1. */
export function rateAt(module: SchedulesModule, name: Name | "plateau", step: number, options: object): number {
  if (name === "plateau") return new module.ReduceOnPlateau(options as ReduceOnPlateauOptions).step(1);
  const schedule = module[name] as (step: number, options: object) => number;
  return schedule(step, options);
}
