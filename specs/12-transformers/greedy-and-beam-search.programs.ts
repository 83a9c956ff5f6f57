import { Tensor, tensor } from "#tensor";
import type {
  BeamOptions,
  DecodingOptions,
  Hypothesis,
  NextToken,
  ScoreOptions,
} from "#reference/12-transformers/greedy-and-beam-search.ts";

type Module = typeof import("#reference/12-transformers/greedy-and-beam-search.ts");

/**
 * A model as a tree: each row of `tree` `[R, V]` says how likely the next tokens are, in shares of their sum. Row 0 is for
 * the empty sequence; from row r, token v leads to row rV + v + 1. Beyond the last row they are counted from the first again,
 * so that any sequence has a row.
 */
export function modelOf(tree: Tensor): NextToken {
  const [rows, tokens] = tree.shape as readonly [number, number];
  return (sequence) => {
    const row = tree.slice(sequence.reduce((at, token) => (at * tokens + token + 1) % rows, 0));
    return row.div(row.sum()).log();
  };
}

/** The log-probability and the score of a sequence. */
export function score({ scoreSequence }: Module, tree: Tensor, prompt: Tensor, tokens: Tensor, options?: ScoreOptions) {
  const hypothesis = scoreSequence(modelOf(tree), [...prompt.data], [...tokens.data], options);
  return { logProbability: hypothesis.logProbability, score: hypothesis.score };
}

/** The tokens that greedy search finds, and their log-probability. */
export function greedy({ greedySearch }: Module, tree: Tensor, prompt: Tensor, options: DecodingOptions) {
  const { tokens, logProbability } = greedySearch(modelOf(tree), [...prompt.data], options);
  return { tokens: tensor([...tokens]), logProbability };
}

/** The hypotheses that beam search finds: tokens in rows that are filled up with −1, log-probabilities, scores. */
export function beam({ beamSearch }: Module, tree: Tensor, prompt: Tensor, options: BeamOptions) {
  const hypotheses = beamSearch(modelOf(tree), [...prompt.data], options);
  return {
    tokens: inRows(hypotheses, options.maxLength),
    logProbabilities: tensor(hypotheses.map(({ logProbability }) => logProbability)),
    scores: tensor(hypotheses.map((one) => one.score)),
  };
}

/**
 * The scores of a beam that is wide enough for all sequences, and beside each, negated, that of the best sequences when every one
 * is tried: the rows sum to 0.
 */
export function wideBeam(
  { beamSearch }: Module,
  tree: Tensor,
  prompt: Tensor,
  options: DecodingOptions & ScoreOptions,
) {
  const model = modelOf(tree);
  const start = [...prompt.data];
  const { lengthPenalty = 1, lengthOffset = 0 } = options;
  const best = everySequence(model, start, options, { tokens: [], logProbability: 0 })
    .map(({ tokens, logProbability }) => {
      const length = (lengthOffset + tokens.length) / (lengthOffset + 1);
      return logProbability / length ** lengthPenalty;
    })
    .toSorted((a, b) => b - a);
  const found = beamSearch(model, start, { ...options, beamSize: best.length });
  return tensor(best.map((score, rank) => [found[rank]?.score ?? 0, -score]));
}

/** The log-probability that a beam of one finds, and, negated, that of greedy search: they sum to 0. */
export function narrowBeam(
  { beamSearch, greedySearch }: Module,
  tree: Tensor,
  prompt: Tensor,
  options: DecodingOptions & ScoreOptions,
) {
  const found = beamSearch(modelOf(tree), [...prompt.data], { ...options, beamSize: 1 });
  const { logProbability } = greedySearch(modelOf(tree), [...prompt.data], options);
  return tensor([[found[0]?.logProbability ?? 0, -logProbability]]);
}

function everySequence(
  model: NextToken,
  prompt: readonly number[],
  options: DecodingOptions,
  { tokens, logProbability }: Hypothesis,
): Hypothesis[] {
  if (tokens.length === options.maxLength || tokens.at(-1) === options.endToken) return [{ tokens, logProbability }];
  const next = model([...prompt, ...tokens]);
  return [...next.data].flatMap((addition, token) =>
    everySequence(model, prompt, options, { tokens: [...tokens, token], logProbability: logProbability + addition }),
  );
}

function inRows(hypotheses: readonly Hypothesis[], width: number): Tensor {
  const rows = hypotheses.map(({ tokens }) => Array.from({ length: width }, (_, t) => tokens[t] ?? -1));
  return new Tensor(rows.flat(), [rows.length, width]);
}
