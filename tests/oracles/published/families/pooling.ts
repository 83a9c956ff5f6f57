/** Reads a published pooling, of any library, into the terms of the course. */
import type { Tensor } from "#tensor";
import { findInput, inputAt, operationOf, type PublishedCase } from "../published-case.ts";
import { enter, type Layout } from "./layout.ts";
import { samePadding, type Padding, type Window } from "./padding.ts";

export interface Pooling {
  /** `[N, C, H, W]`, not yet padded; a signal has become K equal rows, of which each window sees all. */
  readonly input: Tensor;
  readonly kernelSize: number;
  readonly stride: number;
  /** For a signal, of the columns alone. */
  readonly padding: Padding;
  readonly layout: Layout;
}

/** A reason when the exercise does not go so far. */
export function readPooling(item: PublishedCase): Pooling | string {
  const given = item.file.startsWith("onnx/") ? inputAt(item, 0)! : findInput(item, "x", "input", "inputs")!;
  const kernel =
    item.attributes["kernel_shape"] ??
    item.attributes["filterSize"] ??
    item.attributes["windowShape"] ??
    item.attributes["poolSize"] ??
    item.attributes["pool_size"] ??
    2;
  const directions = directionsOf(item, given, kernel as number | number[]);
  if (directions > 2) return "pools in three directions";
  for (const name of ["dilations", "dilation", "dilationRate"]) {
    const dilation = item.attributes[name];
    if (dilation !== undefined && [dilation].flat().some((distance) => distance !== 1)) return "spreads its window";
  }
  if (item.attributes["ceil_mode"]) return "rounds the size up";
  if (item.attributes["storage_order"]) return "counts positions by columns";
  if (item.outputs.length > 1) return "asks for the positions of the largest values";
  const kernelSizes = each(kernel as number | number[], directions);
  const ones = item.file.startsWith("onnx/") || item.op === "pool" || item.of === "pool" ? 1 : kernelSizes;
  const strides = each((item.attributes["strides"] as number | number[] | null | undefined) ?? ones, directions);
  if (new Set(kernelSizes).size > 1) return "has a window that isn't square";
  if (new Set(strides).size > 1) return "has another stride for rows than for columns";
  const format = (item.attributes["dataFormat"] ?? item.attributes["data_format"]) as string | null | undefined;
  const first = format ? /^NC|first$/i.test(format) : item.file.startsWith("onnx/");
  const layout: Layout = { channels: first ? "first" : "last", directions, batched: given.rank === directions + 2 };
  const image = enter(given, layout);
  const [kernelSize, stride] = [kernelSizes[0]!, strides[0]!];
  const sizes = image.shape.slice(2).slice(2 - directions);
  const padding = paddingOf(
    item,
    sizes.map((size) => ({ size, kernel: kernelSize, stride, dilation: 1 })),
    format,
  );
  return { input: image, kernelSize, stride, padding, layout };
}

function directionsOf(item: PublishedCase, given: Tensor, kernel: number | number[]): number {
  if (item.file.startsWith("onnx/")) return (kernel as number[]).length;
  const named = /([123])d/i.exec(operationOf(item));
  if (named) return Number(named[1]);
  return item.file.startsWith("keras/") ? given.rank - 2 : 2;
}

const each = (value: number | number[], directions: number): number[] =>
  [value].flat().length === directions ? [value].flat() : Array<number>(directions).fill([value].flat()[0]!);

function paddingOf(item: PublishedCase, windows: readonly Window[], format: string | null | undefined): Padding {
  const given =
    item.attributes["pads"] ?? item.attributes["auto_pad"] ?? item.attributes["pad"] ?? item.attributes["padding"];
  const none = windows.map(() => [0, 0] as const);
  if (given === undefined || given === "valid" || given === "VALID" || given === "NOTSET") return none;
  if (given === "same" || given === "SAME_UPPER") return samePadding(windows);
  if (given === "SAME_LOWER") return samePadding(windows, "start");
  if (typeof given === "number") return windows.map(() => [given, given] as const);
  const widths = given as readonly (number | readonly [number, number])[];
  if (Array.isArray(widths[0])) {
    const pairs = widths as readonly (readonly [number, number])[];
    if (pairs.length === windows.length) return pairs;
    return format && /^NC/i.test(format) ? pairs.slice(2) : pairs.slice(1, 1 + windows.length);
  }
  return windows.map((_, axis) => [widths[axis], widths[axis + windows.length]] as [number, number]);
}
