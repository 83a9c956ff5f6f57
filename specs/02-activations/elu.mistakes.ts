import { where, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { elu, eluBackward } from "#reference/02-activations/elu.ts";

/** An ELU that falls in another way where x is negative. */
function falling(f: (x: Tensor, alpha: number) => Tensor): typeof elu {
  return (x, { alpha = 1 } = {}) => where(x.greater(0), x, f(x.minimum(0), alpha));
}

/** The gradient of an ELU with another slope where x is not positive. */
function withSlope(slope: (x: Tensor, alpha: number) => Tensor | number): typeof eluBackward {
  return (x, gradOutput, { alpha = 1 } = {}) => gradOutput.mul(where(x.greater(0), 1, slope(x.minimum(0), alpha)));
}

export default mistakes<typeof import("#reference/02-activations/elu.ts")>({
  "minus one missing": {
    looksLike: "The negative side is α exp(x); nothing is subtracted, so it ends at 0 and jumps at x = 0.",
    reread: "elu(x) = α (exp(x) − 1) where x ≤ 0",
    elu: falling((x, alpha) => x.exp().mul(alpha)),
  },
  "alpha on the power alone": {
    looksLike: "The negative side is α exp(x) − 1; the 1 is not multiplied by α.",
    reread: "elu(x) = α (exp(x) − 1): the bracket",
    elu: falling((x, alpha) => x.exp().mul(alpha).sub(1)),
  },
  "alpha in the exponent": {
    looksLike: "The negative side is exp(α x) − 1: α stands in the exponent instead of in front.",
    reread: "elu(x) = α (exp(x) − 1)",
    elu: falling((x, alpha) => x.mul(alpha).exp().sub(1)),
  },
  "alpha ignored": {
    looksLike: "α is always 1; the one that was asked for is ignored.",
    reread: "elu(x) = α (exp(x) − 1)",
    elu: (x) => elu(x),
  },
  "both sides, multiplied by masks": {
    looksLike: "exp(x) is computed for large positive x, too; 0 times Infinity is NaN.",
    reread: "elu(x) = x where x > 0: no power there",
    elu: (x, { alpha = 1 } = {}) => x.mul(x.greater(0)).add(x.exp().sub(1).mul(alpha).mul(x.lessEqual(0))),
  },
  "slope 1 at zero": {
    looksLike: "At x = 0 the slope is taken from the right, where it is 1.",
    reread: "dL/dx = dL/dy · (1 where x > 0, α exp(x) elsewhere): strictly greater",
    eluBackward: (x, gradOutput, options = {}) => where(x.equal(0), gradOutput, eluBackward(x, gradOutput, options)),
  },
  "alpha missing in the slope": {
    looksLike: "The slope on the negative side is exp(x); the factor α is missing.",
    reread: "dL/dx = dL/dy · (1 where x > 0, α exp(x) elsewhere)",
    eluBackward: withSlope((x) => x.exp()),
  },
  "alpha everywhere in the slope": {
    looksLike: "The slope has the factor α on the positive side, too.",
    reread: "dL/dx = dL/dy · (1 where x > 0, α exp(x) elsewhere)",
    eluBackward: (x, gradOutput, { alpha = 1 } = {}) => eluBackward(x, gradOutput).mul(alpha),
  },
  "slope y + 1": {
    looksLike: "The slope on the negative side is elu(x) + 1, which holds for α = 1 only.",
    reread: "α exp(x) = elu(x) + α",
    eluBackward: withSlope((x, alpha) => elu(x, { alpha }).add(1)),
  },
  "value for slope": {
    looksLike: "On the negative side gradOutput is multiplied by elu(x) itself: the constant has not fallen away.",
    reread: "dL/dx = dL/dy · (1 where x > 0, α exp(x) elsewhere)",
    eluBackward: withSlope((x, alpha) => elu(x, { alpha })),
  },
  "upstream gradient ignored": {
    looksLike: "The slope of elu is returned without gradOutput: the chain rule's second factor is missing.",
    reread: "dL/dx = dL/dy · (1 where x > 0, α exp(x) elsewhere)",
    eluBackward: (x, _, { alpha = 1 } = {}) => where(x.greater(0), 1, x.minimum(0).exp().mul(alpha)),
  },
});
