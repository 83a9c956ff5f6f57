import { variants } from "#graders/spec/authoring.ts";
import { layerNorm } from "#reference/09-initialisation-and-regularisation/layer-norm.ts";
import { Tensor } from "#tensor";

export default variants<typeof import("#reference/09-initialisation-and-regularisation/layer-norm.ts")>({
  "rows, backwards node by node": {
    layerNormBackward(input, gamma, _beta, gradOutput, { epsilon = 1e-5 } = {}) {
      const features = gamma.size;
      const [rows, gradRows] = [input.reshape([-1, features]), gradOutput.reshape([-1, features])];
      const centred = rows.sub(rows.mean(1, { keepDims: true }));
      const inverse = rows.variance(1, { keepDims: true }).add(epsilon).pow(-0.5);
      const gradNormalised = gradRows.mul(gamma);
      const gradVariance = gradNormalised.mul(centred).sum(1, { keepDims: true }).mul(inverse.pow(3)).mul(-0.5);
      const gradCentred = gradNormalised.mul(inverse).add(gradVariance.mul(centred).mul(2 / features));
      return {
        gradInput: gradCentred.sub(gradCentred.mean(1, { keepDims: true })).reshape(input.shape),
        gradGamma: gradRows.mul(centred.mul(inverse)).sum(0),
        gradBeta: gradRows.sum(0),
      };
    },
  },
  "a loop over positions": {
    layerNorm(input, gamma, beta, options = {}) {
      layerNorm(input, gamma, beta, options); // refuses wrong shapes
      const { epsilon = 1e-5 } = options;
      const features = gamma.size;
      const output = new Float64Array(input.size);
      for (let start = 0; start < input.size; start += features) {
        const row = input.data.subarray(start, start + features);
        const mean = row.reduce((total, x) => total + x, 0) / features;
        const variance = row.reduce((total, x) => total + (x - mean) ** 2, 0) / features;
        for (const [d, x] of row.entries()) {
          output[start + d] = (gamma.data[d]! * (x - mean)) / Math.sqrt(variance + epsilon) + beta.data[d]!;
        }
      }
      return new Tensor(output, input.shape);
    },
  },
});
