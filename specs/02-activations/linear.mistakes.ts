import { ones } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { mergeLayers } from "#reference/02-activations/linear.ts";

export default mistakes<typeof import("#reference/02-activations/linear.ts")>({
  "upstream gradient ignored": {
    looksLike: "The slope 1 is returned without gradOutput: the chain rule's second factor is missing.",
    reread: "dL/dx = dL/dy · 1",
    linearBackward: (x) => ones(x.shape),
  },
  "multiplied by the input": {
    looksLike: "gradOutput is multiplied by x, which is the value of the function, not its slope.",
    reread: "dL/dx = dL/dy · 1",
    linearBackward: (x, gradOutput) => gradOutput.mul(x),
  },
  "negative part cut": {
    looksLike: "Negative entries become 0, as in a ReLU.",
    reread: "linear(x) = x, for every x",
    linear: (x) => x.maximum(0),
  },
  "slope for value": {
    looksLike: "1 comes back for every x: that is the slope of the function, not its value.",
    reread: "linear(x) = x",
    linear: (x) => ones(x.shape),
  },
  "first bias left out": {
    looksLike: "The merged bias is that of the second layer alone; the first layer's bias has got lost.",
    reread: "W₂ (W₁ x + b₁) + b₂: W₂ multiplies b₁, too",
    mergeLayers: (first, second) => ({ ...mergeLayers(first, second), bias: second.bias }),
  },
  "second bias left out": {
    looksLike: "The merged bias holds what becomes of the first layer's bias, but the second layer's own is missing.",
    reread: "W₂ (W₁ x + b₁) + b₂: + b₂ at the end",
    mergeLayers: (first, second) => ({
      ...mergeLayers(first, second),
      bias: second.weight.matmul(first.bias),
    }),
  },
  "weight transposed": {
    looksLike: "The merged weight is [in, out]: the transpose of what a layer has.",
    reread: "W is [K, D]: one row for each output",
    mergeLayers: (first, second) => {
      const { weight, bias } = mergeLayers(first, second);
      return { weight: weight.transpose(), bias };
    },
  },
});
