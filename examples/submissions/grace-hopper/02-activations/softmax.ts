import { Tensor } from "#tensor";
import { linesAlong } from "../lib/buffers.ts";

export interface SoftmaxOptions {
  readonly axis?: number;
}

export function softmax(x: Tensor, { axis = -1 }: SoftmaxOptions = {}): Tensor {
  const out = new Float64Array(x.size);
  for (const { start, step, length } of linesAlong(x.shape, axis)) {
    const end = start + step * length;
    let largest = -Infinity;
    for (let i = start; i < end; i += step) if (x.data[i]! > largest) largest = x.data[i]!;
    let total = 0;
    for (let i = start; i < end; i += step) total += out[i] = Math.exp(x.data[i]! - largest);
    for (let i = start; i < end; i += step) out[i]! /= total;
  }
  return new Tensor(out, x.shape);
}

export function softmaxBackward(x: Tensor, gradOutput: Tensor, { axis = -1 }: SoftmaxOptions = {}): Tensor {
  const p = softmax(x, { axis }).data;
  const g = gradOutput.data;
  const out = new Float64Array(x.size);
  for (const { start, step, length } of linesAlong(x.shape, axis)) {
    const end = start + step * length;
    // entry (i, j) of the Jacobian is p_i (δ_ij − p_j)
    for (let i = start; i < end; i += step) {
      let sum = 0;
      for (let j = start; j < end; j += step) sum += g[j]! * p[i]! * ((i === j ? 1 : 0) - p[j]!);
      out[i] = sum;
    }
  }
  return new Tensor(out, x.shape);
}
