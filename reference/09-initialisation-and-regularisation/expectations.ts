import { ShapeError, type Tensor } from "#tensor";

/**
 * Refuses parameters that are not one value for each feature or channel.
 *
 * Broadcasting would take many of them: `[1]` scales everything alike, a column `[D, 1]` the wrong axis.
 *
 * @param count - how many features or channels the input has.
 * @param named - parameters by the name of their argument.
 * @throws ShapeError - when one is not `[count]`.
 */
export function expectOneForEach(caller: string, count: number, named: { readonly [argument: string]: Tensor }): void {
  for (const [name, { shape }] of Object.entries(named)) {
    if (shape.join() === String(count)) continue;
    throw new ShapeError(
      `${caller}: ${name} is [${shape.join(", ")}], expected [${count}]. ` +
        "There is one value for each feature or channel of the input.",
    );
  }
}
