/** Writes down what a host function asks of a device, so that it can be done elsewhere: text and numbers, no functions. */
import type { Tensor } from "#tensor";
import { CheckedDevice, type AnyKernel, type Placed } from "./checked-device.ts";
import type { DeviceTensor } from "./device.ts";

/** Where the numbers of a tensor come from: an argument, or a step of the plan, by its place. */
export type Origin = { readonly argument: number } | { readonly step: number };

/** A tensor of a plan: its numbers under a shape. */
export type Planned = Origin & { readonly shape: readonly number[] };

export type Step =
  | { readonly upload: Tensor }
  | {
      /** Place of the kernel's text in the plan. */
      readonly kernel: number;
      readonly shape: readonly number[];
      readonly constants: { readonly [name: string]: number };
      readonly inputs: readonly (Planned | number)[];
    };

/** A host function's work, in order. */
export interface Plan {
  /** Text of each kernel. */
  readonly kernels: readonly string[];
  readonly steps: readonly Step[];
}

export class RecordingDevice extends CheckedDevice<Origin> {
  readonly #kernels: string[] = [];
  readonly #steps: Step[] = [];
  readonly #known = new Map<AnyKernel, number>();
  #arguments = 0;

  /** The next tensor that the host function is called with. */
  argument(shape: readonly number[]): DeviceTensor {
    return this.place({ argument: this.#arguments++ }, shape);
  }

  /** What was written down so far. */
  get plan(): Plan {
    return { kernels: this.#kernels, steps: this.#steps };
  }

  /** How the plan calls a tensor. */
  planned(values: DeviceTensor): Planned {
    const { data, shape } = this.placed(values, "The result");
    return { ...data, shape };
  }

  protected uploaded(values: Tensor): Origin {
    return this.#push({ upload: values });
  }

  protected launched(
    kernel: AnyKernel,
    shape: readonly number[],
    constants: { readonly [name: string]: number },
    inputs: readonly (Placed<Origin> | number)[],
  ): Origin {
    const named = inputs.map((input) => (typeof input === "number" ? input : { ...input.data, shape: input.shape }));
    return this.#push({ kernel: this.#kernelOf(kernel), shape, constants, inputs: named });
  }

  #push(step: Step): Origin {
    return { step: this.#steps.push(step) - 1 };
  }

  #kernelOf(kernel: AnyKernel): number {
    const known = this.#known.get(kernel);
    if (known !== undefined) return known;
    const place = this.#kernels.push(textOf(kernel)) - 1;
    this.#known.set(kernel, place);
    return place;
  }
}

function textOf(kernel: AnyKernel): string {
  // Not the function's own toString, which its author may have replaced.
  const text = Function.prototype.toString.call(kernel);
  if (!text.startsWith("function"))
    throw new TypeError(
      `launch: the kernel ${kernel.name || "given"} is not written as function name(…) { … }. Arrows and methods have no thread in their this.`,
    );
  return text;
}
