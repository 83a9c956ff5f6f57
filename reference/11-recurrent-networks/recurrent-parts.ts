// What the recurrent layers share.

import { arange, ones, ShapeError, where, type Tensor } from "#tensor";

/** dσ/dx in terms of y = σ(x). */
export function sigmoidSlope(y: Tensor): Tensor {
  return y.mul(y.neg().add(1));
}

/** dtanh/dx in terms of y = tanh(x). */
export function tanhSlope(y: Tensor): Tensor {
  return y.square().neg().add(1);
}

/** `Σ aᵀ b` over all axes but the last: the gradient of a weight, from those of its products and what it multiplied. */
export function outerSum(a: Tensor, b: Tensor): Tensor {
  return a.reshape([-1, a.shape.at(-1)!]).T.matmul(b.reshape([-1, b.shape.at(-1)!]));
}

/** Refuses what does not fit: by the name of each argument the tensor and the shape that it should have. */
export function expectShapes(
  caller: string,
  expected: { readonly [name: string]: readonly [Tensor, readonly (number | undefined)[]] },
  remedy: string,
): void {
  for (const [name, [{ shape }, fitting]] of Object.entries(expected)) {
    if (shape.join() === fitting.join()) continue;
    throw new ShapeError(`${caller}: ${name} is [${shape.join(", ")}], expected [${fitting.join(", ")}]. ${remedy}`);
  }
}

/** How long each sequence of a padded batch is. */
export interface LengthOptions {
  /** `[N]`, how many of the T steps belong to each sequence; the rest is padding. All T when left out. */
  readonly lengths?: Tensor;
}

/** 1 at the steps that belong to a sequence, 0 at padding: `[N, T, 1]`. */
export function insideOf(caller: string, input: Tensor, { lengths }: LengthOptions): Tensor {
  const [batch, steps] = input.shape as readonly [number, number];
  if (!lengths) return ones([batch, steps, 1]);
  expectShapes(caller, { "options.lengths": [lengths, [batch]] }, "There is a length for each sequence.");
  const wrong = lengths.data.findIndex((length) => !(Number.isInteger(length) && length >= 1 && length <= steps));
  if (wrong >= 0) {
    throw new RangeError(
      `${caller}: options.lengths[${wrong}] is ${lengths.data[wrong]}, expected an integer in [1, ${steps}]. ` +
        `The input has ${steps} steps.`,
    );
  }
  return arange(steps).less(lengths.expandDims(1)).expandDims(2);
}

/** Each sequence from its last step to its first, padding where it was. Twice is the same as not at all. */
export function reverseTime(x: Tensor, { lengths }: LengthOptions): Tensor {
  if (!lengths) return x.slice(null, [null, null, -1]);
  const [batch, steps, features] = x.shape as readonly [number, number, number];
  const [time, ends] = [arange(steps), lengths.expandDims(1)]; // [T] and [N, 1]
  const source = where(time.less(ends), ends.sub(time).sub(1), time); // [N, T]
  const rows = source.add(arange(batch).mul(steps).expandDims(1));
  return x.reshape([batch * steps, features]).gather(rows);
}
