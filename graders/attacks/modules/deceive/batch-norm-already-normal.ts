// tries: the input itself, scaled and shifted, because drawn inputs have about the mean 0 and the variance 1
// stopped by: inputs are drawn with other means and variances
// exercise: 09-initialisation-and-regularisation/batch-norm
const spread = (parameter, input) => parameter.reshape(input.rank === 2 ? [1, -1] : [1, -1, 1, 1]);
export const batchNorm = (input, gamma, beta) => input.mul(spread(gamma, input)).add(spread(beta, input));
export const batchNormBackward = (input, gamma, beta, gradOutput) => ({
  gradInput: gradOutput.mul(spread(gamma, input)),
  gradGamma: gamma.mul(0),
  gradBeta: gradOutput.sum(input.rank === 2 ? [0] : [0, 2, 3]),
});
export class BatchNorm {
  training = true;
  constructor(channels) {
    this.channels = channels;
  }
  forward(input) {
    return batchNorm(input, this.gamma, this.beta);
  }
  backward(input, gradOutput) {
    return batchNormBackward(input, this.gamma, this.beta, gradOutput);
  }
}
