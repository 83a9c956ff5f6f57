import { ShapeError, type Tensor } from "#tensor";

/**
 * Refuses gradients that are not one for each parameter, of its shape.
 *
 * Broadcasting would take them: a parameter `[N]` and a gradient `[N, 1]` give a parameter `[N, N]` after the step.
 *
 * @throws ShapeError - when there are more or fewer gradients than parameters, or a gradient has another shape.
 */
export function expectGradients(optimiser: string, parameters: readonly Tensor[], gradients: readonly Tensor[]): void {
  if (gradients.length !== parameters.length) {
    throw new ShapeError(
      `${optimiser}.step: gradients holds ${gradients.length} tensors, expected ${parameters.length}, one for each parameter.`,
    );
  }
  for (const [index, { shape }] of parameters.entries()) {
    const gradient = gradients[index]!;
    if (gradient.shape.join() === shape.join()) continue;
    throw new ShapeError(
      `${optimiser}.step: gradients[${index}] is [${gradient.shape.join(", ")}], expected the shape of its parameter, ` +
        `[${shape.join(", ")}]. Reshape it; broadcasting would pair the wrong entries.`,
    );
  }
}

/**
 * Refuses options that are negative or not a number.
 *
 * @throws RangeError - when a value is not at least 0.
 */
export function expectAtLeastZero(optimiser: string, options: { readonly [name: string]: number }): void {
  for (const [name, value] of Object.entries(options)) {
    if (value >= 0) continue;
    throw new RangeError(`${optimiser}: ${name} is ${value}, expected a number, at least 0.`);
  }
}

/**
 * Refuses shares of the past outside [0, 1): with 1 nothing is ever forgotten.
 *
 * @throws RangeError - when a value is below 0, or 1 or more.
 */
export function expectShares(optimiser: string, options: { readonly [name: string]: number }): void {
  for (const [name, value] of Object.entries(options)) {
    if (value >= 0 && value < 1) continue;
    throw new RangeError(`${optimiser}: ${name} is ${value}, expected a number in [0, 1). 0.9 is a usual one.`);
  }
}
