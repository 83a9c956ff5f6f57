import { variants } from "#graders/spec/authoring.ts";

export default variants<typeof import("#reference/02-activations/leaky-relu.ts")>({
  "the larger of the two lines": {
    leakyRelu: (x, { negativeSlope = 0.01 } = {}) => x.maximum(x.mul(negativeSlope)),
    leakyReluBackward: (x, gradOutput, { negativeSlope = 0.01 } = {}) =>
      gradOutput.mul(
        x
          .greater(0)
          .mul(1 - negativeSlope)
          .add(negativeSlope),
      ),
  },
  "the two parts added": {
    leakyRelu: (x, { negativeSlope = 0.01 } = {}) => x.maximum(0).add(x.minimum(0).mul(negativeSlope)),
  },
});
