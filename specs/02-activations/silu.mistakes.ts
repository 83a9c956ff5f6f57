import { ones } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { sigmoid, sigmoidBackward } from "#reference/02-activations/sigmoid.ts";
import { siluBackward } from "#reference/02-activations/silu.ts";

export default mistakes<typeof import("#reference/02-activations/silu.ts")>({
  "small results from a difference": {
    looksLike: "A small sigmoid is a difference of numbers near 1, such as 1 − 1 / (1 + exp(x)): its digits are lost.",
    reread: "silu(x) = x / (1 + exp(−x)): a quotient, without a difference",
    silu: (x) => x.mul(x.exp().add(1).pow(-1).neg().add(1)),
  },
  "large powers": {
    looksLike: "exp(x) is computed for large x, where it overflows; Infinity / Infinity is NaN.",
    reread: "silu(x) = x / (1 + exp(−x))",
    silu: (x) => x.mul(x.exp()).div(x.exp().add(1)),
  },
  "x left out": {
    looksLike: "The result is the sigmoid alone; it is not multiplied by x.",
    reread: "silu(x) = x σ(x)",
    silu: sigmoid,
  },
  "sharper sigmoid": {
    looksLike: "x σ(1.702 x) is computed, an approximation of GELU.",
    reread: "silu(x) = x σ(x)",
    silu: (x) => x.mul(sigmoid(x.mul(1.702))),
  },
  "sigmoid alone for the slope": {
    looksLike: "gradOutput is multiplied by σ(x) alone, as if σ did not depend on x.",
    reread: "dL/dx = dL/dy · (σ(x) + x σ(x) (1 − σ(x))): two terms",
    siluBackward: (x, gradOutput) => gradOutput.mul(sigmoid(x)),
  },
  "slope of the sigmoid alone": {
    looksLike: "gradOutput is multiplied by x σ'(x) alone; the term in which x itself changes is missing.",
    reread: "dL/dx = dL/dy · (σ(x) + x σ(x) (1 − σ(x))): two terms",
    siluBackward: (x, gradOutput) => sigmoidBackward(x, gradOutput.mul(x)),
  },
  "slope of the sigmoid itself": {
    looksLike: "The slope is σ(x) (1 − σ(x)): that of the sigmoid, without the factor x that silu has in front.",
    reread: "dL/dx = dL/dy · (σ(x) + x σ(x) (1 − σ(x)))",
    siluBackward: sigmoidBackward,
  },
  "x missing in the second term": {
    looksLike: "The second term of the slope is σ(x) (1 − σ(x)); its factor x is missing.",
    reread: "dL/dx = dL/dy · (σ(x) + x σ(x) (1 − σ(x)))",
    siluBackward: (x, gradOutput) => gradOutput.mul(sigmoid(x)).add(sigmoidBackward(x, gradOutput)),
  },
  "upstream gradient ignored": {
    looksLike: "The slope of silu is returned without gradOutput: the chain rule's second factor is missing.",
    reread: "dL/dx = dL/dy · (σ(x) + x σ(x) (1 − σ(x)))",
    siluBackward: (x) => siluBackward(x, ones(x.shape)),
  },
});
