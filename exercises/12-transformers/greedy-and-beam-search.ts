import { NotStarted, type Tensor } from "#tensor";

/** A language model: from all tokens so far to the log-probabilities `[V]` of the next. */
export type NextToken = (tokens: readonly number[]) => Tensor;

export interface DecodingOptions {
  /** The token that ends a sequence. */
  readonly endToken: number;
  /** How many tokens a sequence has at most, the end token included, the prompt not. */
  readonly maxLength: number;
}

export interface ScoreOptions {
  /** The exponent α: 0 for log-probabilities as they are, 1, when left out, for their mean, more to favour long sequences. */
  readonly lengthPenalty?: number;
  /** The offset k that softens the penalty of short sequences, at least 0; 0 when left out. */
  readonly lengthOffset?: number;
}

export interface BeamOptions extends DecodingOptions, ScoreOptions {
  /** How many hypotheses are kept at every step, at least 1. */
  readonly beamSize: number;
}

export interface Hypothesis {
  /** What follows the prompt, the end token included where there is one. */
  readonly tokens: readonly number[];
  /** `log p(tokens | prompt)`. */
  readonly logProbability: number;
}

export interface ScoredHypothesis extends Hypothesis {
  readonly score: number;
}

/**
 * How good a given sequence is in the eyes of a model.
 *
 * `score(y) = log p(y | prompt) / ((k + |y|) / (k + 1))^α`
 *
 * Every further token lowers the probability, so without the division short sequences win.
 *
 * @param model - log-probabilities of the next token.
 * @param prompt - what comes before.
 * @param tokens - the sequence y, at least one token, the end token included.
 * @param options.lengthPenalty - α.
 * @param options.lengthOffset - k: 0 in PyTorch's and Hugging Face's libraries, 5 in the paper.
 * @returns tokens, their log-probability and their score, both at most 0.
 * @see Wu et al., Google's neural machine translation system (2016), section 7, equation 14, with k = 5.
 */
export function scoreSequence(
  model: NextToken,
  prompt: readonly number[],
  tokens: readonly number[],
  { lengthPenalty = 1, lengthOffset = 0 }: ScoreOptions = {},
): ScoredHypothesis {
  throw new NotStarted();
}

/**
 * Greedy search: always the likeliest next token, until it is the end token.
 *
 * Of equally likely tokens the first is taken.
 *
 * The best token now may lead where all that follows is unlikely, so the sequence need not be the likeliest.
 *
 * @param model - log-probabilities of the next token.
 * @param prompt - what comes before.
 * @returns what follows the prompt, with the end token, or without one after maxLength tokens.
 * @throws RangeError - when maxLength is no integer, at least 1.
 */
export function greedySearch(
  model: NextToken,
  prompt: readonly number[],
  { endToken, maxLength }: DecodingOptions,
): Hypothesis {
  throw new NotStarted();
}

/**
 * Beam search: keeps the B likeliest hypotheses at every step, so that one which starts badly may still win.
 *
 * 1. Every live hypothesis is extended by every token that is possible at all. These are the candidates.
 * 2. Of the B likeliest candidates, those with the end token are finished.
 * 3. The B likeliest candidates without the end token live on.
 *
 * The search ends when B hypotheses or more are finished, when none lives on, or after maxLength steps; what lives then,
 * with fewer than B finished, counts as it is. Of all these the B with the best scores come back (see
 * {@link scoreSequence}). Candidates of one step have the same length, so within it log-probabilities decide. Of equally
 * likely ones that of the likelier hypothesis comes first, then that with the smaller token.
 *
 * A beam of one is greedy search. A beam that holds all sequences there are tries every one.
 *
 * @param model - log-probabilities of the next token; −∞ for what is impossible.
 * @param prompt - what comes before.
 * @returns at most B hypotheses, the best first.
 * @throws RangeError - when beamSize or maxLength is no integer, at least 1.
 * @see Sutskever, Vinyals & Le, Sequence to sequence learning with neural networks (2014), section 3.2. As in fairseq, a
 *   finished hypothesis leaves its place in the beam to the next one.
 */
export function beamSearch(
  model: NextToken,
  prompt: readonly number[],
  { endToken, maxLength, beamSize, lengthPenalty = 1, lengthOffset = 0 }: BeamOptions,
): ScoredHypothesis[] {
  throw new NotStarted();
}
