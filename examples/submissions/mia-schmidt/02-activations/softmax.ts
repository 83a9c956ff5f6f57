import { type Tensor } from "#tensor";

export interface SoftmaxOptions {
  readonly axis?: number;
}

/** Bringt die gewünschte Achse ans Ende, damit danach immer über die letzte summiert werden kann. */
function axisLast(x: Tensor, axis: number): Tensor {
  const order = x.shape.map((_, index) => index);
  order.push(order.splice(axis, 1)[0]!);
  return x.transpose(order);
}

export function softmax(x: Tensor, { axis = -1 }: SoftmaxOptions = {}): Tensor {
  const rows = axisLast(x, axis);
  const powers = rows.sub(rows.max(-1, { keepDims: true })).exp();
  return powers.div(powers.sum(-1, { keepDims: true }));
}

export function softmaxBackward(x: Tensor, gradOutput: Tensor, { axis = -1 }: SoftmaxOptions = {}): Tensor {
  const p = softmax(x, { axis });
  const g = axisLast(gradOutput, axis);
  return p.mul(g.sub(p.mul(g).sum(-1, { keepDims: true })));
}
