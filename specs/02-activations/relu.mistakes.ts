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
  "value for slope": {
    looksLike: "gradOutput is multiplied by relu(x), the value, where the slope belongs.",
    reread: "dL/dx = dL/dy · 1[x > 0]: 1, not x",
    reluBackward: (x, gradOutput) => gradOutput.mul(x.maximum(0)),
  },
  "absolute value": {
    looksLike: "Negative entries change their sign instead of becoming 0.",
    reread: "relu(x) = max(0, x)",
    relu: (x) => x.abs(),
  },
  "smaller of the two": {
    looksLike: "Positive entries become 0 and negative ones stay: the smaller of 0 and x is taken.",
    reread: "relu(x) = max(0, x): the larger",
    relu: (x) => x.minimum(0),
  },
  "1 for what is positive": {
    looksLike: "Positive entries become 1: this is the slope of relu, or a threshold unit.",
    reread: "relu(x) = max(0, x): x itself where it is positive",
    relu: (x) => x.greater(0),
  },
  "slope 1 at zero": {
    looksLike: "The gradient is passed on where x is exactly 0.",
    reread: "dL/dx = dL/dy · 1[x > 0]: strictly greater",
    reluBackward: (x, gradOutput) => where(x.greaterEqual(0), gradOutput, 0),
  },
});
