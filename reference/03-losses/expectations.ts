import { ShapeError, type Tensor } from "#tensor";

/**
 * Refuses tensors whose shapes differ.
 *
 * Broadcasting would take them: `[N]` with `[N, 1]` gives all N² pairs, and a loss that falls while nothing is learnt.
 *
 * @param named - tensors by the name of their argument; the first sets the shape.
 * @throws ShapeError - when another has another shape.
 */
export function expectSameShape(caller: string, named: { readonly [argument: string]: Tensor }): void {
  const [[model, { shape }], ...others] = Object.entries(named) as [[string, Tensor], ...[string, Tensor][]];
  for (const [name, other] of others) {
    if (other.shape.join() === shape.join()) continue;
    throw new ShapeError(
      `${caller}: ${name} is [${other.shape.join(", ")}], expected the shape of ${model}, [${shape.join(", ")}]. ` +
        "Reshape one of them; broadcasting would pair the wrong entries.",
    );
  }
}

/**
 * Refuses labels that are not one class id for each row of scores.
 *
 * @param scores - `[N, C]`
 * @param ignoreIndex - one more value that a label may have.
 * @throws ShapeError - when `labels` is not `[N]`.
 * @throws RangeError - when a label is neither an integer in [0, C) nor `ignoreIndex`.
 */
export function expectClassIds(caller: string, labels: Tensor, scores: Tensor, ignoreIndex?: number): void {
  const [examples, classes] = scores.shape as readonly [number, number];
  if (labels.shape.join() !== String(examples)) {
    throw new ShapeError(
      `${caller}: labels is [${labels.shape.join(", ")}], expected [${examples}], ` +
        `one class id for each row of scores [${scores.shape.join(", ")}].`,
    );
  }
  for (const [index, label] of labels.data.entries()) {
    if ((Number.isInteger(label) && label >= 0 && label < classes) || label === ignoreIndex) continue;
    throw new RangeError(
      `${caller}: labels[${index}] is ${label}, expected an integer in [0, ${classes})` +
        `${ignoreIndex === undefined ? "" : ` or ignoreIndex, ${ignoreIndex}`}. Labels are class ids, counted from 0.`,
    );
  }
}

/**
 * Refuses labels that are none of two values.
 *
 * @throws RangeError - when a label is another number.
 */
export function expectEither(caller: string, labels: Tensor, values: readonly [number, number], remedy: string): void {
  const wrong = labels.data.findIndex((label) => !values.includes(label));
  if (wrong === -1) return;
  throw new RangeError(
    `${caller}: labels[${wrong}] is ${labels.data[wrong]}, expected ${values.join(" or ")}. ${remedy}`,
  );
}
