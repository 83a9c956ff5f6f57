import { mistakes } from "#graders/spec/authoring.ts";

export default mistakes<typeof import("#reference/02-activations/tanh.ts")>({
  "small results from a difference": {
    looksLike: "Near 0 the result is a difference of two numbers near 1, such as 2 σ(2x) − 1: its digits are lost.",
    reread: "tanh(x) = x − x³/3 + …: close to 0 it is x itself",
    tanh: (x) => x.mul(-2).exp().add(1).pow(-1).mul(2).sub(1),
  },
  "large powers": {
    looksLike: "exp(x) is computed for large x, where it overflows; Infinity / Infinity is NaN.",
    reread: "tanh(x) = (exp(x) − exp(−x)) / (exp(x) + exp(−x)): both may be divided by the larger power",
    tanh: (x) => x.exp().sub(x.neg().exp()).div(x.exp().add(x.neg().exp())),
  },
  "half the argument": {
    looksLike: "The result is tanh(x/2), as from 2 σ(x) − 1: the factor 2 on x is missing.",
    reread: "tanh(x) = 2 σ(2x) − 1",
    tanh: (x) => x.div(2).tanh(),
  },
  "not shifted": {
    looksLike: "The result lies between 0 and 2, as from 2 σ(2x): the 1 is not subtracted.",
    reread: "tanh(x) = 2 σ(2x) − 1",
    tanh: (x) => x.tanh().add(1),
  },
  "slope of the input": {
    looksLike: "The slope is computed as 1 − x² from the input; that formula holds for the output.",
    reread: "dL/dx = dL/dy · (1 − tanh(x)²)",
    tanhBackward: (x, gradOutput) => gradOutput.mul(x.square().neg().add(1)),
  },
  "not squared": {
    looksLike: "The slope is computed as 1 − tanh(x); the square is missing.",
    reread: "dL/dx = dL/dy · (1 − tanh(x)²)",
    tanhBackward: (x, gradOutput) => gradOutput.mul(x.tanh().neg().add(1)),
  },
  "slope of the sigmoid": {
    looksLike: "The slope is computed as y (1 − y), which is that of the sigmoid.",
    reread: "dL/dx = dL/dy · (1 − tanh(x)²)",
    tanhBackward: (x, gradOutput) => gradOutput.mul(x.tanh()).mul(x.tanh().neg().add(1)),
  },
  "tanh applied twice": {
    looksLike: "The slope is that at tanh(x), not that at x: tanh is applied once too often.",
    reread: "dL/dx = dL/dy · (1 − tanh(x)²)",
    tanhBackward: (x, gradOutput) => gradOutput.mul(x.tanh().tanh().square().neg().add(1)),
  },
  "upstream gradient ignored": {
    looksLike: "The slope of tanh is returned without gradOutput: the chain rule's second factor is missing.",
    reread: "dL/dx = dL/dy · (1 − tanh(x)²)",
    tanhBackward: (x) => x.tanh().square().neg().add(1),
  },
});
