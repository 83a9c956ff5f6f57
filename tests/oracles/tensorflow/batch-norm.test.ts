import { beforeAll, describe, it } from "vitest";
import { BatchNorm, batchNorm, batchNormBackward } from "#reference/09-initialisation-and-regularisation/batch-norm.ts";
import type { Tensor } from "#tensor";
import {
  differentiate,
  draws,
  expectAgreement,
  loadTensorFlow,
  toTf,
  type TensorFlow,
  type TfTensor,
} from "./tensorflow.ts";

let tf: TensorFlow;
beforeAll(async () => {
  tf = await loadTensorFlow();
});

const epsilon = 0.01;

describe.each([
  ["features", 2],
  ["images", 4],
] as const)("batch normalisation of %s agrees with TensorFlow.js", (_, rank) => {
  it("in training: values and the gradients of input, scale and shift, through mean and variance", () => {
    for (const { seed, draw } of draws) {
      const drawn = draw();
      const channels = drawn.size(2);
      const shape = rank === 2 ? [drawn.size(3), channels] : [drawn.size(2), channels, drawn.size(2), drawn.size(2)];
      const [input, gradOutput] = [drawn.tensor(shape), drawn.tensor(shape)];
      const [gamma, beta] = [drawn.tensor([channels]), drawn.tensor([channels])];
      const oracle = (x: TfTensor, scale: TfTensor, shift: TfTensor): TfTensor => {
        const { mean, variance } = tf.moments(channelsLast(x), channelAxes(rank));
        return normalise(x, [mean, variance, shift, scale]);
      };
      const { value, gradients } = differentiate(tf, oracle, [input, gamma, beta], gradOutput);
      const { gradInput, gradGamma, gradBeta } = batchNormBackward(input, gamma, beta, gradOutput, { epsilon });
      expectAgreement(`batchNorm (seed ${seed})`, batchNorm(input, gamma, beta, { epsilon }), value);
      expectAgreement(`gradInput (seed ${seed})`, gradInput, gradients[0]!);
      expectAgreement(`gradGamma (seed ${seed})`, gradGamma, gradients[1]!);
      expectAgreement(`gradBeta (seed ${seed})`, gradBeta, gradients[2]!);
    }
  });

  it("in evaluation: values and gradients under the running statistics of the batches before", () => {
    for (const { seed, draw } of draws) {
      const drawn = draw();
      const channels = drawn.size(2);
      const shape = rank === 2 ? [drawn.size(3), channels] : [drawn.size(2), channels, drawn.size(2), drawn.size(2)];
      const layer = new BatchNorm(channels, { epsilon, momentum: 0.25 });
      Object.assign(layer, { gamma: drawn.tensor([channels]), beta: drawn.tensor([channels]) });
      const seen = drawn.tensor(shape);
      layer.forward(seen);
      const { mean, variance } = runningStatistics(seen, rank);
      expectAgreement(`running mean (seed ${seed})`, layer.runningMean, mean);
      expectAgreement(`running variance (seed ${seed})`, layer.runningVariance, variance);

      layer.training = false;
      const [input, gradOutput] = [drawn.tensor(shape), drawn.tensor(shape)];
      const oracle = (x: TfTensor, scale: TfTensor, shift: TfTensor): TfTensor =>
        normalise(x, [mean, variance, shift, scale]);
      const { value, gradients } = differentiate(tf, oracle, [input, layer.gamma, layer.beta], gradOutput);
      const { gradInput, gradGamma, gradBeta } = layer.backward(input, gradOutput);
      expectAgreement(`forward (seed ${seed})`, layer.forward(input), value);
      expectAgreement(`gradInput (seed ${seed})`, gradInput, gradients[0]!);
      expectAgreement(`gradGamma (seed ${seed})`, gradGamma, gradients[1]!);
      expectAgreement(`gradBeta (seed ${seed})`, gradBeta, gradients[2]!);
    }
  });
});

/** A quarter of the batch's statistics and three quarters of mean 0 and variance 1; the variance unbiased. */
function runningStatistics(seen: Tensor, rank: 2 | 4): { mean: TfTensor; variance: TfTensor } {
  const { mean, variance } = tf.moments(channelsLast(toTf(tf, seen)), channelAxes(rank));
  const count = seen.size / mean.size;
  return { mean: mean.mul(0.25), variance: variance.mul((0.25 * count) / (count - 1)).add(0.75) };
}

/** TensorFlow.js has its channels last: [N, C, …] -> [N, …, C] -> [N, C, …]. */
function normalise(
  x: TfTensor,
  [mean, variance, shift, scale]: readonly [TfTensor, TfTensor, TfTensor, TfTensor],
): TfTensor {
  const result = tf.batchNorm(channelsLast(x), mean, variance, shift, scale, epsilon);
  return x.rank === 4 ? result.transpose([0, 3, 1, 2]) : result;
}

function channelsLast(x: TfTensor): TfTensor {
  return x.rank === 4 ? x.transpose([0, 2, 3, 1]) : x;
}

function channelAxes(rank: 2 | 4): number[] {
  return rank === 4 ? [0, 1, 2] : [0];
}
