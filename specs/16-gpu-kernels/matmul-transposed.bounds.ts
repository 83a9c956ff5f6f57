import type { Tensor } from "#tensor";
import { matmul } from "./matmul-kernel.bounds.ts";

/** As of any matrix product: the order in which entries are read rounds nothing. */
export function matmulTransposeB(a: Tensor, b: Tensor): Tensor {
  return matmul(a, b.T);
}

export function matmulTransposeA(a: Tensor, b: Tensor): Tensor {
  return matmul(a.T, b);
}
