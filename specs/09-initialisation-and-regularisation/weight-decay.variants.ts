import { variants } from "#graders/spec/authoring.ts";
import {
  adaptiveStep,
  decayedMinimum,
  weightDecayStep,
} from "#reference/09-initialisation-and-regularisation/weight-decay.ts";
import { l2PenaltyBackward } from "#reference/03-losses/penalties.ts";
import { tensor } from "#tensor";

export default variants<typeof import("#reference/09-initialisation-and-regularisation/weight-decay.ts")>({
  "by the gradient of the penalty": {
    weightDecayStep(parameters, gradients, options = {}) {
      const { bias } = weightDecayStep(parameters, gradients, options); // refuses a wrong decay
      const { learningRate = 0.1, decay = 0.01 } = options;
      const slope = gradients.weight.add(l2PenaltyBackward(parameters.weight, tensor(1), { gamma: decay }));
      return { weight: parameters.weight.sub(slope.mul(learningRate)), bias };
    },
    adaptiveStep(weight, gradient, scale, options = {}) {
      const { learningRate = 0.1, decay = 0.01, decoupled = true } = options;
      const still = adaptiveStep(weight, gradient.mul(0), scale, options); // decay alone
      return decoupled
        ? still.sub(gradient.mul(scale).mul(learningRate))
        : weight.sub(gradient.add(weight.mul(decay)).mul(learningRate).mul(scale));
    },
    decayedMinimum(minimum, curvature, options = {}) {
      decayedMinimum(minimum, curvature, options); // refuses a wrong decay
      const { decay = 0.01 } = options;
      return minimum.sub(minimum.mul(decay).div(curvature.add(decay)));
    },
  },
});
