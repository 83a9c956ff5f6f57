/** Adapters of losses of a prediction and a target, entry by entry, such as the squared error. */
import type { Reduction } from "#reference/03-losses/reduction.ts";
import { broadcastShapes, type Tensor } from "#tensor";
import { applies, type Adapter } from "../adapter.ts";
import { findInput, gradOutputOf, isGradient, operationOf, type PublishedCase } from "../published-case.ts";
import { predictionsOf, reduceAs, targetsOf } from "./loss.ts";

interface Options {
  readonly reduction?: Reduction;
}

export interface EntrywiseLoss<Own extends object> {
  readonly operations: readonly string[];
  readonly forward: (predictions: Tensor, targets: Tensor, options?: Options & Own) => Tensor;
  readonly backward: (predictions: Tensor, targets: Tensor, gradOutput: Tensor, options?: Options & Own) => Tensor;
  readonly options?: (item: PublishedCase) => Own;
  /** By what the case's loss is a multiple of the reference's. */
  readonly scale?: (item: PublishedCase) => number;
}

export function entrywiseLoss<Own extends object>({
  operations,
  forward,
  backward,
  options,
  scale,
}: EntrywiseLoss<Own>): Adapter {
  return {
    claims: (item) => operations.includes(operationOf(item)),
    answer(item) {
      const own = options?.(item) ?? ({} as Own);
      // squaredDifference(a, b) is symmetric, and broadcasts; the losses do not.
      const [a, b] = [findInput(item, "a"), findInput(item, "b")];
      if (a && b) {
        const shape = broadcastShapes(a.shape, b.shape);
        const [left, right] = [a.broadcastTo(shape), b.broadcastTo(shape)];
        if (!isGradient(item)) return applies(forward(left, right, { reduction: "none", ...own }));
        const [of, other, own_] = item.wrt === "a" ? [left, right, a] : [right, left, b];
        return applies(backward(of, other, gradOutputOf(item, shape), { reduction: "none", ...own }).sumTo(own_.shape));
      }
      const [predictions, targets] = [predictionsOf(item), targetsOf(item)];
      return reduceAs(
        item,
        (reduction) => forward(predictions, targets, { reduction, ...own }).mul(scale?.(item) ?? 1),
        "entries",
      );
    },
  };
}
