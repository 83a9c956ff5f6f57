/** What padding means in numbers: cells before and after, for each direction. */

export type Padding = readonly (readonly [before: number, after: number])[];

/** The window in one direction. */
export interface Window {
  readonly size: number;
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
}

/** As much as gives ⌈size / stride⌉ stops; an odd cell goes to the end, or to the start for ONNX's SAME_LOWER. */
export function samePadding(windows: readonly Window[], odd: "end" | "start" = "end"): Padding {
  return windows.map(({ size, kernel, stride, dilation }) => {
    const total = Math.max(0, (Math.ceil(size / stride) - 1) * stride + (kernel - 1) * dilation + 1 - size);
    const less = Math.floor(total / 2);
    return odd === "end" ? [less, total - less] : [total - less, less];
  });
}

/** All of it before: a step sees no later one. */
export function causalPadding(windows: readonly Window[]): Padding {
  return windows.map(({ kernel, dilation }) => [(kernel - 1) * dilation, 0]);
}

/** The one width that all sides share; undefined when they differ. */
export function commonWidth(padding: Padding): number | undefined {
  const widths = padding.flat();
  return widths.every((width) => width === widths[0]) ? widths[0] : undefined;
}
