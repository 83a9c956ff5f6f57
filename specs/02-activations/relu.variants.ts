import { where } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";

export default variants<typeof import("#reference/02-activations/relu.ts")>({
  "what is negative replaced, and the gradient multiplied by a mask": {
    relu: (x) => where(x.less(0), 0, x),
    reluBackward: (x, gradOutput) => gradOutput.mul(x.greater(0)),
  },
});
