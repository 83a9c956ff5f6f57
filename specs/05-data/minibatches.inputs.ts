import { inputs, type Draw } from "#graders/spec/authoring.ts";

/** Batches that go into the data without remainder now and then, and some that are larger than all of it. */
function data(draw: Draw) {
  const count = draw.size(5, 12);
  return {
    inputs: draw.tensor([count, draw.size(1, 3)]),
    labels: draw.integers([count], 0, 3),
    batchSize: draw.integer(1, 12),
  };
}

export default inputs({
  unshuffled: (draw) => ({
    ...data(draw),
    options: {
      ...(draw.leavesOut() ? {} : { dropLast: draw.boolean() }),
      ...(draw.leavesOut() ? {} : { epochs: draw.integer(0, 4) }),
    },
  }),
  shuffled: (draw) => ({ ...data(draw), seed: draw.integer(0, 1e6), epochs: draw.integer(1, 3) }),
});
