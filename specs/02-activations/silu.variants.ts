import { variants } from "#graders/spec/authoring.ts";
import { sigmoid } from "#reference/02-activations/sigmoid.ts";
import { silu } from "#reference/02-activations/silu.ts";

export default variants<typeof import("#reference/02-activations/silu.ts")>({
  "a quotient, and the slope from the value": {
    silu: (x) => x.div(x.neg().exp().add(1)),
    siluBackward: (x, gradOutput) => {
      const y = silu(x);
      return gradOutput.mul(y.add(sigmoid(x).mul(y.neg().add(1))));
    },
  },
});
