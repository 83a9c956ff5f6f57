import type { Tensor } from "#tensor";
import { BatchNorm, batchNorm } from "#reference/09-initialisation-and-regularisation/batch-norm.ts";
import { variants } from "#graders/spec/authoring.ts";
import type { BatchNormModule } from "./batch-norm.programs.ts";

/** `[N, C, H, W]` as `[N·H·W, C]`, and back to the shape of `like`. */
const toRows = (input: Tensor): Tensor =>
  input.rank === 4 ? input.transpose([0, 2, 3, 1]).reshape([-1, input.shape[1]!]) : input;

function fromRows(rows: Tensor, like: Tensor): Tensor {
  if (like.rank !== 4) return rows;
  const [batch, channels, height, width] = like.shape as [number, number, number, number];
  return rows.reshape([batch, height, width, channels]).transpose([0, 3, 1, 2]);
}

export default variants<BatchNormModule>({
  "rows of channels, backwards node by node": {
    batchNorm: (input, gamma, beta, options) => fromRows(batchNorm(toRows(input), gamma, beta, options), input),
    batchNormBackward(input, gamma, _beta, gradOutput, { epsilon = 1e-5 } = {}) {
      const [rows, gradRows] = [toRows(input), toRows(gradOutput)];
      const m = rows.shape[0]!;
      const centred = rows.sub(rows.mean(0));
      const inverse = rows.variance(0).add(epsilon).pow(-0.5);
      const gradNormalised = gradRows.mul(gamma);
      const gradVariance = gradNormalised.mul(centred).sum(0).mul(inverse.pow(3)).mul(-0.5);
      const gradCentred = gradNormalised.mul(inverse).add(gradVariance.mul(centred).mul(2 / m));
      return {
        gradInput: fromRows(gradCentred.sub(gradCentred.mean(0)), input),
        gradGamma: gradRows.mul(centred.mul(inverse)).sum(0),
        gradBeta: gradRows.sum(0),
      };
    },
  },
  "evaluation as one scale and one shift": {
    BatchNorm: class extends BatchNorm {
      override forward(input: Tensor): Tensor {
        if (this.training) return super.forward(input);
        const scale = this.gamma.div(this.runningVariance.add(this.epsilon).sqrt());
        return fromRows(
          toRows(input)
            .mul(scale)
            .add(this.beta.sub(this.runningMean.mul(scale))),
          input,
        );
      }
    },
  },
});
