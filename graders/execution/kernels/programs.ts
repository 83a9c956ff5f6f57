/** How a host function is called where it lives: with a device that writes down, or with one that computes. */
import { PlainDevice } from "../../../reference/gpu/plain-device.ts";
import { RecordingDevice, type Plan, type Planned } from "../../../reference/gpu/recording-device.ts";
import type { DeviceTensor } from "../../../reference/gpu/device.ts";
import { Tensor } from "#tensor";

export type HostModule = { readonly [name: string]: (...args: unknown[]) => unknown };

/** Stands for a tensor whose numbers stay with the grader. */
export interface OfShape {
  readonly ofShape: readonly number[];
}

export interface Recorded {
  readonly plan: Plan;
  /** What the host function returned, with `{ planned }` for each tensor. */
  readonly result: unknown;
}

/** Calls a host function with tensors of which it learns the shapes alone. */
export function record(module: HostModule, name: string, args: readonly unknown[]): Recorded {
  const device = new RecordingDevice();
  const placed = args.map((argument) => replace(argument, isOfShape, ({ ofShape }) => device.argument(ofShape)));
  const result = module[name]!(device, ...placed);
  const planned = (values: DeviceTensor): { planned: Planned } => ({ planned: device.planned(values) });
  return { result: replace(result, isHandle, planned), plan: device.plan };
}

/** Calls a host function on a {@link PlainDevice}. */
export function runPlainly(module: HostModule, name: string, args: readonly unknown[]): unknown {
  const device = new PlainDevice();
  const isTensor = (value: unknown): value is Tensor => value instanceof Tensor;
  const placed = args.map((argument) => replace(argument, isTensor, (values) => device.upload(values)));
  return replace(module[name]!(device, ...placed), isHandle, (values) => device.read(values));
}

function isOfShape(value: unknown): value is OfShape {
  return typeof value === "object" && value !== null && "ofShape" in value;
}

function isHandle(value: unknown): value is DeviceTensor {
  return (
    typeof value === "object" &&
    value !== null &&
    !(value instanceof Tensor) &&
    Array.isArray((value as DeviceTensor).shape)
  );
}

/** Replaces what is found anywhere in lists and records. */
function replace<Found>(
  value: unknown,
  is: (value: unknown) => value is Found,
  by: (found: Found) => unknown,
): unknown {
  if (is(value)) return by(value);
  if (Array.isArray(value)) return value.map((entry) => replace(entry, is, by));
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, replace(entry, is, by)]));
}
