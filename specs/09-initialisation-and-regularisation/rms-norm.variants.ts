import { variants } from "#graders/spec/authoring.ts";
import { rmsNorm } from "#reference/09-initialisation-and-regularisation/rms-norm.ts";
import { Tensor } from "#tensor";

export default variants<typeof import("#reference/09-initialisation-and-regularisation/rms-norm.ts")>({
  "by length": {
    rmsNorm(input, gamma, options = {}) {
      rmsNorm(input, gamma, options); // refuses wrong shapes
      const features = gamma.size;
      const { epsilon = 1e-5 } = options;
      const lengths = input
        .square()
        .sum(-1, { keepDims: true })
        .add(features * epsilon)
        .sqrt();
      return input.mul(gamma).div(lengths).mul(Math.sqrt(features));
    },
  },
  "backwards by the Jacobian of each position": {
    rmsNormBackward(input, gamma, gradOutput, { epsilon = 1e-5 } = {}) {
      const features = gamma.size;
      const gradInput = new Float64Array(input.size);
      const gradGamma = new Float64Array(features);
      for (let start = 0; start < input.size; start += features) {
        const x = input.data.subarray(start, start + features);
        const g = gradOutput.data.subarray(start, start + features);
        const root = Math.sqrt(x.reduce((total, value) => total + value * value, 0) / features + epsilon);
        for (let i = 0; i < features; i++) {
          gradGamma[i]! += (g[i]! * x[i]!) / root;
          for (let j = 0; j < features; j++) {
            const slope = (i === j ? 1 / root : 0) - (x[i]! * x[j]!) / (features * root ** 3); // dx̂_i / dx_j
            gradInput[start + j]! += g[i]! * gamma.data[i]! * slope;
          }
        }
      }
      return { gradInput: new Tensor(gradInput, input.shape), gradGamma: new Tensor(gradGamma, gamma.shape) };
    },
  },
});
