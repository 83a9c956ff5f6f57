/** Where the descents of this unit start, and gradients for its optimisers. */
import { tensor } from "#tensor";
import type { Draw, Generator } from "#graders/spec/authoring.ts";

/** High on the walls of a bowl whose axes have curvatures in (low, high). */
export const bowlBetween =
  (low: number, high: number): Generator =>
  (draw) => {
    const size = draw.size();
    return {
      start: draw.tensor([size], 2, 3).mul(draw.choices([size], [-1, 1])),
      curvature: draw.tensor([size], low, high),
    };
  };

/** A bowl that is up to four times as steep along one axis as along another. */
export const onBowl = bowlBetween(20, 80);

/** Above the floor of Rosenbrock's valley, on the far side from its minimum, which is at (1, 1). */
export const aboveValley: Generator = (draw) => ({
  start: tensor([draw.number(-1.4, -1), draw.number(-0.4, 0.4)]),
});

/** Gradients `[T, D]` most of whose entries are 0, as those of an embedding are. */
export function sparseGradients(draw: Draw, options: { readonly [name: string]: readonly [number, number] }) {
  const [steps, size] = [draw.size(6, 12), draw.size(2, 5)];
  const given = Object.entries(options).filter(() => !draw.leavesOut());
  return {
    start: draw.tensor([size]),
    gradients: draw.tensor([steps, size]).mul(draw.choices([steps, size], [0, 0, 1])),
    options: Object.fromEntries(given.map(([name, [low, high]]) => [name, draw.number(low, high)])),
  };
}
