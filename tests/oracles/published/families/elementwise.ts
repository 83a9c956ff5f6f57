/** Adapters of functions that work entry by entry: forward cases by name, gradient cases through the backward function. */
import type { Tensor } from "#tensor";
import { applies, type Adapter, type DoesNotApply } from "../adapter.ts";
import { gradOutputOf, inputAt, isGradient, operationOf, type PublishedCase } from "../published-case.ts";

export interface Elementwise<Options> {
  /** The operations that compute the function, as the libraries call them. */
  readonly operations: readonly string[];
  /** What the layer "Activation" of TensorFlow.js calls it. */
  readonly activation?: string;
  readonly forward: (x: Tensor, options?: Options) => Tensor;
  readonly backward: (x: Tensor, gradOutput: Tensor, options?: Options) => Tensor;
  /** The options that the attributes mean, or why the exercise has no such. */
  readonly options?: (item: PublishedCase) => Options | DoesNotApply;
}

export function elementwise<Options extends object>({
  operations,
  activation,
  forward,
  backward,
  options,
}: Elementwise<Options>): Adapter {
  return {
    claims: (item) =>
      operations.includes(operationOf(item)) ||
      (item.op === "layer.Activation" && activation !== undefined && item.attributes["activation"] === activation),
    answer(item) {
      const chosen = options?.(item);
      if (chosen && "reason" in chosen) return chosen;
      const x = inputAt(item, 0)!;
      return applies(isGradient(item) ? backward(x, gradOutputOf(item, x.shape), chosen) : forward(x, chosen));
    },
  };
}
