import { inputs, type Draw } from "#graders/spec/authoring.ts";

/** Labels of any shape, and more classes than occur where their number is given. */
function labelled(draw: Draw) {
  const rank = draw.integer(0, 4);
  const shape = Array.from({ length: rank > 2 ? 1 : rank }, () => draw.size(1, 6));
  const labels = draw.integers(shape, 0, draw.integer(1, 6));
  const options = draw.leavesOut() ? {} : { classes: labels.max().item() + draw.integer(1, 4) };
  return { labels, options };
}

export default inputs({
  oneHot: labelled,
  thereAndBack: labelled,
  classIds: (draw) => ({
    rows: draw.oneHot([
      ...(draw.boolean() ? [draw.size(1, 6)] : []),
      ...(draw.boolean() ? [draw.size(2, 5)] : []),
      draw.size(2, 6),
    ]),
  }),
});
