/** Reads a published normalisation over some axes, of any library, as one over the last axis. */
import type { Tensor } from "#tensor";
import { attribute, inputAt, type PublishedCase } from "../published-case.ts";

export interface LastAxes {
  /** `[…, D]`, where D is the product of the normalised axes. */
  readonly x: Tensor;
  /** Back to the shape of the case. */
  readonly leave: (y: Tensor) => Tensor;
}

/** ONNX counts from `axis` to the last; Keras and TensorFlow.js list the axes. */
export function readLastAxes(item: PublishedCase): LastAxes {
  const x = inputAt(item, 0)!;
  const named = attribute<number | readonly number[]>(item, "axis", -1);
  const [first, ...others] = [named].flat().map((axis) => (axis < 0 ? axis + x.rank : axis));
  const isOnnx = /^[A-Z]/.test(item.op);
  const axes = isOnnx ? [...x.shape.keys()].slice(first) : [first!, ...others];
  const kept = [...x.shape.keys()].filter((axis) => !axes.includes(axis));
  const order = [...kept, ...axes];
  const moved = x.transpose(order);
  return {
    x: moved.reshape([...kept.map((axis) => x.shape[axis]!), -1]),
    leave: (y) => y.reshape(moved.shape).transpose(order.map((_, axis) => order.indexOf(axis))),
  };
}
