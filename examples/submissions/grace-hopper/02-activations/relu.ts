import type { Tensor } from "#tensor";
import { each, eachPair } from "../lib/buffers.ts";

// "v <= 0 ? 0 : v" and not "v > 0 ? v : 0": the second would turn NaN into 0 and hide a bug upstream.
export function relu(x: Tensor): Tensor {
  return each(x, (v) => (v <= 0 ? 0 : v));
}

export function reluBackward(x: Tensor, gradOutput: Tensor): Tensor {
  return eachPair(x, gradOutput, (v, g) => (v > 0 ? g : 0));
}
