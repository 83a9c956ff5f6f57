// What the known mistakes of BERT are made of: each part with one thing in it that can be other than it should be.

import { tensor, type Tensor } from "#tensor";
import { gelu } from "#reference/02-activations/gelu.ts";
import { sparseCrossEntropy, sparseCrossEntropyBackward } from "#reference/03-losses/sparse-cross-entropy.ts";
import {
  bert,
  bertBackward,
  maskedLogits,
  maskedLogitsBackward,
  pairLogits,
  pairLogitsBackward,
  pretrainingLoss,
  sentencePairs,
  type BertInput,
  type BertParameters,
  type MaskedHeadParameters,
  type PairHeadParameters,
  type SentencePair,
  type SentencePairOptions,
} from "#reference/12-transformers/bert.ts";
import type { EncoderLayerOptions, EncoderLayerParameters } from "#reference/12-transformers/encoder-layer.ts";
import { layerStack } from "#reference/12-transformers/layer-stack.ts";
import { linear, linearBackward } from "#reference/12-transformers/linear.ts";
import { normalise, normaliseBackward } from "#reference/12-transformers/residual.ts";

export type Module = typeof import("#reference/12-transformers/bert.ts");

/** The rows when something about each of them is other than it should be. */
export function rowsWith(change: {
  readonly pair?: (pair: SentencePair, room: number) => SentencePair;
  readonly rows?: (right: BertInput, options: SentencePairOptions) => Partial<BertInput>;
}): Module["sentencePairs"] {
  return (pairs, options) => {
    const right = sentencePairs(
      pairs.map((pair) => change.pair?.(pair, options.length - 3) ?? pair),
      options,
    );
    return { ...right, ...change.rows?.(right, options) };
  };
}

/** Every row cut or filled up to the length, from the pieces that a student puts together. */
export function written(pieces: (pair: SentencePair, options: SentencePairOptions) => readonly (readonly number[])[]) {
  return (pairs: readonly SentencePair[], options: SentencePairOptions): BertInput => {
    sentencePairs(pairs, options); // refuses what it must
    const filled = (row: readonly number[], padding: number): number[] =>
      Array.from({ length: options.length }, (_, t) => row[t] ?? padding);
    const all = pairs.map((pair) => pieces(pair, options));
    return {
      tokens: tensor(all.map((two) => filled(two.flat(), options.padToken))),
      segments: tensor(
        all.map((two) =>
          filled(
            two.flatMap((ids, segment) => ids.map(() => segment)),
            0,
          ),
        ),
      ),
      mask: tensor(
        all.map((two) =>
          filled(
            two.flat().map(() => 1),
            0,
          ),
        ),
      ),
    };
  };
}

/** Where the encoder departs from the right one. */
export interface Changes {
  readonly sum?: (parts: Parts, tokens: Tensor) => Tensor;
  readonly norm?: typeof normalise;
  readonly layers?: (layers: readonly EncoderLayerParameters[]) => readonly EncoderLayerParameters[];
  readonly options?: (options: EncoderLayerOptions) => EncoderLayerOptions;
}

export interface Parts {
  readonly words: Tensor;
  readonly places: Tensor;
  readonly sides: Tensor;
}

export const usual: EncoderLayerOptions = { norm: "post", activation: "gelu" };
export const plainSum = ({ words, places, sides }: Parts): Tensor => words.add(places).add(sides);

export function partsOf(tokens: Tensor, segments: Tensor, parameters: BertParameters): Parts {
  const { tokenEmbedding, positionEmbedding, segmentEmbedding } = parameters;
  const places = positionEmbedding.slice([0, tokens.shape[1]!]);
  return { words: tokenEmbedding.gather(tokens), places, sides: segmentEmbedding.gather(segments) };
}

export function bertWith({ sum = plainSum, norm = normalise, ...change }: Changes): Module["bert"] {
  return (tokens, segments, parameters, options = {}) => {
    bert(tokens, segments, parameters, options); // refuses what it must
    const x = norm(sum(partsOf(tokens, segments, parameters), tokens), parameters.embeddingNorm);
    const layers = change.layers?.(parameters.layers) ?? parameters.layers;
    return layerStack(x, layers, change.options?.({ ...usual, ...options }) ?? { ...usual, ...options }).output;
  };
}

/** The backward pass of the encoder with some gradients changed. */
export function encoderBackwardWith(
  change: (
    right: BertParameters,
    given: { readonly tokens: Tensor; readonly segments: Tensor; readonly parameters: BertParameters },
    gradNormalised: Tensor,
  ) => Partial<BertParameters>,
): Module["bertBackward"] {
  return (tokens, segments, parameters, gradOutput, options = {}) => {
    const right = bertBackward(tokens, segments, parameters, gradOutput, options).gradParameters;
    const x = normalise(plainSum(partsOf(tokens, segments, parameters)), parameters.embeddingNorm);
    const { gradInput } = layerStack(x, parameters.layers, { ...usual, ...options }).backward(gradOutput);
    return { gradParameters: { ...right, ...change(right, { tokens, segments, parameters }, gradInput) } };
  };
}

export interface MaskedHead {
  readonly transform?: (hidden: Tensor, parameters: MaskedHeadParameters) => Tensor;
  readonly norm?: typeof normalise;
  readonly bias?: (bias: Tensor) => Tensor;
}

export function maskedLogitsWith({ transform, norm = normalise, bias }: MaskedHead): Module["maskedLogits"] {
  return (hidden, tokenEmbedding, parameters) => {
    const { transformWeight, transformBias, transformNorm, outputBias } = parameters;
    const activated = transform?.(hidden, parameters) ?? gelu(linear(hidden, transformWeight, transformBias));
    return linear(norm(activated, transformNorm), tokenEmbedding, bias?.(outputBias) ?? outputBias);
  };
}

/** The pair head when it looks at another vector, or makes something else of it. */
export function pairLogitsWith(
  gather: (hidden: Tensor) => Tensor,
  activate = (sums: Tensor): Tensor => sums.tanh(),
): Module["pairLogits"] {
  return (hidden, { poolerWeight, poolerBias, outputWeight, outputBias }: PairHeadParameters) =>
    linear(activate(linear(gather(hidden), poolerWeight, poolerBias)), outputWeight, outputBias);
}

export interface LossParts {
  readonly logits: Tensor;
  readonly labels: Tensor;
  readonly ofPairs: Tensor;
  readonly tokens: Tensor;
}

/** The loss of pretraining, with another sum or other labels. */
export function lossWith(total: (parts: LossParts) => Tensor): Module["pretrainingLoss"] {
  return (tokens, segments, labels, answers, parameters, options) => {
    pretrainingLoss(tokens, segments, labels, answers, parameters, options); // refuses what it must
    const hidden = bert(tokens, segments, parameters.encoder, options);
    const logits = maskedLogits(hidden, parameters.encoder.tokenEmbedding, parameters.maskedHead);
    const rows = logits.reshape([-1, logits.shape[2]!]);
    const ofPairs = sparseCrossEntropy(pairLogits(hidden, parameters.pairHead), answers);
    return total({ logits: rows, labels: labels.flatten(), ofPairs, tokens: tokens.flatten() });
  };
}

/** The backward pass of the pair head with another slope of the pooler. */
export function pairBackwardWith(slope: (gradPooled: Tensor, sums: Tensor) => Tensor): Module["pairLogitsBackward"] {
  return (hidden, parameters, gradOutput) => {
    const right = pairLogitsBackward(hidden, parameters, gradOutput);
    const first = hidden.slice(null, [0, 1]);
    const sums = linear(first, parameters.poolerWeight, parameters.poolerBias);
    const gradSums = slope(gradOutput.matmul(parameters.outputWeight).expandDims(1), sums);
    const { gradInput, gradWeight, gradBias } = linearBackward(first, parameters.poolerWeight, gradSums);
    const gradHidden = gradInput.pad([
      [0, 0],
      [0, hidden.shape[1]! - 1],
      [0, 0],
    ]);
    return { gradHidden, gradParameters: { ...right.gradParameters, poolerWeight: gradWeight, poolerBias: gradBias } };
  };
}

/** What the gradient of the encoder is made of. */
export interface EncoderParts {
  /** From both heads, with the token embedding as a lookup alone. */
  readonly lookup: BertParameters;
  readonly ofMasked: BertParameters;
  readonly ofPairs: BertParameters;
  /** Of the token embedding, as what scores the tokens. */
  readonly scores: Tensor;
}

/** The gradients of the loss, some of the encoder's changed. */
export function lossBackwardWith(
  change: (parts: EncoderParts) => Partial<BertParameters>,
): Module["pretrainingLossBackward"] {
  return (tokens, segments, labels, answers, parameters, gradOutput, options) => {
    const { encoder, maskedHead, pairHead } = parameters;
    const hidden = bert(tokens, segments, encoder, options);
    const logits = maskedLogits(hidden, encoder.tokenEmbedding, maskedHead);
    const rows = logits.reshape([-1, logits.shape[2]!]);
    const gradLogits = sparseCrossEntropyBackward(rows, labels.flatten(), gradOutput).reshape(logits.shape);
    const gradPairs = sparseCrossEntropyBackward(pairLogits(hidden, pairHead), answers, gradOutput);
    const masked = maskedLogitsBackward(hidden, encoder.tokenEmbedding, maskedHead, gradLogits);
    const pairs = pairLogitsBackward(hidden, pairHead, gradPairs);
    const back = (gradHidden: Tensor): BertParameters =>
      bertBackward(tokens, segments, encoder, gradHidden, options).gradParameters;
    const [ofMasked, ofPairs] = [back(masked.gradHidden), back(pairs.gradHidden)];
    const lookup = back(masked.gradHidden.add(pairs.gradHidden));
    const scores = masked.gradTokenEmbedding;
    const right = { ...lookup, tokenEmbedding: lookup.tokenEmbedding.add(scores) };
    return {
      gradParameters: {
        encoder: { ...right, ...change({ lookup, ofMasked, ofPairs, scores }) },
        maskedHead: masked.gradParameters,
        pairHead: pairs.gradParameters,
      },
    };
  };
}

export const masks = ({ mask: _, ...others }: EncoderLayerOptions): EncoderLayerOptions => others;

/** The backward pass of the masked head without the slope of GELU. */
export const maskedBackwardPastGelu: Module["maskedLogitsBackward"] = (
  hidden,
  tokenEmbedding,
  parameters,
  gradOutput,
) => {
  const { transformWeight, transformBias, transformNorm } = parameters;
  const activated = gelu(linear(hidden, transformWeight, transformBias));
  const gradTransformed = gradOutput.matmul(tokenEmbedding);
  const { gradInput: gradSums } = normaliseBackward(activated, transformNorm, gradTransformed);
  const { gradInput, gradWeight, gradBias } = linearBackward(hidden, transformWeight, gradSums);
  const right = maskedLogitsBackward(hidden, tokenEmbedding, parameters, gradOutput);
  const gradParameters = { ...right.gradParameters, transformWeight: gradWeight, transformBias: gradBias };
  return { ...right, gradHidden: gradInput, gradParameters };
};
