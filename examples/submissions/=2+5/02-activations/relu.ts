import { Tensor, where } from "#tensor"

export function relu(x: Tensor) { return x.maximum(0) }

export function reluBackwards(x: Tensor, gradOutput: Tensor) { return where(x.greater(0), gradOutput, 0) }
