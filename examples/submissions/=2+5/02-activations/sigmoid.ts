import { Tensor } from "#tensor"

const s = (v: number) => 1 / (1 + Math.exp(-v))

export function sigmoid(x: Tensor) { return x.map(v => s(v)) }

export function sigmoidBackward(x: Tensor, g: Tensor) { return x.map((v, i) => g.data[i]! * s(v) * s(-v)) }
