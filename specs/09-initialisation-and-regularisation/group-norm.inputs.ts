import { inputs, type Draw } from "#graders/spec/authoring.ts";

/** Groups of at least three values; of two or fewer, x̂ hardly depends on the input. */
function grouped(draw: Draw) {
  const pixels = draw.boolean() ? [draw.size(2, 3), draw.size(1, 4)] : [];
  const groups = draw.integer(1, 3);
  const channels = groups * (pixels.length > 0 ? draw.integer(2, 3) : draw.integer(3, 4));
  return {
    input: draw.tensor([draw.size(2, 4), channels, ...pixels]),
    gamma: draw.tensor([channels]),
    beta: draw.tensor([channels]),
    options: {
      ...(groups === 1 && draw.boolean() ? {} : { groups }), // 1 is the default
      ...(draw.leavesOut() ? {} : { epsilon: draw.number(0, 0.1) }),
    },
  };
}

export default inputs({ groupNorm: grouped });
