import { where, type Tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";

const textbook = (x: Tensor): Tensor => x.neg().exp().add(1).pow(-1);

export default variants<typeof import("#reference/02-activations/sigmoid.ts")>({
  "1 / (1 + exp(−x)), whose overflow ends in the right 0": {
    sigmoid: textbook,
    sigmoidBackward: (x, gradOutput) => {
      const y = textbook(x);
      return gradOutput.mul(y).mul(y.neg().add(1));
    },
  },
  "one form for each sign": {
    sigmoid: (x) => where(x.greaterEqual(0), textbook(x), x.minimum(0).exp().div(x.minimum(0).exp().add(1))),
  },
});
