// Übung 1: ein künstliches Neuron
// Jürgen Weiß
import { type Tensor } from "#tensor";

export function neuron(input: Tensor, weight: Tensor, bias: Tensor): Tensor {
  return input.matmul(weight).add(bias); // Nettoeingabe, größer als 0 heißt: feuert
}
