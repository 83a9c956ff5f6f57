import { inputs, type Draw } from "#graders/spec/authoring.ts";

const sampling = (draw: Draw) => ({ seed: draw.integer(0, 1e6), count: draw.integer(5, 12) });

export default inputs({
  bagOfVoters: (draw) => ({
    votes: draw.integers([draw.pick([2, 3, 4, 5, 10]), draw.size(1, 6)], 0, 3),
    seed: draw.integer(0, 1e6),
  }),
  samples: sampling,
  samplesOfBag: sampling,
});
