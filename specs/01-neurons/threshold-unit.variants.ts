import { concatenate, ones, tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { distanceToBoundary } from "#reference/01-neurons/threshold-unit.ts";

export default variants<typeof import("#reference/01-neurons/threshold-unit.ts")>({
  "bias as the weight of a constant input": {
    thresholdUnit: (input, weight, bias) => {
      const extended = concatenate([input, ones([input.shape[0]!, 1])], 1);
      return extended.matmul(concatenate([weight, bias.reshape([1])])).greater(0);
    },
  },
  "entry by entry": { threshold: (z) => z.map((value) => (value > 0 ? 1 : 0)) },
  "distance along the unit normal": {
    distanceToBoundary: (input, weight, bias) => {
      distanceToBoundary(input, weight, bias); // refuses a weight of zeros
      const length = Math.hypot(...weight.data);
      return input.matmul(weight.div(length)).add(tensor(bias.item() / length));
    },
  },
});
