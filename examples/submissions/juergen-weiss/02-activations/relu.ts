import { full, Tensor, where } from '#tensor'

/** Rampe: max(0, x) */
export function relu (x: Tensor): Tensor {
  return x.maximum(full(x.shape, 0))
}

/** Ableitung: 1 für x > 0, sonst 0 */
export function reluBackward (x: Tensor, gradOutput: Tensor): Tensor {
  return where(x.lessEqual(0), 0, gradOutput)
}
