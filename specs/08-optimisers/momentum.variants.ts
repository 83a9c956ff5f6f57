import { variants } from "#graders/spec/authoring.ts";
import { momentumWith } from "./momentum.mistakes.ts";
import type { MomentumModule } from "./momentum.programs.ts";

export default variants<MomentumModule>({
  "the velocity as a step, with the learning rate in it, as in Keras": {
    Momentum: momentumWith({
      next: ({ before, gradient, options: { learningRate, momentum } }) =>
        before.mul(momentum).sub(gradient.mul(learningRate)),
      change: ({ now }) => now.neg(),
    }),
  },
  "the first velocity is the first gradient, as in PyTorch": {
    Momentum: momentumWith({
      next: ({ before, gradient, time, options: { momentum } }) =>
        time === 1 ? gradient : before.mul(momentum).add(gradient),
    }),
  },
});
