import { variants } from "#graders/spec/authoring.ts";
import { dropout } from "#reference/09-initialisation-and-regularisation/dropout.ts";
import { where } from "#tensor";

export default variants<typeof import("#reference/09-initialisation-and-regularisation/dropout.ts")>({
  "another stream of random numbers": {
    dropout(input, random, options = {}) {
      const { p = 0.5, training = true } = options;
      if (!training || !(p >= 0 && p < 1)) return dropout(input, random, options); // y = x, or refused
      const mask = random.uniform(input.shape).greaterEqual(p);
      return { output: input.mul(mask.div(1 - p)), mask };
    },
    dropoutBackward: (mask, gradOutput, { p = 0.5, training = true } = {}) =>
      where(mask, gradOutput.mul(training ? 1 / (1 - p) : 1), 0),
  },
  "entry by entry": {
    dropout(input, random, { p = 0.5, training = true } = {}) {
      if (Number.isNaN(p) || p < 0 || p >= 1) throw new RangeError(`dropout: p is ${p}, expected a number in [0, 1).`);
      const mask = input.map(() => (training && random.number() < p ? 0 : 1));
      return { output: input.mul(mask).mul(training ? 1 / (1 - p) : 1), mask };
    },
  },
});
