import { concatenate, eye, ones, type Tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import type { EncoderLayerOptions, EncoderLayerParameters } from "#reference/12-transformers/encoder-layer.ts";
import { encoderLayer, encoderLayerBackward } from "#reference/12-transformers/encoder-layer.ts";
import { feedForward, feedForwardBackward } from "#reference/12-transformers/feed-forward.ts";
import { multiHeadAttention, multiHeadAttentionBackward } from "#reference/12-transformers/multi-head-attention.ts";
import type { NormParameters } from "#reference/12-transformers/residual.ts";
import { total } from "./layer-sums.ts";

/** The options of one sequence of the batch. */
function only(options: EncoderLayerOptions, n: number): EncoderLayerOptions {
  return options.mask ? { ...options, mask: options.mask.slice([n, n + 1]) } : options;
}

/** Norm as a matrix: what centres, and a divisor for each position. */
function standardise(x: Tensor) {
  const features = x.shape.at(-1)!;
  const centre = eye(features).sub(ones([features, features]).div(features));
  const centred = x.matmul(centre);
  const deviation = centred.square().mean(-1, { keepDims: true }).add(1e-5).pow(0.5);
  return { centre, standard: centred.div(deviation), deviation };
}

function norm(x: Tensor, { gamma, beta }: NormParameters): Tensor {
  return standardise(x).standard.mul(gamma).add(beta);
}

/** By the whole Jacobian of each position, `(I − x̂ x̂ᵀ/D) · centre / deviation`. */
function normBackward(x: Tensor, { gamma }: NormParameters, gradOutput: Tensor) {
  const { centre, standard, deviation } = standardise(x);
  const features = x.shape.at(-1)!;
  const column = standard.expandDims(-1);
  const jacobian = eye(features)
    .sub(column.matmul(column.T).div(features))
    .matmul(centre)
    .div(deviation.expandDims(-1)); // [N, T, D, D]
  const gradNorm = { gamma: gradOutput.mul(standard).sum([0, 1]), beta: gradOutput.sum([0, 1]) };
  return { gradInput: gradOutput.mul(gamma).expandDims(-2).matmul(jacobian).squeeze(-2), gradNorm };
}

function writtenOut(input: Tensor, p: EncoderLayerParameters, gradOutput: Tensor, options: EncoderLayerOptions) {
  const pre = options.norm === "pre";
  const n = pre ? norm(input, p.attentionNorm) : input;
  const sum = input.add(multiHeadAttention(n, n, n, p.attention, options));
  const attended = pre ? sum : norm(sum, p.attentionNorm);
  const m = pre ? norm(attended, p.feedForwardNorm) : attended;
  const last = attended.add(feedForward(m, p.feedForward, options));

  const afterLast = pre ? undefined : normBackward(last, p.feedForwardNorm, gradOutput);
  const gradLast = afterLast?.gradInput ?? gradOutput;
  const network = feedForwardBackward(m, p.feedForward, gradLast, options);
  const beforeNetwork = pre ? normBackward(attended, p.feedForwardNorm, network.gradInput) : undefined;
  const gradAttended = gradLast.add(beforeNetwork?.gradInput ?? network.gradInput);
  const afterSum = pre ? undefined : normBackward(sum, p.attentionNorm, gradAttended);
  const gradSum = afterSum?.gradInput ?? gradAttended;
  const attention = multiHeadAttentionBackward(n, n, n, p.attention, gradSum, options);
  const gradN = attention.gradQuery.add(attention.gradKey).add(attention.gradValue);
  const beforeAttention = pre ? normBackward(input, p.attentionNorm, gradN) : undefined;
  return {
    output: pre ? last : norm(last, p.feedForwardNorm),
    gradInput: gradSum.add(beforeAttention?.gradInput ?? gradN),
    gradParameters: {
      attention: attention.gradParameters,
      attentionNorm: (afterSum ?? beforeAttention)!.gradNorm,
      feedForward: network.gradParameters,
      feedForwardNorm: (afterLast ?? beforeNetwork)!.gradNorm,
    },
  };
}

export default variants<typeof import("#reference/12-transformers/encoder-layer.ts")>({
  "sequence by sequence": {
    encoderLayer: (input, parameters, options = {}) => {
      const each = Array.from({ length: input.shape[0]! }, (_, n) =>
        encoderLayer(input.slice([n, n + 1]), parameters, only(options, n)),
      );
      return concatenate(each);
    },
    encoderLayerBackward: (input, parameters, gradOutput, options = {}) => {
      const each = Array.from({ length: input.shape[0]! }, (_, n) =>
        encoderLayerBackward(input.slice([n, n + 1]), parameters, gradOutput.slice([n, n + 1]), only(options, n)),
      );
      return {
        gradInput: concatenate(each.map(({ gradInput }) => gradInput)),
        gradParameters: total(each.map(({ gradParameters }) => gradParameters)),
      };
    },
  },
  "step by step, with norms as matrices and their whole Jacobian": {
    encoderLayer: (input, parameters, options = {}) => writtenOut(input, parameters, input, options).output,
    encoderLayerBackward: (input, parameters, gradOutput, options = {}) => {
      const { gradInput, gradParameters } = writtenOut(input, parameters, gradOutput, options);
      return { gradInput, gradParameters };
    },
  },
});
