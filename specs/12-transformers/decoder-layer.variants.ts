import { concatenate, type Tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { layerNorm, layerNormBackward } from "#reference/09-initialisation-and-regularisation/layer-norm.ts";
import type { DecoderLayerOptions, DecoderLayerParameters } from "#reference/12-transformers/decoder-layer.ts";
import { decoderLayer, decoderLayerBackward } from "#reference/12-transformers/decoder-layer.ts";
import { feedForward, feedForwardBackward } from "#reference/12-transformers/feed-forward.ts";
import { multiHeadAttention, multiHeadAttentionBackward } from "#reference/12-transformers/multi-head-attention.ts";
import type { NormParameters } from "#reference/12-transformers/residual.ts";
import { total } from "./layer-sums.ts";

/** The options of one sequence of the batch. */
function only({ mask, memoryMask, ...rest }: DecoderLayerOptions, n: number): DecoderLayerOptions {
  return {
    ...rest,
    ...(mask && { mask: mask.slice([n, n + 1]) }),
    ...(memoryMask && { memoryMask: memoryMask.slice([n, n + 1]) }),
  };
}

const norm = (x: Tensor, { gamma, beta }: NormParameters): Tensor => layerNorm(x, gamma, beta);

function normBackward(x: Tensor, { gamma, beta }: NormParameters, gradOutput: Tensor) {
  const { gradInput, gradGamma, gradBeta } = layerNormBackward(x, gamma, beta, gradOutput);
  return { gradInput, gradNorm: { gamma: gradGamma, beta: gradBeta } };
}

/** Pre-norm and post-norm as one: a norm before the sublayer or one behind the sum, the other one left out. */
function writtenOut(
  input: Tensor,
  memory: Tensor,
  p: DecoderLayerParameters,
  gradOutput: Tensor,
  options: DecoderLayerOptions,
) {
  const pre = options.norm === "pre";
  const { heads = 1, mask, memoryMask } = options;
  const own = { heads, causal: true, ...(mask && { mask }) };
  const cross = { heads, ...(memoryMask && { mask: memoryMask }) };
  const before = (x: Tensor, parameters: NormParameters): Tensor => (pre ? norm(x, parameters) : x);
  const behind = (x: Tensor, parameters: NormParameters): Tensor => (pre ? x : norm(x, parameters));
  const back = (isThere: boolean, x: Tensor, parameters: NormParameters, gradient: Tensor) =>
    isThere ? normBackward(x, parameters, gradient) : { gradInput: gradient, gradNorm: undefined };

  const x1 = before(input, p.attentionNorm);
  const sum1 = input.add(multiHeadAttention(x1, x1, x1, p.attention, own));
  const a = behind(sum1, p.attentionNorm);
  const x2 = before(a, p.crossAttentionNorm);
  const sum2 = a.add(multiHeadAttention(x2, memory, memory, p.crossAttention, cross));
  const b = behind(sum2, p.crossAttentionNorm);
  const x3 = before(b, p.feedForwardNorm);
  const sum3 = b.add(feedForward(x3, p.feedForward, options));

  const after3 = back(!pre, sum3, p.feedForwardNorm, gradOutput);
  const network = feedForwardBackward(x3, p.feedForward, after3.gradInput, options);
  const before3 = back(pre, b, p.feedForwardNorm, network.gradInput);
  const after2 = back(!pre, sum2, p.crossAttentionNorm, after3.gradInput.add(before3.gradInput));
  const reading = multiHeadAttentionBackward(x2, memory, memory, p.crossAttention, after2.gradInput, cross);
  const before2 = back(pre, a, p.crossAttentionNorm, reading.gradQuery);
  const after1 = back(!pre, sum1, p.attentionNorm, after2.gradInput.add(before2.gradInput));
  const looking = multiHeadAttentionBackward(x1, x1, x1, p.attention, after1.gradInput, own);
  const gradX1 = looking.gradQuery.add(looking.gradKey).add(looking.gradValue);
  const before1 = back(pre, input, p.attentionNorm, gradX1);
  return {
    output: behind(sum3, p.feedForwardNorm),
    gradInput: after1.gradInput.add(before1.gradInput),
    gradMemory: reading.gradKey.add(reading.gradValue),
    gradParameters: {
      attention: looking.gradParameters,
      attentionNorm: (after1.gradNorm ?? before1.gradNorm)!,
      crossAttention: reading.gradParameters,
      crossAttentionNorm: (after2.gradNorm ?? before2.gradNorm)!,
      feedForward: network.gradParameters,
      feedForwardNorm: (after3.gradNorm ?? before3.gradNorm)!,
    },
  };
}

export default variants<typeof import("#reference/12-transformers/decoder-layer.ts")>({
  "sequence by sequence": {
    decoderLayer: (input, memory, parameters, options = {}) => {
      const each = Array.from({ length: input.shape[0]! }, (_, n) =>
        decoderLayer(input.slice([n, n + 1]), memory.slice([n, n + 1]), parameters, only(options, n)),
      );
      return concatenate(each);
    },
    decoderLayerBackward: (input, memory, parameters, gradOutput, options = {}) => {
      const each = Array.from({ length: input.shape[0]! }, (_, n) => {
        const [x, m, gradient] = [input, memory, gradOutput].map((all) => all.slice([n, n + 1])) as [
          Tensor,
          Tensor,
          Tensor,
        ];
        return decoderLayerBackward(x, m, parameters, gradient, only(options, n));
      });
      return {
        gradInput: concatenate(each.map(({ gradInput }) => gradInput)),
        gradMemory: concatenate(each.map(({ gradMemory }) => gradMemory)),
        gradParameters: total(each.map(({ gradParameters }) => gradParameters)),
      };
    },
  },
  "step by step": {
    decoderLayer: (input, memory, parameters, options = {}) =>
      writtenOut(input, memory, parameters, input, options).output,
    decoderLayerBackward: (input, memory, parameters, gradOutput, options = {}) => {
      const { output: _, ...gradients } = writtenOut(input, memory, parameters, gradOutput, options);
      return gradients;
    },
  },
});
