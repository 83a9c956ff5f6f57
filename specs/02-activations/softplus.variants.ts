import { where } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { softplus } from "#reference/02-activations/softplus.ts";

export default variants<typeof import("#reference/02-activations/softplus.ts")>({
  "x itself beyond a threshold, and the slope from the value": {
    softplus: (x) =>
      where(
        x.greater(40),
        x,
        x.minimum(40).map((value) => Math.log1p(Math.exp(value))),
      ),
    softplusBackward: (x, gradOutput) => gradOutput.mul(softplus(x).map((value) => -Math.expm1(-value))),
  },
});
