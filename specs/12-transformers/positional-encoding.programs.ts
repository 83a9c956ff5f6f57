import { arange, type Tensor } from "#tensor";

type Module = typeof import("#reference/12-transformers/positional-encoding.ts");

/** How many positions everything is moved on: a whole number, at least 0. */
const steps = (shift: Tensor): number => Math.round(8 * Math.abs(shift.item()));

/** Products of the encodings of some positions with each other: `[length, length]`. */
export function likeness({ sinusoidalEncoding }: Module, shift: Tensor, length: number, features: number): Tensor {
  const encodings = sinusoidalEncoding(arange(length).add(steps(shift)), features);
  return encodings.matmul(encodings.T);
}

/** Scores of queries and keys that are turned, `[T, S]`, when the first of both stands somewhere else. */
export function scores({ rotaryEncoding }: Module, shift: Tensor, query: Tensor, key: Tensor): Tensor {
  const options = { start: steps(shift) };
  return rotaryEncoding(query, options).matmul(rotaryEncoding(key, options).T);
}
