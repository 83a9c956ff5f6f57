/** A law that every right implementation obeys, stated without its answer. Each property of the vocabulary is one. */
import type { Tensor } from "#tensor";
import type { Value } from "#graders/execution/executor.ts";
import type { Draw } from "#graders/inputs/draw.ts";
import type { Json } from "#graders/spec/spec.ts";
import type { Tolerance } from "../compare.ts";

export type Values = { readonly [argument: string]: unknown };
export type Settings = { readonly [name: string]: Json };

export interface Trial {
  /** Arguments of each call that the law needs, the drawn ones first. */
  readonly calls: readonly Values[];
  /** Given what came back for each: what is wrong, as a sentence, or the value that the last call (or `actual`, a part of it) should be. */
  judge(
    outputs: readonly Value[],
    tolerance: Partial<Tolerance>,
  ): string | { readonly expected: Value; readonly actual?: Value; readonly because: string } | undefined;
}

export interface Law {
  /** Settings by name, with what each means; a name that ends in `?` may be left out. */
  readonly settings: { readonly [name: string]: string };
  /** Smaller inputs would say nothing: a data set that was learned from, say. */
  readonly keepsInput?: true;
  trial(values: Values, settings: Settings, draw: Draw): Trial;
}

export function tensorArgument(values: Values, name: Json | undefined): Tensor {
  return values[String(name)] as Tensor;
}

/** A setting that may be missing, as a number. */
export function numberSetting(settings: Settings, name: string, otherwise: number): number {
  const value = settings[name];
  if (typeof value === "number") return value;
  return typeof value === "string" ? Number(value) : otherwise;
}

/** What a law says that needs a tensor and got something else. */
export const needsTensor = "No tensor came back, and this law is about one.";
