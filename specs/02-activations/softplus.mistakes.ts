import { mistakes } from "#graders/spec/authoring.ts";
import { sigmoid } from "#reference/02-activations/sigmoid.ts";
import { softplus } from "#reference/02-activations/softplus.ts";

export default mistakes<typeof import("#reference/02-activations/softplus.ts")>({
  "one plus a tiny number": {
    looksLike: "A power below 1e-16 is added to 1 and is lost in rounding; the logarithm of what remains is 0.",
    reread: "log(1 + p) ≈ p for small p",
    softplus: (x) => x.maximum(0).add(x.abs().neg().exp().add(1).log()),
  },
  "large powers": {
    looksLike: "exp(x) is computed for large x, where it overflows.",
    reread: "log(1 + exp(x)) = x + log(1 + exp(−x))",
    softplus: (x) => x.exp().add(1).log(),
  },
  "logarithm to base 2": {
    looksLike: "The result is 1.4427 times too large: a logarithm to base 2.",
    reread: "softplus(x) = log(1 + exp(x)): the natural logarithm",
    softplus: (x) => softplus(x).div(Math.LN2),
  },
  "corner left sharp": {
    looksLike: "The result is max(0, x): the part that rounds the corner is missing.",
    reread: "softplus(0) = log 2",
    softplus: (x) => x.maximum(0),
  },
  "one left out": {
    looksLike: "The logarithm is of exp(x) alone, which is x again: the 1 is missing.",
    reread: "softplus(x) = log(1 + exp(x))",
    softplus: (x) => x,
  },
  "corner rounded on one side": {
    looksLike: "What is added to max(0, x) is log(1 + exp(x)) instead of log(1 + exp(−|x|)).",
    reread: "log(1 + exp(x)) = x + log(1 + exp(−x)) where x is positive",
    softplus: (x) => x.maximum(0).add(softplus(x)),
  },
  "slope of the exponential": {
    looksLike: "The slope is computed as exp(x); the inner function's slope is not divided by 1 + exp(x).",
    reread: "(log u)' = u' / u with u = 1 + exp(x)",
    softplusBackward: (x, gradOutput) => gradOutput.mul(x.exp()),
  },
  "slope of the sigmoid": {
    looksLike: "The slope is computed as σ(x) (1 − σ(x)): that is the slope of the slope.",
    reread: "dL/dx = dL/dy · σ(x)",
    softplusBackward: (x, gradOutput) => gradOutput.mul(sigmoid(x)).mul(sigmoid(x.neg())),
  },
  "slope at the output": {
    looksLike: "The slope is σ of the output, σ(softplus(x)), not of the input.",
    reread: "dL/dx = dL/dy · σ(x)",
    softplusBackward: (x, gradOutput) => gradOutput.mul(sigmoid(softplus(x))),
  },
  "upstream gradient ignored": {
    looksLike: "The slope of softplus is returned without gradOutput: the chain rule's second factor is missing.",
    reread: "dL/dx = dL/dy · σ(x)",
    softplusBackward: (x) => sigmoid(x),
  },
});
