import { variants } from "#graders/spec/authoring.ts";
import { forked, neuronLoss } from "#reference/07-backprop/chain-rule.ts";

export default variants<typeof import("#reference/07-backprop/chain-rule.ts")>({
  "everything multiplied out": {
    nested: (x) => x.square().mul(9).sub(x.mul(6)).add(2).log(),
    nestedBackward: (x, gradOutput) =>
      gradOutput.mul(
        x
          .mul(18)
          .sub(6)
          .div(x.square().mul(9).sub(x.mul(6)).add(2)),
      ),
    // z = x y e^{x (1 − y)}
    forkedBackward: (x, y, gradOutput) => {
      forked(x, y); // refuses what does not fit
      const common = gradOutput.mul(x.mul(y.neg().add(1)).exp());
      return {
        gradX: common.mul(y).mul(x.sub(x.mul(y)).add(1)),
        gradY: common.mul(x).mul(x.mul(y).neg().add(1)),
      };
    },
  },
  "the slope of tanh as 1 / cosh²": {
    neuronLossBackward: (input, weight, bias, target, gradOutput) => {
      neuronLoss(input, weight, bias, target); // refuses what does not fit
      const z = input.mul(weight).sum().add(bias);
      const gradTarget = target.sub(z.tanh()).mul(gradOutput);
      const gradBias = gradTarget.neg().div(z.map(Math.cosh).square());
      return { gradInput: gradBias.mul(weight), gradWeight: gradBias.mul(input), gradBias, gradTarget };
    },
  },
});
