/** Kernels as plain functions in float64, one entry after the other: what a device computes but for its rounding. */
import { Tensor } from "#tensor";
import { CheckedDevice, entriesOf, type AnyKernel, type Placed } from "./checked-device.ts";
import type { DeviceTensor } from "./device.ts";

/**
 * A {@link Device} without hardware. Its answers are exact to float64, so rounding on a real device can be measured against them, and a
 * debugger stops in its kernels. Only what goes in is rounded to float32, as on every device.
 *
 * A kernel that reads beside its input finds NaN.
 *
 * @example
 * const device = new PlainDevice();
 * const x = device.upload(tensor([1, 2, 3]));
 * device.read(device.launch(function double(x) { return 2 * x[this.thread.x]; }, [3], {}, x)) // => [2, 4, 6]
 */
export class PlainDevice extends CheckedDevice<Float64Array> {
  /** Copies numbers back from the device. */
  read(values: DeviceTensor): Tensor {
    const { data, shape } = this.placed(values, "read: values");
    return new Tensor(data.slice(), shape);
  }

  protected uploaded(values: Tensor): Float64Array {
    return values.data.map(Math.fround);
  }

  protected launched(
    kernel: AnyKernel,
    shape: readonly number[],
    constants: { readonly [name: string]: number },
    inputs: readonly (Placed<Float64Array> | number)[],
  ): Float64Array {
    const [columns, rows = 1, planes = 1] = shape.toReversed() as [number, number?, number?];
    const seen = inputs.map((input) => (typeof input === "number" ? Math.fround(input) : nested(input)));
    const thread = { x: 0, y: 0, z: 0 };
    const rounded = Object.fromEntries(Object.entries(constants).map(([name, value]) => [name, Math.fround(value)]));
    const self = { thread, constants: rounded };
    const output = new Float64Array(entriesOf(shape));
    let index = 0;
    for (thread.z = 0; thread.z < planes; thread.z++)
      for (thread.y = 0; thread.y < rows; thread.y++)
        for (thread.x = 0; thread.x < columns; thread.x++)
          output[index++] = Reflect.apply(kernel as (...inputs: unknown[]) => number, self, seen);
    return output;
  }
}

/** Rows of rows over the same numbers. */
function nested({ data, shape }: Placed<Float64Array>): unknown {
  const [size, ...rest] = shape;
  if (rest.length === 0) return data;
  const length = entriesOf(rest);
  return Array.from({ length: size! }, (_, index) =>
    nested({ data: data.subarray(index * length, (index + 1) * length), shape: rest }),
  );
}
