import { variants } from "#graders/spec/authoring.ts";
import { gelu } from "#reference/02-activations/gelu.ts";
import { sigmoid } from "#reference/02-activations/sigmoid.ts";

const steepness = 2 * Math.sqrt(2 / Math.PI);

export default variants<typeof import("#reference/02-activations/gelu.ts")>({
  "the tanh form as a sigmoid of 2u": {
    gelu: (x, { approximate = "none" } = {}) =>
      approximate === "none" ? gelu(x) : x.mul(sigmoid(x.add(x.pow(3).mul(0.044715)).mul(steepness))),
  },
});
