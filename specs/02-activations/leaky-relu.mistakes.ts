import { where } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { leakyRelu, leakyReluBackward } from "#reference/02-activations/leaky-relu.ts";

export default mistakes<typeof import("#reference/02-activations/leaky-relu.ts")>({
  "slope on the wrong side": {
    looksLike: "The small slope is applied where x is positive.",
    reread: "leakyRelu(x) = x where x > 0, a x elsewhere",
    leakyRelu: (x, { negativeSlope = 0.01 } = {}) => where(x.greater(0), x.mul(negativeSlope), x),
  },
  "both parts on the positive side": {
    looksLike: "a x is added everywhere, as in max(0, x) + a x: where x is positive the slope becomes 1 + a.",
    reread: "leakyRelu(x) = x where x > 0, a x elsewhere",
    leakyRelu: (x, { negativeSlope = 0.01 } = {}) => x.maximum(0).add(x.mul(negativeSlope)),
  },
  "divided by the slope": {
    looksLike: "Negative entries are divided by the slope, so that they grow.",
    reread: "leakyRelu(x) = x where x > 0, a x elsewhere: times a",
    leakyRelu: (x, { negativeSlope = 0.01 } = {}) => where(x.greater(0), x, x.div(negativeSlope)),
  },
  "slope 0 taken for no slope": {
    looksLike: "A negative slope of 0 is replaced by 0.01, as `negativeSlope || 0.01` does.",
    reread: "options.negativeSlope: 0.01 when left out; 0 is not left out",
    leakyRelu: (x, { negativeSlope } = {}) => leakyRelu(x, { negativeSlope: negativeSlope || 0.01 }),
  },
  "option ignored": {
    looksLike: "The negative slope is always 0.01; the one that was asked for is ignored.",
    reread: "options.negativeSlope: the slope a; 0.01 when left out",
    leakyRelu: (x) => leakyRelu(x),
  },
  "nothing passes on the negative side": {
    looksLike: "The gradient is cut where x is negative, as for a plain ReLU.",
    reread: "dL/dx = dL/dy · (1 where x > 0, a elsewhere)",
    leakyReluBackward: (x, gradOutput) => where(x.greater(0), gradOutput, 0),
  },
  "mask from the upstream sign": {
    looksLike: "The gradient is shrunk where gradOutput is negative, not where x is.",
    reread: "dL/dx = dL/dy · (1 where x > 0, a elsewhere)",
    leakyReluBackward: (_, gradOutput, options = {}) => leakyReluBackward(gradOutput, gradOutput, options),
  },
  "upstream gradient ignored": {
    looksLike: "The slope of leakyRelu is returned without gradOutput: the chain rule's second factor is missing.",
    reread: "dL/dx = dL/dy · (1 where x > 0, a elsewhere)",
    leakyReluBackward: (x, _, { negativeSlope = 0.01 } = {}) => where(x.greater(0), 1, negativeSlope),
  },
  "slope 1 at zero": {
    looksLike: "The gradient is passed on whole where x is exactly 0.",
    reread: "dL/dx = dL/dy · (1 where x > 0, a elsewhere): strictly greater",
    leakyReluBackward: (x, gradOutput, { negativeSlope = 0.01 } = {}) =>
      where(x.greaterEqual(0), gradOutput, gradOutput.mul(negativeSlope)),
  },
});
