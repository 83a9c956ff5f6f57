import { Tensor } from '#tensor'

/** Nur e^-|x| wird berechnet: nie größer als 1. */
const kurve = (x: number): number => {
  const klein = Math.exp(-Math.abs(x))
  return (x < 0 ? klein : 1) / (1 + klein)
}

export function sigmoid (x: Tensor): Tensor {
  return x.map(wert => kurve(wert))
}

export function sigmoidBackward (x: Tensor, gradOutput: Tensor): Tensor {
  return gradOutput.map((g, i) => g * kurve(x.data[i]!) * kurve(-x.data[i]!))
}
