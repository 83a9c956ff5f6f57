import { NotStarted, type Tensor } from "#tensor";

/** Four linear maps, each with a weight `[D, D]` ([out, in]) and a bias `[D]`. */
export interface AttentionParameters {
  readonly weightQuery: Tensor;
  readonly biasQuery: Tensor;
  readonly weightKey: Tensor;
  readonly biasKey: Tensor;
  readonly weightValue: Tensor;
  readonly biasValue: Tensor;
  readonly weightOutput: Tensor;
  readonly biasOutput: Tensor;
}

/** Two linear maps: from D features to F hidden units, and back. */
export interface FeedForwardParameters {
  /** `[F, D]`. */
  readonly weightHidden: Tensor;
  /** `[F]`. */
  readonly biasHidden: Tensor;
  /** `[D, F]`. */
  readonly weightOutput: Tensor;
  /** `[D]`. */
  readonly biasOutput: Tensor;
}

/** Scale γ `[D]` and shift β `[D]` of a layer normalisation. */
export interface NormParameters {
  readonly gamma: Tensor;
  readonly beta: Tensor;
}

/** As in the exercise encoder-layer. */
export interface EncoderLayerParameters {
  readonly attention: AttentionParameters;
  readonly attentionNorm: NormParameters;
  readonly feedForward: FeedForwardParameters;
  readonly feedForwardNorm: NormParameters;
}

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
 * @see Devlin et al., BERT (2019), figure 2; Hugging Face, tokenizers, truncation "longest_first".
 */
export function sentencePairs(pairs: readonly SentencePair[], options: SentencePairOptions): BertInput {
  throw new NotStarted();
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
 * @see Devlin, Chang, Lee & Toutanova, BERT (2019), section 3. There dropout stands behind each sublayer, and the norms have
 *   ε = 1e-12; here they have 1e-5.
 */
export function bert(tokens: Tensor, segments: Tensor, parameters: BertParameters, options: BertOptions = {}): Tensor {
  throw new NotStarted();
}

/**
 * Gradients of a loss with respect to all parameters of {@link bert}.
 *
 * All three embeddings stand in one sum.
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
  throw new NotStarted();
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
 * @see Devlin et al., BERT (2019), section 3.1, task 1. W, b and the norm stand in its code, not in the paper.
 */
export function maskedLogits(hidden: Tensor, tokenEmbedding: Tensor, parameters: MaskedHeadParameters): Tensor {
  throw new NotStarted();
}

/**
 * Gradients with respect to everything that {@link maskedLogits} is given.
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
  throw new NotStarted();
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
 * @see Devlin et al., BERT (2019), section 3.1, task 2, and appendix A.1.
 */
export function pairLogits(hidden: Tensor, parameters: PairHeadParameters): Tensor {
  throw new NotStarted();
}

/**
 * Gradients with respect to everything that {@link pairLogits} is given.
 *
 * @param hidden - `[N, T, D]`, as in the forward pass, and so are the `parameters`.
 * @param gradOutput - `[N, 2]`, dL/dz.
 * @returns gradients of the shapes of the arguments.
 */
export function pairLogitsBackward(
  hidden: Tensor,
  parameters: PairHeadParameters,
  gradOutput: Tensor,
): { readonly gradHidden: Tensor; readonly gradParameters: PairHeadParameters } {
  throw new NotStarted();
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
  throw new NotStarted();
}

/**
 * Gradients of {@link pretrainingLoss} with respect to all parameters.
 *
 * Both heads read what the encoder wrote, and E is used at both of its ends.
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
  throw new NotStarted();
}
