import { variants } from "#graders/spec/authoring.ts";
import { rmspropWith } from "./rmsprop.mistakes.ts";
import type { RmspropModule } from "./rmsprop.programs.ts";

export default variants<RmspropModule>({
  "the mean moves by a share of its distance from the new square": {
    Rmsprop: rmspropWith({
      next: ({ before, gradient, options: { decay } }) => {
        const distance = gradient.square().sub(before);
        return before.add(distance.mul(1 - decay));
      },
    }),
  },
  "the rate of each entry worked out first": {
    Rmsprop: rmspropWith({
      change: ({ now, gradient, options: { learningRate, epsilon } }) =>
        now.map((s) => learningRate / (Math.sqrt(s) + epsilon)).mul(gradient),
    }),
  },
});
