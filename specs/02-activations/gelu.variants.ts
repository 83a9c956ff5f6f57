import { variants } from "#graders/spec/authoring.ts";
import { erf } from "#reference/02-activations/erf.ts";
import { gelu } from "#reference/02-activations/gelu.ts";
import { sigmoid } from "#reference/02-activations/sigmoid.ts";

const steepness = 2 * Math.sqrt(2 / Math.PI);

export default variants<typeof import("#reference/02-activations/gelu.ts")>({
  "the tanh form as a sigmoid of 2u": {
    gelu: (x, { approximate = "none" } = {}) =>
      approximate === "none" ? gelu(x) : x.mul(sigmoid(x.add(x.pow(3).mul(0.044715)).mul(steepness))),
  },
  "slopes from the values of Φ and tanh u": {
    geluBackward: (x, gradOutput, { approximate = "none" } = {}) => {
      const slope = x.map((value) => {
        if (approximate === "none") {
          const density = Math.exp(-(value ** 2) / 2) / Math.sqrt(2 * Math.PI);
          return (1 + erf(value / Math.SQRT2)) / 2 + value * density;
        }
        // x σ(2u) has the slope σ + x σ (1 − σ) (2u)'
        const share = 1 / (1 + Math.exp(-steepness * (value + 0.044715 * value ** 3)));
        return share + value * share * (1 - share) * steepness * (1 + 3 * 0.044715 * value ** 2);
      });
      return gradOutput.mul(slope);
    },
  },
});
