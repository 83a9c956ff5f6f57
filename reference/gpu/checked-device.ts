/** What every device refuses before it does anything, and what is left to do for each kind. */
import { Tensor } from "#tensor";
import type { Device, DeviceTensor, Kernel } from "./device.ts";

const mostAxes = 3;
/** WebGPU promises eight storage buffers, and one is the output. */
const mostTensors = 7;
/** Of one tensor. */
const mostEntries = 2 ** 26;

/** Whatever constants it reads. */
export type AnyKernel = Kernel<string>;

/** A {@link Device} that checks its arguments. @typeParam Data - what a tensor is on this device. */
export abstract class CheckedDevice<Data> implements Device {
  readonly #data = new WeakMap<DeviceTensor, Data>();

  protected abstract uploaded(values: Tensor): Data;
  protected abstract launched(
    kernel: AnyKernel,
    shape: readonly number[],
    constants: { readonly [name: string]: number },
    inputs: readonly (Placed<Data> | number)[],
  ): Data;

  upload(values: Tensor): DeviceTensor {
    if (!(values instanceof Tensor)) throw new TypeError(`upload: values is ${kindOf(values)}, expected a Tensor.`);
    return this.place(this.uploaded(values), values.shape);
  }

  launch<Constants extends string = never>(
    kernel: Kernel<Constants>,
    shape: readonly number[],
    constants: { readonly [name in Constants]: number },
    ...inputs: readonly (DeviceTensor | number)[]
  ): DeviceTensor {
    if (typeof kernel !== "function") throw new TypeError(`launch: kernel is ${kindOf(kernel)}, expected a function.`);
    const called = `launch of ${kernel.name || "a kernel"}`;
    checkShape(shape, called);
    if (shape.length === 0 || shape.length > mostAxes)
      throw new RangeError(
        `${called}: shape [${shape.join(", ")}] has ${shape.length} axes, expected 1 to ${mostAxes}. Launch over a flat shape and reshape the result.`,
      );
    if (typeof constants !== "object" || constants === null)
      throw new TypeError(`${called}: constants is ${kindOf(constants)}, expected an object of numbers, perhaps {}.`);
    for (const [name, value] of Object.entries<unknown>(constants)) {
      if (typeof value !== "number" || !Number.isFinite(value))
        throw new TypeError(`${called}: the constant ${name} is ${kindOf(value)}, expected a finite number.`);
    }
    if (inputs.filter((input) => typeof input !== "number").length > mostTensors)
      throw new RangeError(`${called}: it takes more than ${mostTensors} tensors, which WebGPU does not promise.`);
    if (inputs.length !== kernel.length)
      throw new RangeError(
        `${called}: it is given ${inputs.length} inputs, but the kernel has ${kernel.length} parameters.`,
      );
    const given = inputs.map((input, index) => {
      if (typeof input === "number") return input;
      const placed = this.placed(input, `${called}: input ${index + 1}`);
      if (placed.shape.length === 0 || placed.shape.length > mostAxes)
        throw new RangeError(
          `${called}: input ${index + 1} has shape [${placed.shape.join(", ")}], expected 1 to ${mostAxes} axes. Reshape it first.`,
        );
      return placed;
    });
    return this.place(this.launched(kernel, [...shape], { ...constants }, given), shape);
  }

  reshape(values: DeviceTensor, shape: readonly number[]): DeviceTensor {
    const { data, shape: before } = this.placed(values, "reshape: values");
    checkShape(shape, "reshape");
    if (entriesOf(shape) !== entriesOf(before))
      throw new RangeError(
        `reshape: [${shape.join(", ")}] has ${entriesOf(shape)} entries, but the tensor of shape [${before.join(", ")}] has ${entriesOf(before)}.`,
      );
    return this.place(data, shape);
  }

  /** What lies behind a handle. */
  protected placed(values: DeviceTensor, subject: string): Placed<Data> {
    const data = typeof values === "object" && values !== null ? this.#data.get(values) : undefined;
    if (data === undefined)
      throw new TypeError(
        `${subject} is ${kindOf(values)}, expected a tensor on this device: one of the arguments, or the result of upload, launch or reshape.`,
      );
    return { data, shape: values.shape };
  }

  protected place(data: Data, shape: readonly number[]): DeviceTensor {
    const handle: DeviceTensor = Object.freeze({ shape: Object.freeze([...shape]) });
    this.#data.set(handle, data);
    return handle;
  }
}

export interface Placed<Data> {
  readonly data: Data;
  readonly shape: readonly number[];
}

function checkShape(shape: readonly number[], called: string): void {
  if (!Array.isArray(shape)) throw new TypeError(`${called}: shape is ${kindOf(shape)}, expected a list of sizes.`);
  for (const size of shape as readonly unknown[]) {
    if (!Number.isInteger(size) || (size as number) < 1)
      throw new RangeError(
        `${called}: shape [${shape.join(", ")}] holds ${String(size)}, expected whole sizes of 1 or more.`,
      );
  }
  if (entriesOf(shape) > mostEntries)
    throw new RangeError(`${called}: shape [${shape.join(", ")}] has more than ${mostEntries} entries.`);
}

export function entriesOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (typeof value === "number") return String(value);
  if (value instanceof Tensor) return "a Tensor, whose numbers are not on the device";
  return Array.isArray(value)
    ? "an array"
    : typeof value === "object"
      ? "an object"
      : `a value of type ${typeof value}`;
}
