/** Reads what a recording has become on its way here: a claim, like everything that comes from where a student's code ran. */
import { Tensor } from "#tensor";
import type { Plan, Planned, Step } from "../../../reference/gpu/recording-device.ts";
import type { Value } from "../executor.ts";

const mostSteps = 20_000;
const mostKernels = 200;
const mostCharacters = 20_000;
/** Of all steps together, in float32: 256 MB. */
const mostEntries = 2 ** 26;

export interface ReadPlan {
  readonly plan: Plan;
  /** The tensors among the results, in the order in which {@link withTensors} wants them. */
  readonly wanted: readonly Planned[];
  /** The result with each tensor put in its place. */
  withTensors(tensors: readonly Tensor[]): Value;
}

/** Thrown when it is no plan, or one that asks too much; the message goes on from "The function …". */
export class PlanError extends Error {}

export function readPlan(recorded: Value, argumentShapes: readonly (readonly number[])[]): ReadPlan {
  const { plan, result } = recordOf(recorded);
  const { kernels, steps } = recordOf(plan);
  const texts = listOf(kernels).map((text) => {
    if (typeof text !== "string") throw notOurs();
    if (text.length > mostCharacters)
      throw new PlanError(`launches a kernel of more than ${mostCharacters} characters`);
    return text;
  });
  if (texts.length > mostKernels) throw new PlanError(`launches more than ${mostKernels} different kernels`);
  const sizes: number[] = [];
  let entries = 0;
  const read = (step: Value): Step => {
    const record = recordOf(step);
    if (record["upload"] instanceof Tensor) {
      sizes.push(record["upload"].size);
      return { upload: record["upload"] };
    }
    const { kernel, shape, constants, inputs } = record;
    if (!Number.isInteger(kernel) || texts[kernel as number] === undefined) throw notOurs();
    const given = listOf(inputs).map((input) => (typeof input === "number" ? input : plannedOf(input)));
    const output = shapeOf(shape);
    entries += entriesOf(output);
    if (entries > mostEntries) throw new PlanError(`launches kernels over more than ${mostEntries} entries in all`);
    sizes.push(entriesOf(output));
    return { kernel: kernel as number, shape: output, constants: numbersOf(constants), inputs: given };
  };
  const plannedOf = (value: Value): Planned => {
    const { argument, step, shape } = recordOf(value);
    const form = shapeOf(shape);
    const [place, size] =
      argument === undefined
        ? [step, sizes[step as number]]
        : [argument, argumentShapes[argument as number] && entriesOf(argumentShapes[argument as number]!)];
    if (!Number.isInteger(place) || size !== entriesOf(form)) throw notOurs();
    return argument === undefined ? { step: place as number, shape: form } : { argument: place as number, shape: form };
  };
  const given = listOf(steps);
  if (given.length > mostSteps) throw new PlanError(`launches more than ${mostSteps} kernels`);
  const planned = given.map(read);
  const wanted: Planned[] = [];
  const collect = (value: Value): void => {
    if (isPlanned(value)) wanted.push(plannedOf(value.planned));
    else for (const entry of inside(value)) collect(entry);
  };
  collect(result);
  return {
    plan: { kernels: texts, steps: planned },
    wanted,
    withTensors(tensors) {
      const rest = tensors.values();
      const fill = (value: Value): Value => {
        if (isPlanned(value)) return rest.next().value!;
        if (Array.isArray(value)) return (value as readonly Value[]).map(fill);
        if (!isRecord(value)) return value;
        return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, fill(entry)]));
      };
      return fill(result);
    },
  };
}

function notOurs(): PlanError {
  return new PlanError("recorded what is no plan");
}

function inside(value: Value): readonly Value[] {
  if (Array.isArray(value)) return value as readonly Value[];
  return isRecord(value) ? Object.values(value) : [];
}

type ValueRecord = { readonly [key: string]: Value };

function isPlanned(value: Value): value is { readonly planned: Value } {
  return isRecord(value) && Object.hasOwn(value, "planned");
}

function isRecord(value: Value): value is ValueRecord {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

function recordOf(value: Value | undefined): ValueRecord {
  if (value === undefined || !isRecord(value)) throw notOurs();
  return value;
}

function listOf(value: Value | undefined): readonly Value[] {
  if (!Array.isArray(value)) throw notOurs();
  return value as readonly Value[];
}

function shapeOf(value: Value | undefined): number[] {
  return listOf(value).map((size) => {
    if (!Number.isInteger(size) || (size as number) < 1) throw notOurs();
    return size as number;
  });
}

function numbersOf(value: Value | undefined): { [name: string]: number } {
  return Object.fromEntries(
    Object.entries(recordOf(value)).map(([name, number]) => {
      if (typeof number !== "number" || !Number.isFinite(number)) throw notOurs();
      return [name, number];
    }),
  );
}

function entriesOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}
