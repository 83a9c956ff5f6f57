import { where } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { elu } from "#reference/02-activations/elu.ts";

export default variants<typeof import("#reference/02-activations/elu.ts")>({
  "exp(x) − 1 on both sides, and a choice afterwards": {
    elu: (x, { alpha = 1 } = {}) => where(x.greater(0), x, x.exp().sub(1).mul(alpha)),
  },
  "two parts added, and the slope from the value": {
    elu: (x, { alpha = 1 } = {}) => x.maximum(0).add(x.minimum(0).exp().sub(1).mul(alpha)),
    eluBackward: (x, gradOutput, { alpha = 1 } = {}) =>
      where(x.greater(0), gradOutput, gradOutput.mul(elu(x, { alpha }).add(alpha))),
  },
});
