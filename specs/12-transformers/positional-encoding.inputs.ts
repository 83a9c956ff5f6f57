import { inputs, type Draw } from "#graders/spec/authoring.ts";

const evenSize = (draw: Draw): number => 2 * draw.integer(1, 4);
const baseOption = (draw: Draw) => (draw.leavesOut() ? {} : { base: draw.pick([50, 1000, 25_000]) });

/** One or several axes of positions. */
function sinusoidalEncoding(draw: Draw) {
  const shape = draw.pick([[draw.size(2, 5)], [draw.size(2, 3), draw.size(2, 4)]]);
  return { positions: draw.integers(shape, 0, 199), features: evenSize(draw), options: baseOption(draw) };
}

/** A table with a row for each position, and often with more. */
function learnedEncoding(draw: Draw) {
  const [batch, length, features] = [draw.size(1, 3), draw.size(2, 4), draw.size(1, 4)];
  const rows = length + draw.integer(0, 3);
  return { input: draw.tensor([batch, length, features]), weight: draw.tensor([rows, features]) };
}

function rotaryEncoding(draw: Draw) {
  const [length, features] = [draw.size(2, 5), evenSize(draw)];
  const leading = draw.pick([[], [draw.size(1, 3)], [draw.size(1, 3), draw.size(2, 3)]]);
  const options = { ...baseOption(draw), ...(draw.leavesOut() ? {} : { start: draw.integer(1, 40) }) };
  return { input: draw.tensor([...leading, length, features]), options };
}

export default inputs({
  sinusoidalEncoding,
  learnedEncoding,
  learnedEncodingBackward: (draw) => {
    const values = learnedEncoding(draw);
    return { ...values, gradOutput: draw.tensor(values.input.shape) };
  },
  rotaryEncoding,
  rotaryEncodingBackward: (draw) => {
    const values = rotaryEncoding(draw);
    return { ...values, gradOutput: draw.tensor(values.input.shape) };
  },
  likeness: (draw) => ({ shift: draw.tensor([]), length: draw.size(3, 6), features: evenSize(draw) }),
  scores: (draw) => {
    const features = evenSize(draw);
    const [targets, sources] = [draw.size(2, 4), draw.size(2, 5)];
    return {
      shift: draw.tensor([]),
      query: draw.tensor([targets, features]),
      key: draw.tensor([sources, features]),
    };
  },
});
