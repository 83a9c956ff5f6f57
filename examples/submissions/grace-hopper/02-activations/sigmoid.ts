import type { Tensor } from "#tensor";
import { each, eachPair } from "../lib/buffers.ts";

function logistic(v: number): number {
  if (v >= 0) return 1 / (1 + Math.exp(-v));
  const e = Math.exp(v);
  return e / (1 + e);
}

export function sigmoid(x: Tensor): Tensor {
  return each(x, logistic);
}

export function sigmoidBackward(x: Tensor, gradOutput: Tensor): Tensor {
  // The slope is even, so it may be taken at -|v|, where the logistic is small and 1 minus it loses nothing.
  return eachPair(x, gradOutput, (v, g) => {
    const s = logistic(-Math.abs(v));
    return g * s * (1 - s);
  });
}
