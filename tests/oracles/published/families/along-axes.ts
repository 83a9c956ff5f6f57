/** Adapters of functions along one axis, for cases that may name several axes at once, or all. */
import type { Tensor } from "#tensor";
import { applies, doesNotApply, type Adapter } from "../adapter.ts";
import {
  attribute,
  findInput,
  gradOutputOf,
  inputAt,
  isGradient,
  operationOf,
  type PublishedCase,
} from "../published-case.ts";

interface AxisOptions {
  readonly axis?: number;
}

export interface AlongAxes {
  readonly operations: readonly string[];
  readonly activation: string;
  readonly forward: (x: Tensor, options?: AxisOptions) => Tensor;
  readonly backward: (x: Tensor, gradOutput: Tensor, options?: AxisOptions) => Tensor;
}

export function alongAxes({ operations, activation, forward, backward }: AlongAxes): Adapter {
  return {
    claims: (item) =>
      operations.includes(operationOf(item)) ||
      (item.op === "layer.Activation" && item.attributes["activation"] === activation),
    answer(item) {
      if (findInput(item, "mask")) return doesNotApply("has a mask, which the exercise leaves out");
      const given = inputAt(item, 0)!;
      // Softmin is the softmax of the negated scores.
      const x = item.op === "Softmin" ? given.neg() : given;
      const axes = axesOf(item, x.rank);
      if (axes.length === 1) {
        const axis = axes[0]!;
        return applies(isGradient(item) ? backward(x, gradOutputOf(item, x.shape), { axis }) : forward(x, { axis }));
      }
      // Several axes: moved to the end and made one.
      const order = [...x.shape.keys()].filter((axis) => !axes.includes(axis)).concat(axes);
      const moved = x.transpose(order);
      const kept = moved.shape.slice(0, x.rank - axes.length);
      const result = forward(moved.reshape([...kept, -1]), { axis: -1 }).reshape(moved.shape);
      return applies(result.transpose([...order.keys()].map((axis) => order.indexOf(axis))));
    },
  };
}

/** The axes, counted from the start. The last when left out, all for `null`. */
function axesOf(item: PublishedCase, rank: number): number[] {
  const axis = attribute<number | readonly number[] | null>(item, "axis", attribute(item, "dim", -1));
  const axes = axis === null ? [...Array(rank).keys()] : [axis].flat();
  return axes.map((one) => (one < 0 ? one + rank : one));
}
