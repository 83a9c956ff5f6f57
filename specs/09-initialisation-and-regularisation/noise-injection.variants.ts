import { variants } from "#graders/spec/authoring.ts";
import { gaussianDropout, gaussianNoise } from "#reference/09-initialisation-and-regularisation/noise-injection.ts";
import { concatenate, eye, tensor, zeros } from "#tensor";

export default variants<typeof import("#reference/09-initialisation-and-regularisation/noise-injection.ts")>({
  "another stream, and the penalty as more examples": {
    gaussianNoise(input, random, options = {}) {
      gaussianNoise(input, random, { ...options, training: false }); // refuses a wrong strength
      const { std = 0.1, training = true } = options;
      return training ? input.sub(random.normal(input.shape).mul(std)) : input;
    },
    gaussianDropout(input, random, options = {}) {
      gaussianDropout(input, random, { ...options, training: false }); // refuses a wrong chance
      const { p = 0.5, training = true } = options;
      return training ? input.add(input.mul(random.normal(input.shape)).mul(Math.sqrt(p / (1 - p)))) : input;
    },
    noisyLoss(input, weight, bias, targets, { std = 0.1 } = {}) {
      const [examples, features] = input.shape as [number, number];
      if (!(std >= 0)) throw new RangeError(`noisyLoss: std is ${std}, expected at least 0.`);
      if (targets.rank !== 1 || targets.size !== examples) throw new RangeError("noisyLoss: expected targets [N].");
      // One more example for each feature, with the error √N σ w_d.
      const more = eye(features).mul(std * Math.sqrt(examples));
      const errors = concatenate([
        input.matmul(weight).add(bias).sub(targets),
        more.matmul(weight).sub(zeros([features])),
      ]);
      return errors.square().sum().div(tensor(examples));
    },
  },
});
