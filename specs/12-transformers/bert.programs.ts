import { arange, concatenate, ones, stack, zeros, type Tensor } from "#tensor";
import type {
  BertInput,
  BertOptions,
  BertParameters,
  MaskedHeadParameters,
  PairHeadParameters,
  PretrainingParameters,
  SentencePairOptions,
} from "#reference/12-transformers/bert.ts";
import type { EncoderLayerParameters } from "#reference/12-transformers/encoder-layer.ts";
import { listToParameters, parametersToList } from "#reference/12-transformers/parameter-list.ts";

type Module = typeof import("#reference/12-transformers/bert.ts");

/** An encoder as a record of tensors: those of its layers have a first axis that counts the layers. */
export interface StackedBert extends Omit<BertParameters, "layers"> {
  readonly layers: EncoderLayerParameters;
}

export interface StackedPretraining extends Omit<PretrainingParameters, "encoder"> {
  readonly encoder: StackedBert;
}

function unstacked({ layers, ...rest }: StackedBert): BertParameters {
  const tensors = parametersToList(layers);
  const layer = (index: number) => tensors.map((all) => all.slice(index));
  const count = tensors[0]!.shape[0]!;
  return { ...rest, layers: Array.from({ length: count }, (_, index) => listToParameters(layer(index), layers)) };
}

function stacked({ layers, ...rest }: BertParameters): StackedBert {
  const lists = layers.map((layer) => parametersToList(layer));
  const tensors = lists[0]!.map((_, place) => stack(lists.map((list) => list[place]!)));
  return { ...rest, layers: listToParameters(tensors, layers[0]!) };
}

/** The rows for pairs of sentences, which stand one behind the other: `lengths` `[2N]` says how long each is. */
export function rows(
  { sentencePairs }: Module,
  sentences: Tensor,
  lengths: Tensor,
  options: SentencePairOptions,
): BertInput {
  let end = 0;
  const each = Array.from(lengths.data, (length) => Array.from(sentences.data.subarray(end, (end += length))));
  const pairs = Array.from({ length: each.length / 2 }, (_, n) => ({ first: each[2 * n]!, second: each[2 * n + 1]! }));
  return sentencePairs(pairs, options);
}

export function hidden(
  { bert }: Module,
  tokens: Tensor,
  segments: Tensor,
  parameters: StackedBert,
  options?: BertOptions,
): Tensor {
  return bert(tokens, segments, unstacked(parameters), options);
}

export function hiddenBackward(
  { bertBackward }: Module,
  tokens: Tensor,
  segments: Tensor,
  parameters: StackedBert,
  gradOutput: Tensor,
  options?: BertOptions,
) {
  const { gradParameters } = bertBackward(tokens, segments, unstacked(parameters), gradOutput, options);
  return { gradParameters: stacked(gradParameters) };
}

/** The scores of both heads. */
export function heads(
  { maskedLogits, pairLogits }: Module,
  rowsOfEncoder: Tensor,
  tokenEmbedding: Tensor,
  maskedHead: MaskedHeadParameters,
  pairHead: PairHeadParameters,
) {
  return { masked: maskedLogits(rowsOfEncoder, tokenEmbedding, maskedHead), pair: pairLogits(rowsOfEncoder, pairHead) };
}

/**
 * What the encoder makes of a text with padding behind it, without the rows of the padding; and, for the first text, how much
 * each row changes when a token becomes another one: `[T + P, T + P]`, the tokens down, the rows across.
 */
export function context(
  { bert }: Module,
  tokens: Tensor,
  segments: Tensor,
  padding: Tensor,
  parameters: StackedBert,
  options?: BertOptions,
) {
  const model = unstacked(parameters);
  const longer = concatenate([tokens, padding], 1);
  const sides = concatenate([segments, zeros(padding.shape)], 1);
  const given = { ...options, mask: concatenate([ones(tokens.shape), zeros(padding.shape)], 1) };
  const read = (text: Tensor): Tensor => bert(text, sides, model, given);
  const [before, vocabulary] = [read(longer), parameters.tokenEmbedding.shape[0]!];
  const changes = [...arange(longer.shape[1]!).data].map((place) => {
    const step = arange(longer.shape[1]!).equal(place);
    const other = longer.add(step).map((id) => id % vocabulary);
    return read(other).sub(before).abs().sum(2).slice(0);
  });
  return { hidden: before.slice(null, [0, tokens.shape[1]!]), changes: stack(changes) };
}

export function loss(
  { pretrainingLoss }: Module,
  tokens: Tensor,
  segments: Tensor,
  labels: Tensor,
  answers: Tensor,
  { encoder, ...heads }: StackedPretraining,
  options?: BertOptions,
): Tensor {
  return pretrainingLoss(tokens, segments, labels, answers, { ...heads, encoder: unstacked(encoder) }, options);
}

export function lossBackward(
  { pretrainingLossBackward }: Module,
  tokens: Tensor,
  segments: Tensor,
  labels: Tensor,
  answers: Tensor,
  { encoder, ...heads }: StackedPretraining,
  gradOutput: Tensor,
  options?: BertOptions,
) {
  const parameters = { ...heads, encoder: unstacked(encoder) };
  const gradients = pretrainingLossBackward(tokens, segments, labels, answers, parameters, gradOutput, options);
  const { encoder: ofEncoder, ...ofHeads } = gradients.gradParameters;
  return { gradParameters: { ...ofHeads, encoder: stacked(ofEncoder) } };
}
