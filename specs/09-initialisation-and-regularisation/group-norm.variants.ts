import { variants } from "#graders/spec/authoring.ts";
import { groupNorm } from "#reference/09-initialisation-and-regularisation/group-norm.ts";
import { concatenate, type Tensor } from "#tensor";

/** `[C]` beside images. */
const lift = (perChannel: Tensor, input: Tensor): Tensor =>
  perChannel.reshape([perChannel.size, ...input.shape.slice(2).map(() => 1)]);

export default variants<typeof import("#reference/09-initialisation-and-regularisation/group-norm.ts")>({
  "group after group": {
    groupNorm(input, gamma, beta, options = {}) {
      groupNorm(input, gamma, beta, options); // refuses what does not fit
      const { groups = 1, epsilon = 1e-5 } = options;
      const width = input.shape[1]! / groups;
      const axes = input.shape.map((_, axis) => axis).slice(1);
      const parts = Array.from({ length: groups }, (_, group) => {
        const part = input.slice(null, [group * width, (group + 1) * width]);
        const centred = part.sub(part.mean(axes, { keepDims: true }));
        return centred.div(centred.square().mean(axes, { keepDims: true }).add(epsilon).sqrt());
      });
      return concatenate(parts, 1).mul(lift(gamma, input)).add(lift(beta, input));
    },
  },
  "backwards node by node": {
    groupNormBackward(input, gamma, _beta, gradOutput, { groups = 1, epsilon = 1e-5 } = {}) {
      const inGroups = (values: Tensor): Tensor => values.reshape([input.shape[0]!, groups, -1]);
      const over = (values: Tensor): Tensor => values.sum(input.rank === 2 ? 0 : [0, 2, 3]);
      const rows = inGroups(input);
      const centred = rows.sub(rows.mean(2, { keepDims: true }));
      const inverse = rows.variance(2, { keepDims: true }).add(epsilon).pow(-0.5);
      const gradNormalised = inGroups(gradOutput.mul(lift(gamma, input)));
      const gradVariance = gradNormalised.mul(centred).sum(2, { keepDims: true }).mul(inverse.pow(3)).mul(-0.5);
      const gradCentred = gradNormalised.mul(inverse).add(gradVariance.mul(centred).mul(2 / rows.shape[2]!));
      return {
        gradInput: gradCentred.sub(gradCentred.mean(2, { keepDims: true })).reshape(input.shape),
        gradGamma: over(gradOutput.mul(centred.mul(inverse).reshape(input.shape))),
        gradBeta: over(gradOutput),
      };
    },
  },
});
