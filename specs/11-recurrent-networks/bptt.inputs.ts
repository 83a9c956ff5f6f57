import { inputs } from "#graders/spec/authoring.ts";

export default inputs({
  /** Sequences of up to seven steps, in blocks of one to four, from which a gradient gets out by none to five steps. */
  truncatedBackward: (draw) => {
    const [batch, steps, features, size] = [draw.size(1, 3), draw.size(2, 7), draw.size(1, 3), draw.size(1, 3)];
    const every = draw.integer(1, 4);
    const back = every + draw.integer(0, 5);
    return {
      input: draw.tensor([batch, steps, features], -2, 2),
      parameters: {
        weightInput: draw.tensor([size, features], -1, 1),
        weightHidden: draw.tensor([size, size], -1, 1),
        bias: draw.tensor([size], -1, 1),
      },
      initial: draw.tensor([batch, size], -1, 1),
      gradOutput: draw.tensor([batch, steps, size]),
      options: draw.leavesOut() ? { back } : { back, every },
    };
  },
});
