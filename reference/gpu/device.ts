/**
 * How the course speaks to a GPU: a host function launches kernels on a device, and what they compute stays there.
 *
 * A kernel is a function that works out one entry of its output. It runs once for each entry, all at the same time as far as
 * anybody can tell, and learns from `this.thread` which entry is its own. Host code never sees a number: it holds
 * {@link DeviceTensor}s, and a launch only queues work, as on a real device.
 */
import type { Tensor } from "#tensor";

/**
 * What a kernel finds in `this`.
 *
 * @typeParam Constants - names of the constants that it reads, as in `Thread<"width" | "height">`.
 */
export interface Thread<Constants extends string = never> {
  /** Which entry of the output is computed: x counts along the last axis, y along the one before it, z along the first of three. */
  readonly thread: { readonly x: number; readonly y: number; readonly z: number };
  /** Numbers fixed at the launch. The bound of a loop must be one of them: gpu.js cuts other loops at 1,000 rounds. */
  readonly constants: { readonly [name in Constants]: number };
}

/** A tensor of one axis as a kernel sees it: `x[i]`. */
export type Vector = { readonly [index: number]: number };
/** Two axes, row first: `a[row][column]`. */
export type Matrix = { readonly [row: number]: Vector };
/** Three axes: `v[z][y][x]`. */
export type Volume = { readonly [z: number]: Matrix };

/**
 * One entry of the output, from inputs in the order of the launch. gpu.js turns its text into code for the device, so it may use
 * arithmetic, `Math`, `let`, `if`, `for` and its inputs, but nothing from outside itself: no import, no closure, no arrow, no array of its own.
 */
export type Kernel<Constants extends string = never> = (this: Thread<Constants>, ...inputs: never[]) => number;

/** Numbers on the device. Host code knows how many they are, not which. */
export interface DeviceTensor {
  readonly shape: readonly number[];
}

export interface Device {
  /** Copies numbers to the device, each rounded to float32. */
  upload(values: Tensor): DeviceTensor;

  /**
   * Runs a kernel once for each entry of an output of the given shape.
   *
   * @param shape - one to three sizes: `[n]` is walked by x; `[rows, columns]` by y and x; `[planes, rows, columns]` by z, y and x.
   * @param constants - numbers that the kernel reads as `this.constants.name`.
   * @param inputs - tensors of one to three axes, seven at most, and plain numbers, in the order of the kernel's parameters.
   */
  launch<Constants extends string = never>(
    kernel: Kernel<Constants>,
    shape: readonly number[],
    constants: { readonly [name in Constants]: number },
    ...inputs: readonly (DeviceTensor | number)[]
  ): DeviceTensor;

  /** The same numbers under another shape of as many entries. Nothing is copied. */
  reshape(values: DeviceTensor, shape: readonly number[]): DeviceTensor;
}
