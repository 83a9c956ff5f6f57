import { ShapeError } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { isSaturated } from "#reference/02-activations/saturation.ts";

export default variants<typeof import("#reference/02-activations/saturation.ts")>({
  "by how far out the unit is": {
    // σ'(x) = 1 / (2 cosh(x/2))² and tanh'(x) = 1 / cosh(x)²
    isSaturated: (x, { activation = "sigmoid", threshold = 0.01 } = {}) => {
      const limit = activation === "tanh" ? 1 / Math.sqrt(threshold) : 1 / (2 * Math.sqrt(threshold));
      return x.abs().greater((activation === "tanh" ? 1 : 2) * Math.acosh(Math.max(1, limit)));
    },
  },
  "by counting the examples for which relu is active": {
    deadUnits: (preActivations) => {
      if (preActivations.shape[0] === 0) throw new ShapeError("no examples");
      return preActivations.greater(0).sum(0).equal(0);
    },
  },
  "by counting the saturated units": {
    saturatedFraction: (x, options) => {
      if (x.size === 0) throw new ShapeError("no units");
      return [...isSaturated(x, options).data].filter((flag) => flag === 1).length / x.size;
    },
  },
});
