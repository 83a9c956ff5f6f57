import type { Tensor } from "#tensor";
import type { AdamOptions } from "#reference/16-gpu-kernels/adam-kernel.ts";
import { division, gamma, secondOrder, smallest, squareRoot, unit } from "./rounding.ts";

interface State {
  readonly parameter: Tensor;
  readonly mean: Tensor;
  readonly square: Tensor;
}

/**
 * Means take in two products of numbers that the host has rounded: three roundings each, four where the gradient is squared. All terms of the
 * square are positive, so it is off by that part of itself, and its root by half. The step's size takes that on in proportion.
 */
export function adamStep(
  { parameter, mean, square }: State,
  gradient: Tensor,
  time: number,
  { learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: AdamOptions = {},
): State {
  const ofMean = mean
    .abs()
    .mul(beta1)
    .add(gradient.abs().mul(1 - beta1))
    .mul(gamma(3));
  const newSquare = square.mul(beta2).add(gradient.square().mul(1 - beta2));
  const ofSquare = newSquare.mul(gamma(4));
  const newMean = mean.mul(beta1).add(gradient.mul(1 - beta1));
  const size = newSquare
    .div(1 - beta2 ** time)
    .sqrt()
    .add(epsilon);
  const rate = learningRate / (1 - beta1 ** time);
  const step = newMean.mul(rate).div(size).abs();
  const relative = (4 / 2 + 1 + division + squareRoot + 2 + division + 2) * unit;
  const ofStep = ofMean.mul(rate).div(size).add(step.mul(relative));
  const ofParameter = ofStep.add(parameter.abs().add(step).mul(unit)).mul(secondOrder);
  return {
    parameter: ofParameter.add(smallest),
    mean: ofMean.add(smallest),
    square: ofSquare.add(smallest),
  };
}
