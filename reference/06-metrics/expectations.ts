import { ShapeError, type Tensor } from "#tensor";

/**
 * Refuses arguments that do not hold one value for each example.
 *
 * @param named - tensors by the name of their argument.
 * @throws ShapeError - when one is not `[N]` with the N of the first, or there are no examples.
 */
export function expectOneForEach(caller: string, named: { readonly [argument: string]: Tensor }): void {
  const [[model, { size }]] = Object.entries(named) as [[string, Tensor]];
  for (const [name, { shape }] of Object.entries(named)) {
    if (shape.join() === String(size)) continue;
    throw new ShapeError(
      `${caller}: ${name} is [${shape.join(", ")}], expected [${size}]. ` +
        `There is one entry for each example of ${model}.`,
    );
  }
  if (size > 0) return;
  throw new ShapeError(`${caller}: ${model} is [0], expected at least one example. A mean over none is undefined.`);
}

/**
 * Refuses arguments that do not hold one class id for each example.
 *
 * @param named - tensors by the name of their argument.
 * @param classes - C, the number of classes where it is known.
 * @throws ShapeError - as {@link expectOneForEach}.
 * @throws RangeError - when an entry is not an integer in [0, C).
 */
export function expectClassIds(
  caller: string,
  named: { readonly [argument: string]: Tensor },
  classes = Infinity,
): void {
  expectOneForEach(caller, named);
  for (const [name, { data }] of Object.entries(named)) {
    const wrong = data.findIndex((id) => !Number.isInteger(id) || id < 0 || id >= classes);
    if (wrong === -1) continue;
    throw new RangeError(
      `${caller}: ${name}[${wrong}] is ${data[wrong]}, expected an integer in [0, ${classes}). ` +
        `Class ids are counted from 0; of scores take the argmax first.`,
    );
  }
}

/**
 * Refuses scores that can't be put in order, and labels that are not 0 or 1.
 *
 * @throws ShapeError - as {@link expectOneForEach}.
 * @throws RangeError - when a score is not finite or a label neither 0 nor 1.
 */
export function expectScores(caller: string, scores: Tensor, labels: Tensor): void {
  expectClassIds(caller, { labels }, 2);
  expectOneForEach(caller, { labels, scores });
  const wrong = scores.data.findIndex((score) => !Number.isFinite(score));
  if (wrong === -1) return;
  throw new RangeError(
    `${caller}: scores[${wrong}] is ${scores.data[wrong]}, expected a finite number. Scores are put in order.`,
  );
}
