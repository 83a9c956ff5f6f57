import { mistakes } from "#graders/spec/authoring.ts";
import { sigmoid } from "#reference/02-activations/sigmoid.ts";

export default mistakes<typeof import("#reference/02-activations/sigmoid.ts")>({
  "large powers": {
    looksLike: "exp(x) is computed for large x, where it overflows; Infinity / Infinity is NaN.",
    reread: "σ(x) = 1 / (1 + exp(−x)) = exp(x) / (1 + exp(x)): the same number, but not the same powers",
    sigmoid: (x) => x.exp().div(x.exp().add(1)),
  },
  "small results from a difference": {
    looksLike: "A small result is a difference of numbers near 1, such as 1 − 1 / (1 + exp(x)): its digits are lost.",
    reread: "σ(x) = exp(x) / (1 + exp(x)): a quotient, without a difference",
    sigmoid: (x) => x.exp().add(1).pow(-1).neg().add(1),
  },
  "sign of the exponent": {
    looksLike: "The result falls where x rises: the sign in the exponent is the other one.",
    reread: "σ(x) = 1 / (1 + exp(−x)): minus",
    sigmoid: (x) => sigmoid(x.neg()),
  },
  "half missing in the tanh form": {
    looksLike: "The result is σ(2x): in the form ½ (1 + tanh(x/2)) the half inside tanh is missing.",
    reread: "σ(x) = 1 / (1 + exp(−x))",
    sigmoid: (x) => sigmoid(x.mul(2)),
  },
  "slope of the input": {
    looksLike: "The slope is computed as x (1 − x) from the input; that formula holds for the output.",
    reread: "dL/dx = dL/dy · σ(x) (1 − σ(x))",
    sigmoidBackward: (x, gradOutput) => gradOutput.mul(x).mul(x.neg().add(1)),
  },
  "sigmoid applied twice": {
    looksLike: "The slope is that at σ(x), not that at x: the sigmoid is applied once too often.",
    reread: "dL/dx = dL/dy · σ(x) (1 − σ(x))",
    sigmoidBackward: (x, gradOutput) => {
      const twice = sigmoid(sigmoid(x));
      return gradOutput.mul(twice).mul(twice.neg().add(1));
    },
  },
  "second factor missing": {
    looksLike: "gradOutput is multiplied by σ(x) alone; the factor 1 − σ(x) is missing.",
    reread: "dL/dx = dL/dy · σ(x) (1 − σ(x))",
    sigmoidBackward: (x, gradOutput) => gradOutput.mul(sigmoid(x)),
  },
  "upstream gradient ignored": {
    looksLike: "The slope of the sigmoid is returned without gradOutput: the chain rule's second factor is missing.",
    reread: "dL/dx = dL/dy · σ(x) (1 − σ(x))",
    sigmoidBackward: (x) => sigmoid(x).mul(sigmoid(x.neg())),
  },
});
