import { arange, ShapeError, tensor, type Tensor } from "#tensor";
import { gelu, geluBackward } from "#reference/02-activations/gelu.ts";
import { sparseCrossEntropy, sparseCrossEntropyBackward } from "#reference/03-losses/sparse-cross-entropy.ts";
import { embedding, embeddingBackward } from "#reference/11-recurrent-networks/embedding.ts";
import type { EncoderLayerOptions, EncoderLayerParameters } from "#reference/12-transformers/encoder-layer.ts";
import { layerStack } from "#reference/12-transformers/layer-stack.ts";
import { linear, linearBackward } from "#reference/12-transformers/linear.ts";
import { normalise, normaliseBackward, type NormParameters } from "#reference/12-transformers/residual.ts";

/** Two sentences, each a list of token ids. */
export interface SentencePair {
  readonly first: readonly number[];
  readonly second: readonly number[];
}

export interface SentencePairOptions {
  /** [CLS], in front of both sentences. */
  readonly clsToken: number;
  /** [SEP], behind each of them. */
  readonly sepToken: number;
  /** [PAD], up to the common length. */
  readonly padToken: number;
  /** T, how many tokens every row has; at least 5. */
  readonly length: number;
}

/** What the encoder is given, each `[N, T]`. */
export interface BertInput {
  readonly tokens: Tensor;
  /** 0 from [CLS] to the first [SEP], 1 from there to the second, 0 for padding. */
  readonly segments: Tensor;
  /** 1 for tokens, 0 for padding. */
  readonly mask: Tensor;
}

export interface BertParameters {
  /** `[V, D]` E, a row for each token. */
  readonly tokenEmbedding: Tensor;
  /** `[L, D]` P, a row for each position that a text may have; learned. */
  readonly positionEmbedding: Tensor;
  /** `[2, D]` S, a row for each of the two sentences. */
  readonly segmentEmbedding: Tensor;
  readonly embeddingNorm: NormParameters;
  readonly layers: readonly EncoderLayerParameters[];
}

export interface BertOptions {
  /** How many heads the attention of each layer has; 1 when left out. */
  readonly heads?: number;
  /** `[N, T]`, 1 for tokens, 0 for padding; all are tokens when left out. */
  readonly mask?: Tensor;
}

/** Says which token stood at a position. */
export interface MaskedHeadParameters {
  /** `[D, D]` W. */
  readonly transformWeight: Tensor;
  /** `[D]` b. */
  readonly transformBias: Tensor;
  readonly transformNorm: NormParameters;
  /** `[V]` c. */
  readonly outputBias: Tensor;
}

/** Says whether the second sentence is the one that follows the first. */
export interface PairHeadParameters {
  /** `[D, D]` W. */
  readonly poolerWeight: Tensor;
  /** `[D]` b. */
  readonly poolerBias: Tensor;
  /** `[2, D]` U. */
  readonly outputWeight: Tensor;
  /** `[2]` c. */
  readonly outputBias: Tensor;
}

export interface PretrainingParameters {
  readonly encoder: BertParameters;
  readonly maskedHead: MaskedHeadParameters;
  readonly pairHead: PairHeadParameters;
}

/**
 * Puts pairs of sentences in rows of one length: `[CLS] first [SEP] second [SEP] [PAD] …`
 *
 * A pair that is too long loses tokens from the end of whichever sentence is the longer one, of equally long ones the
 * second, one by one, until it fits.
 *
 * @param pairs - N pairs of sentences, without special tokens.
 * @param options - the special tokens, and the length T of every row.
 * @returns tokens, segments and mask, each `[N, T]`.
 * @throws RangeError - when length is not a whole number, at least 5: three special tokens, and one of each sentence.
 * @example
 * const options = { clsToken: 1, sepToken: 2, padToken: 0, length: 7 };
 * sentencePairs([{ first: [5, 6], second: [7] }], options).segments // => [[0, 0, 0, 0, 1, 1, 0]]
 * @see Devlin et al., BERT (2019), figure 2; Hugging Face, tokenizers, truncation "longest_first".
 */
export function sentencePairs(pairs: readonly SentencePair[], options: SentencePairOptions): BertInput {
  const { clsToken, sepToken, padToken, length } = options;
  if (!(Number.isInteger(length) && length >= 5)) {
    throw new RangeError(
      `sentencePairs: options.length is ${length}, expected a whole number, at least 5. ` +
        "A row holds three special tokens, and one of each sentence.",
    );
  }
  const rows = pairs.map((pair) => {
    const { first, second } = fit(pair, length - 3);
    return { row: [clsToken, ...first, sepToken, ...second, sepToken], start: first.length + 2 };
  });
  const places = arange(length);
  const mask = places.less(tensor(rows.map(({ row }) => [row.length]))); // [T], [N, 1] -> [N, T]
  const isSecond = places.greaterEqual(tensor(rows.map(({ start }) => [start])));
  const tokens = tensor(rows.map(({ row }) => Array.from({ length }, (_, t) => row[t] ?? padToken)));
  return { tokens, segments: isSecond.mul(mask), mask };
}

/**
 * The encoder of BERT: for each token a vector that depends on all tokens of the row, on both sides.
 *
 * `x_t = norm(E[token_t] + P[t] + S[segment_t])`, then through all layers
 *
 * The layers are post-norm with GELU. Nothing is causal; only padding is hidden.
 *
 * @param tokens - `[N, T]` ids, integers in [0, V).
 * @param segments - `[N, T]`, 0 for the first sentence, 1 for the second.
 * @param parameters - E, P, S, the norm behind their sum, and the layers.
 * @returns `[N, T, D]`; there is a row for padding too, which nobody is to read.
 * @throws RangeError - when a token or a segment is out of range, or T above L.
 * @throws ShapeError - when segments do not have the shape of tokens.
 * @example
 * const [tokenEmbedding, positionEmbedding] = [tensor([[3, 0], [0, 5]]), zeros([1, 2])];
 * const embeddingNorm = { gamma: zeros([2]), beta: tensor([4, 7]) };
 * const parameters = { tokenEmbedding, positionEmbedding, segmentEmbedding: zeros([2, 2]), embeddingNorm, layers: [] };
 * bert(tensor([[0]]), tensor([[0]]), parameters) // => [[[4, 7]]]
 * @see Devlin, Chang, Lee & Toutanova, BERT (2019), section 3. There dropout stands behind each sublayer, and the norms have
 *   ε = 1e-12; here they have 1e-5.
 */
export function bert(tokens: Tensor, segments: Tensor, parameters: BertParameters, options: BertOptions = {}): Tensor {
  const embedded = normalise(embeddingSum(tokens, segments, parameters), parameters.embeddingNorm);
  return layerStack(embedded, parameters.layers, layerOptions(options)).output;
}

/**
 * Gradients of a loss with respect to all parameters of {@link bert}.
 *
 * Back through the layers and the norm to the sum s of the three embeddings, each of which gets the same dL/ds:
 * `dL/dE[v] = Σ dL/ds_nt` over all places with token v, `dL/dS` likewise, `dL/dP[t] = Σ_n dL/ds_nt`
 *
 * @param tokens - `[N, T]`, as in the forward pass, and so are `segments`, `parameters` and `options`.
 * @param gradOutput - `[N, T, D]`, 0 for padding.
 * @returns gradients of the shapes of the parameters; 0 in the rows of P from T on.
 */
export function bertBackward(
  tokens: Tensor,
  segments: Tensor,
  parameters: BertParameters,
  gradOutput: Tensor,
  options: BertOptions = {},
): { readonly gradParameters: BertParameters } {
  const { tokenEmbedding, positionEmbedding, segmentEmbedding, embeddingNorm, layers } = parameters;
  const sum = embeddingSum(tokens, segments, parameters);
  const stack = layerStack(normalise(sum, embeddingNorm), layers, layerOptions(options)).backward(gradOutput);
  const { gradInput: gradSum, gradNorm } = normaliseBackward(sum, embeddingNorm, stack.gradInput);
  const unused = positionEmbedding.shape[0]! - tokens.shape[1]!;
  return {
    gradParameters: {
      tokenEmbedding: embeddingBackward(tokens, tokenEmbedding, gradSum),
      positionEmbedding: gradSum.sum(0).pad([
        [0, unused],
        [0, 0],
      ]),
      segmentEmbedding: embeddingBackward(segments, segmentEmbedding, gradSum),
      embeddingNorm: gradNorm,
      layers: stack.gradLayers,
    },
  };
}

/**
 * Scores of all tokens at every position, to tell what stood where a token was masked.
 *
 * `g = norm(gelu(h Wᵀ + b))`, `z = g Eᵀ + c`
 *
 * E is the token embedding of the encoder: it is used at both ends.
 *
 * @param hidden - `[N, T, D]` h, from {@link bert}.
 * @param tokenEmbedding - `[V, D]` E.
 * @param parameters - W, b, the norm, and c.
 * @returns `[N, T, V]` z, logits.
 * @example
 * const transformNorm = { gamma: zeros([2]), beta: tensor([1, 2]) };
 * const head = { transformWeight: eye(2), transformBias: zeros([2]), transformNorm, outputBias: tensor([0, 9]) };
 * maskedLogits(tensor([[[4, 5]]]), tensor([[3, 0], [0, 1]]), head) // => [[[3, 11]]]
 * @see Devlin et al., BERT (2019), section 3.1, task 1. W, b and the norm stand in its code, not in the paper.
 */
export function maskedLogits(hidden: Tensor, tokenEmbedding: Tensor, parameters: MaskedHeadParameters): Tensor {
  const { transformWeight, transformBias, transformNorm, outputBias } = parameters;
  const transformed = normalise(gelu(linear(hidden, transformWeight, transformBias)), transformNorm);
  return linear(transformed, tokenEmbedding, outputBias);
}

/**
 * Gradients with respect to everything that {@link maskedLogits} is given.
 *
 * `dL/dc = Σ dL/dz`, `dL/dE = Σ (dL/dz)ᵀ g`, `dL/dg = dL/dz E`, then back through norm, GELU and W
 *
 * @param hidden - `[N, T, D]`, as in the forward pass, and so are `tokenEmbedding` and `parameters`.
 * @param gradOutput - `[N, T, V]`, dL/dz.
 */
export function maskedLogitsBackward(
  hidden: Tensor,
  tokenEmbedding: Tensor,
  parameters: MaskedHeadParameters,
  gradOutput: Tensor,
): {
  readonly gradHidden: Tensor;
  readonly gradTokenEmbedding: Tensor;
  readonly gradParameters: MaskedHeadParameters;
} {
  const { transformWeight, transformBias, transformNorm } = parameters;
  const sums = linear(hidden, transformWeight, transformBias);
  const activated = gelu(sums);
  const output = linearBackward(normalise(activated, transformNorm), tokenEmbedding, gradOutput);
  const { gradInput: gradActivated, gradNorm } = normaliseBackward(activated, transformNorm, output.gradInput);
  const transform = linearBackward(hidden, transformWeight, geluBackward(sums, gradActivated));
  return {
    gradHidden: transform.gradInput,
    gradTokenEmbedding: output.gradWeight,
    gradParameters: {
      transformWeight: transform.gradWeight,
      transformBias: transform.gradBias,
      transformNorm: gradNorm,
      outputBias: output.gradBias,
    },
  };
}

/**
 * Scores of the two answers to the question whether the second sentence follows the first: 0 it does, 1 it doesn't.
 *
 * `p = tanh(h_0 Wᵀ + b)`, `z = p Uᵀ + c`
 *
 * h_0 stands at [CLS], a token without a meaning of its own, which is free to gather that of the pair.
 *
 * @param hidden - `[N, T, D]` h, from {@link bert}.
 * @param parameters - W and b of the pooler, U and c.
 * @returns `[N, 2]` z, logits.
 * @example
 * const pooler = { poolerWeight: eye(2), poolerBias: zeros([2]) };
 * pairLogits(zeros([1, 3, 2]), { ...pooler, outputWeight: eye(2), outputBias: tensor([5, 6]) }) // => [[5, 6]]
 * @see Devlin et al., BERT (2019), section 3.1, task 2, and appendix A.1.
 */
export function pairLogits(hidden: Tensor, parameters: PairHeadParameters): Tensor {
  return linear(pool(hidden, parameters), parameters.outputWeight, parameters.outputBias);
}

/**
 * Gradients with respect to everything that {@link pairLogits} is given.
 *
 * `dL/da = (dL/dz U) ∘ (1 − p²)` with `a = h_0 Wᵀ + b`, `dL/dW = Σ (dL/da)ᵀ h_0`, `dL/dh_0 = dL/da W`
 *
 * @param hidden - `[N, T, D]`, as in the forward pass, and so are the `parameters`.
 * @param gradOutput - `[N, 2]`, dL/dz.
 * @returns gradients of the shapes of the arguments; that of h is 0 behind the first position.
 */
export function pairLogitsBackward(
  hidden: Tensor,
  parameters: PairHeadParameters,
  gradOutput: Tensor,
): { readonly gradHidden: Tensor; readonly gradParameters: PairHeadParameters } {
  const pooled = pool(hidden, parameters);
  const output = linearBackward(pooled, parameters.outputWeight, gradOutput);
  const gradSums = output.gradInput.mul(pooled.square().neg().add(1));
  const pooler = linearBackward(hidden.slice(null, 0), parameters.poolerWeight, gradSums);
  return {
    gradHidden: pooler.gradInput.expandDims(1).pad([
      [0, 0],
      [0, hidden.shape[1]! - 1],
      [0, 0],
    ]),
    gradParameters: {
      poolerWeight: pooler.gradWeight,
      poolerBias: pooler.gradBias,
      outputWeight: output.gradWeight,
      outputBias: output.gradBias,
    },
  };
}

/**
 * What BERT is trained to make small: the surprise by the masked tokens, and by whether the sentences belong together.
 *
 * `L = −(1/M) Σ log softmax(z_nt)[label_nt] − (1/N) Σ log softmax(z'_n)[answer_n]`, z and z' the logits of both heads,
 * the first sum over the M places that have a label. Where nothing is masked it is 0 / 0, NaN, as in PyTorch.
 *
 * @param tokens - `[N, T]` what the model sees, some tokens of it masked; `segments` and `options` as in {@link bert}.
 * @param labels - `[N, T]`, the token that stood there, or −100 where it isn't asked for.
 * @param answers - `[N]`, 0 where the second sentence follows the first, else 1.
 * @param parameters - of the encoder and both heads.
 * @returns `[]`, in nats.
 * @throws RangeError, ShapeError - as {@link bert} does, and when labels do not have the shape of tokens.
 * @see Devlin et al., BERT (2019), appendix A.2: the sum of both means.
 */
export function pretrainingLoss(
  tokens: Tensor,
  segments: Tensor,
  labels: Tensor,
  answers: Tensor,
  parameters: PretrainingParameters,
  options: BertOptions = {},
): Tensor {
  expectShapeOfTokens({ labels }, tokens);
  const { encoder, maskedHead, pairHead } = parameters;
  const hidden = bert(tokens, segments, encoder, options);
  const logits = maskedLogits(hidden, encoder.tokenEmbedding, maskedHead);
  return sparseCrossEntropy(inRows(logits), labels.flatten()).add(
    sparseCrossEntropy(pairLogits(hidden, pairHead), answers),
  );
}

/**
 * Gradients of {@link pretrainingLoss} with respect to all parameters.
 *
 * Both heads send a gradient to the encoder, and they add up. So do the two parts of dL/dE: E looks tokens up at one end and
 * scores them at the other.
 *
 * @param tokens - `[N, T]`, as in the forward pass, and so are all other arguments.
 * @param gradOutput - `[]`, the gradient with respect to the loss.
 * @returns gradients of the shapes of the parameters.
 */
export function pretrainingLossBackward(
  tokens: Tensor,
  segments: Tensor,
  labels: Tensor,
  answers: Tensor,
  parameters: PretrainingParameters,
  gradOutput: Tensor,
  options: BertOptions = {},
): { readonly gradParameters: PretrainingParameters } {
  const { encoder, maskedHead, pairHead } = parameters;
  const hidden = bert(tokens, segments, encoder, options);
  const logits = maskedLogits(hidden, encoder.tokenEmbedding, maskedHead);
  const gradLogits = sparseCrossEntropyBackward(inRows(logits), labels.flatten(), gradOutput).reshape(logits.shape);
  const gradPair = sparseCrossEntropyBackward(pairLogits(hidden, pairHead), answers, gradOutput);
  const masked = maskedLogitsBackward(hidden, encoder.tokenEmbedding, maskedHead, gradLogits);
  const pair = pairLogitsBackward(hidden, pairHead, gradPair);
  const gradHidden = masked.gradHidden.add(pair.gradHidden);
  const { gradParameters } = bertBackward(tokens, segments, encoder, gradHidden, options);
  const tokenEmbedding = gradParameters.tokenEmbedding.add(masked.gradTokenEmbedding);
  return {
    gradParameters: {
      encoder: { ...gradParameters, tokenEmbedding },
      maskedHead: masked.gradParameters,
      pairHead: pair.gradParameters,
    },
  };
}

/** As many tokens of both sentences as there is room for. */
function fit({ first, second }: SentencePair, room: number): SentencePair {
  let [a, b] = [first.length, second.length];
  while (a + b > room) {
    if (a > b) a--;
    else b--;
  }
  return { first: first.slice(0, a), second: second.slice(0, b) };
}

function embeddingSum(tokens: Tensor, segments: Tensor, parameters: BertParameters): Tensor {
  expectShapeOfTokens({ segments }, tokens);
  const [length, longest] = [tokens.shape[1]!, parameters.positionEmbedding.shape[0]!];
  if (length > longest) {
    throw new RangeError(
      `bert: the text has ${length} tokens, expected at most ${longest}. Each position needs its embedding.`,
    );
  }
  return embedding(tokens, parameters.tokenEmbedding)
    .add(parameters.positionEmbedding.slice([0, length]))
    .add(embedding(segments, parameters.segmentEmbedding));
}

function layerOptions({ heads = 1, mask }: BertOptions): EncoderLayerOptions {
  return { heads, norm: "post", activation: "gelu", ...(mask && { mask }) };
}

function pool(hidden: Tensor, { poolerWeight, poolerBias }: PairHeadParameters): Tensor {
  return linear(hidden.slice(null, 0), poolerWeight, poolerBias).tanh();
}

/** [N, T, V] -> [N·T, V] */
const inRows = (logits: Tensor): Tensor => logits.reshape([-1, logits.shape[2]!]);

function expectShapeOfTokens(named: { readonly [name: string]: Tensor }, tokens: Tensor): void {
  for (const [name, { shape }] of Object.entries(named)) {
    if (shape.join() === tokens.shape.join()) continue;
    throw new ShapeError(
      `bert: ${name} is [${shape.join(", ")}], expected [${tokens.shape.join(", ")}] as tokens. Each token has one.`,
    );
  }
}
