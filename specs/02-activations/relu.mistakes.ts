import { where } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";

export default mistakes<typeof import("#reference/02-activations/relu.ts")>({
  "mask from the upstream sign": {
    looksLike: "The gradient is cut where gradOutput is negative, not where x is.",
    reread: "dL/dx = dL/dy · 1[x > 0]",
    reluBackward: (x, gradOutput) => gradOutput.maximum(0),
  },
  "upstream gradient ignored": {
    looksLike: "The slope of relu is returned without gradOutput: the chain rule's second factor is missing.",
    reread: "dL/dx = dL/dy · 1[x > 0]",
    reluBackward: (x) => x.greater(0),
  },
  "absolute value": {
    looksLike: "Negative entries change their sign instead of becoming 0.",
    reread: "relu(x) = max(0, x)",
    relu: (x) => x.abs(),
  },
  "slope 1 at zero": {
    looksLike: "The gradient is passed on where x is exactly 0.",
    reread: "dL/dx = dL/dy · 1[x > 0]: strictly greater",
    reluBackward: (x, gradOutput) => where(x.greaterEqual(0), gradOutput, 0),
  },
});
