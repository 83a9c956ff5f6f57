import { mistakes } from "#graders/spec/authoring.ts";
import {
  beamSearch,
  greedySearch,
  scoreSequence,
  type BeamOptions,
  type Hypothesis,
  type NextToken,
  type ScoredHypothesis,
  type ScoreOptions,
} from "#reference/12-transformers/greedy-and-beam-search.ts";

type Module = typeof import("#reference/12-transformers/greedy-and-beam-search.ts");

type Score = (hypothesis: Hypothesis, options: Required<ScoreOptions>) => number;

interface Step {
  readonly candidates: readonly Hypothesis[];
  readonly beamSize: number;
  readonly ends: (hypothesis: Hypothesis) => boolean;
  readonly finished: number;
}

/** Where a beam search departs from the right one. */
interface Changes {
  readonly score?: Score;
  readonly order?: (a: Hypothesis, b: Hypothesis) => number;
  readonly candidates?: (extended: readonly (readonly Hypothesis[])[]) => readonly Hypothesis[];
  readonly addition?: (logProbability: number, addition: number) => number;
  readonly finish?: (step: Step) => readonly Hypothesis[];
  readonly survive?: (step: Step) => readonly Hypothesis[];
  readonly goesOn?: (finished: number, beamSize: number) => boolean;
  readonly gather?: (
    finished: readonly Hypothesis[],
    live: readonly Hypothesis[],
    beamSize: number,
  ) => readonly Hypothesis[];
  readonly seen?: (prompt: readonly number[], tokens: readonly number[]) => readonly number[];
}

const rightScore: Score = ({ tokens, logProbability }, { lengthPenalty, lengthOffset }) =>
  logProbability / ((lengthOffset + tokens.length) / (lengthOffset + 1)) ** lengthPenalty;

const likelierFirst = (a: Hypothesis, b: Hypothesis): number => b.logProbability - a.logProbability;
const lengthOf = ({ tokens }: Hypothesis): number => tokens.length;

function beamWith(change: Changes): Module["beamSearch"] {
  return (model: NextToken, prompt: readonly number[], options: BeamOptions): ScoredHypothesis[] => {
    beamSearch(model, prompt, options); // refuses what it must
    const { endToken, maxLength, beamSize, lengthPenalty = 1, lengthOffset = 0 } = options;
    const ends = ({ tokens }: Hypothesis): boolean => tokens.at(-1) === endToken;
    const goesOn = change.goesOn ?? ((finished, size) => finished < size);
    const finished: Hypothesis[] = [];
    let live: readonly Hypothesis[] = [{ tokens: [], logProbability: 0 }];
    for (let length = 1; length <= maxLength && goesOn(finished.length, beamSize) && live.length > 0; length++) {
      const extended = live.map(({ tokens, logProbability }) =>
        Array.from(model(change.seen?.(prompt, tokens) ?? [...prompt, ...tokens]).data, (addition, token) => ({
          tokens: [...tokens, token],
          logProbability: change.addition?.(logProbability, addition) ?? logProbability + addition,
        })).filter((candidate) => candidate.logProbability > -Infinity),
      );
      const candidates = (change.candidates?.(extended) ?? extended.flat()).toSorted(change.order ?? likelierFirst);
      const step = { candidates, beamSize, ends, finished: finished.length };
      const ended = change.finish?.(step) ?? candidates.slice(0, beamSize).filter(ends);
      finished.push(...ended);
      live = change.survive?.(step) ?? candidates.filter((one) => !ends(one)).slice(0, beamSize);
    }
    const all =
      change.gather?.(finished, live, beamSize) ?? (finished.length < beamSize ? [...finished, ...live] : finished);
    return all
      .map((one) => ({ ...one, score: (change.score ?? rightScore)(one, { lengthPenalty, lengthOffset }) }))
      .toSorted((a, b) => b.score - a.score)
      .slice(0, beamSize);
  };
}

/** A score of its own for a sequence whose log-probability is right. */
const scoreWith =
  (score: Score): Module["scoreSequence"] =>
  (model, prompt, tokens, options = {}) => {
    const right = scoreSequence(model, prompt, tokens, options);
    const { lengthPenalty = 1, lengthOffset = 0 } = options;
    return { ...right, score: score(right, { lengthPenalty, lengthOffset }) };
  };

const penaltyLeftOut: Score = ({ logProbability }) => logProbability;
const multiplied: Score = ({ tokens, logProbability }, { lengthPenalty, lengthOffset }) =>
  logProbability * ((lengthOffset + tokens.length) / (lengthOffset + 1)) ** lengthPenalty;
const offsetLeftOut: Score = (hypothesis, options) => rightScore(hypothesis, { ...options, lengthOffset: 0 });
const offsetNotDivided: Score = ({ tokens, logProbability }, { lengthPenalty, lengthOffset }) =>
  logProbability / (lengthOffset + tokens.length) ** lengthPenalty;

/** Greedy search with another choice, end or memory. */
function greedyWith({
  seen = (prompt, tokens) => [...prompt, ...tokens],
  choose = (next) => next.indexOf(Math.max(...next)),
  stops = true,
  sum = (total, addition) => total + addition,
}: {
  readonly seen?: (prompt: readonly number[], tokens: readonly number[]) => readonly number[];
  readonly choose?: (next: readonly number[]) => number;
  readonly stops?: boolean;
  readonly sum?: (total: number, addition: number) => number;
}): Module["greedySearch"] {
  return (model, prompt, options) => {
    greedySearch(model, prompt, options); // refuses what it must
    const { endToken, maxLength } = options;
    const tokens: number[] = [];
    let logProbability = 0;
    while (tokens.length < maxLength && !(stops && tokens.at(-1) === endToken)) {
      const next = [...model(seen(prompt, tokens)).data];
      const token = choose(next);
      tokens.push(token);
      logProbability = sum(logProbability, next[token]!);
    }
    return { tokens, logProbability };
  };
}

export default mistakes<Module>({
  "penalty left out of the score": {
    looksLike: "The score is the log-probability itself; the length plays no part.",
    reread: "score(y) = log p(y) / ((k + |y|) / (k + 1))^α",
    scoreSequence: scoreWith(penaltyLeftOut),
  },
  "penalty multiplied": {
    looksLike:
      "The log-probability is multiplied by the penalty; being negative, that makes long sequences worse still.",
    reread: "score(y) = log p(y) / ((k + |y|) / (k + 1))^α: divided",
    scoreSequence: scoreWith(multiplied),
  },
  "offset left out of the score": {
    looksLike: "The offset k plays no part in the score.",
    reread: "((k + |y|) / (k + 1))^α",
    scoreSequence: scoreWith(offsetLeftOut),
  },
  "penalty of one token is not 1": {
    looksLike: "The penalty is (k + |y|)^α: the division by k + 1, which makes it 1 for a single token, is missing.",
    reread: "((k + |y|) / (k + 1))^α",
    scoreSequence: scoreWith(offsetNotDivided),
  },
  "end token not counted": {
    looksLike: "The length in the score is one too small, as if the last token did not count.",
    reread: "|y|: all tokens, the end token included",
    scoreSequence: scoreWith((hypothesis, options) =>
      rightScore({ ...hypothesis, tokens: hypothesis.tokens.slice(0, Math.max(1, lengthOf(hypothesis) - 1)) }, options),
    ),
  },
  "prompt forgotten": {
    looksLike: "The model is asked without the prompt.",
    reread: "log p(y_t | prompt, y_1 … y_{t−1})",
    scoreSequence: (model, prompt, tokens, options) => scoreSequence(model, [], tokens, options),
  },
  "every token given the prompt alone": {
    looksLike: "Each token is scored as if it came right after the prompt; the tokens before it are not passed on.",
    reread: "log p(y_t | prompt, y_1 … y_{t−1})",
    scoreSequence: (model, prompt, tokens, options) => scoreSequence(() => model(prompt), prompt, tokens, options),
  },
  "model already sees the token": {
    looksLike: "The model is asked with the token that it is to predict already in place.",
    reread: "log p(y_t | prompt, y_1 … y_{t−1}): up to t − 1",
    scoreSequence: (model, prompt, tokens, options) =>
      scoreSequence(
        (seen) => model([...prompt, ...tokens.slice(0, seen.length - prompt.length + 1)]),
        prompt,
        tokens,
        options,
      ),
  },
  "greedy search does not end": {
    looksLike: "Tokens are added behind the end token, until there are maxLength of them.",
    reread: "until it is the end token",
    greedySearch: greedyWith({ stops: false }),
  },
  "end token cut off": {
    looksLike: "The end token is missing in what comes back.",
    reread: "tokens: the end token included",
    greedySearch: (model, prompt, options) => {
      const { tokens, logProbability } = greedySearch(model, prompt, options);
      return { tokens: tokens.filter((token) => token !== options.endToken), logProbability };
    },
  },
  "greedy search without the prompt": {
    looksLike: "The model is asked without the prompt.",
    reread: "argmax_v p(v | prompt, y_1 … y_{t−1})",
    greedySearch: greedyWith({ seen: (_, tokens) => tokens }),
  },
  "greedy search without a memory": {
    looksLike: "The model is always asked about the prompt alone, so that the same token comes again and again.",
    reread: "argmax_v p(v | prompt, y_1 … y_{t−1})",
    greedySearch: greedyWith({ seen: (prompt) => prompt }),
  },
  "last of the likeliest": {
    looksLike: "Of equally likely tokens the last is taken.",
    reread: "of equals the first",
    greedySearch: greedyWith({ choose: (next) => next.lastIndexOf(Math.max(...next)) }),
  },
  "log-probability of the last token": {
    looksLike: "The log-probability that comes back is that of the last token alone.",
    reread: "log p(y) = Σ_t log p(y_t | …)",
    greedySearch: greedyWith({ sum: (_, addition) => addition }),
  },
  "greedy search limited by the whole length": {
    looksLike: "The prompt counts towards maxLength.",
    reread: "maxLength: the prompt not included",
    greedySearch: (model, prompt, options) =>
      greedySearch(model, prompt, { ...options, maxLength: Math.max(1, options.maxLength - prompt.length) }),
  },
  "penalty left out": {
    looksLike: "The hypotheses are ranked by their log-probability; the length plays no part.",
    reread: "score(y) = log p(y) / ((k + |y|) / (k + 1))^α",
    beamSearch: beamWith({ score: penaltyLeftOut }),
  },
  "penalty multiplied in the beam": {
    looksLike:
      "Log-probabilities are multiplied by the penalty; being negative, that makes long sequences worse still.",
    reread: "score(y) = log p(y) / ((k + |y|) / (k + 1))^α: divided",
    beamSearch: beamWith({ score: multiplied }),
  },
  "offset left out": {
    looksLike: "The offset k plays no part in the scores.",
    reread: "((k + |y|) / (k + 1))^α",
    beamSearch: beamWith({ score: offsetLeftOut }),
  },
  "ranked by probability": {
    looksLike: "The hypotheses come back in the order of their log-probabilities, not of their scores.",
    reread: "the B with the best scores come back",
    beamSearch: (model, prompt, options) => {
      const { lengthPenalty = 1, lengthOffset = 0 } = options;
      return beamWith({ score: penaltyLeftOut })(model, prompt, options).map((one) => ({
        ...one,
        score: rightScore(one, { lengthPenalty, lengthOffset }),
      }));
    },
  },
  "beam of one": {
    looksLike: "One hypothesis comes back, that of greedy search, however wide the beam.",
    reread: "keeps the B likeliest hypotheses at every step",
    beamSearch: (model, prompt, options) => beamSearch(model, prompt, { ...options, beamSize: 1 }),
  },
  "best alone comes back": {
    looksLike: "Only the best hypothesis comes back.",
    reread: "returns at most B hypotheses, the best first",
    beamSearch: (model, prompt, options) => beamSearch(model, prompt, options).slice(0, 1),
  },
  "each hypothesis for itself": {
    looksLike: "Every hypothesis keeps its own likeliest extension; candidates of different hypotheses don't compete.",
    reread: "The B likeliest candidates, of all hypotheses together",
    beamSearch: beamWith({
      candidates: (extended) =>
        extended.length === 1 ? extended[0]! : extended.flatMap((own) => own.toSorted(likelierFirst).slice(0, 1)),
    }),
  },
  "judged by the last token": {
    looksLike: "Candidates are compared by the probability of their last token, not of all.",
    reread: "log p(y) = Σ_t log p(y_t | …)",
    beamSearch: beamWith({ addition: (_, addition) => addition }),
  },
  "goes on behind the end": {
    looksLike: "Hypotheses are extended behind the end token.",
    reread: "candidates without the end token live on",
    beamSearch: beamWith({ survive: ({ candidates, beamSize }) => candidates.slice(0, beamSize) }),
  },
  "beam gets narrower": {
    looksLike: "A finished hypothesis keeps its place in the beam, so that fewer live on.",
    reread: "The B likeliest candidates without the end token live on",
    beamSearch: beamWith({
      survive: ({ candidates, beamSize, ends }) => candidates.slice(0, beamSize).filter((one) => !ends(one)),
    }),
  },
  "every end counts": {
    looksLike: "Candidates with the end token are finished even where they are not among the B likeliest.",
    reread: "Of the B likeliest candidates, those with the end token are finished",
    beamSearch: beamWith({ finish: ({ candidates, ends }) => candidates.filter(ends) }),
  },
  "first end ends all": {
    looksLike: "The search ends with the first hypothesis that is finished.",
    reread: "The search ends when B hypotheses or more are finished",
    beamSearch: beamWith({ goesOn: (finished) => finished < 1 }),
  },
  "goes on to maxLength": {
    looksLike: "The search goes on although B hypotheses are finished.",
    reread: "The search ends when B hypotheses or more are finished",
    beamSearch: beamWith({ goesOn: () => true }),
  },
  "unfinished forgotten": {
    looksLike: "What is not finished after maxLength steps is thrown away.",
    reread: "what lives then, with fewer than B finished, counts as it is",
    beamSearch: beamWith({ gather: (finished) => finished }),
  },
  "unfinished always counted": {
    looksLike: "What still lives is ranked along although B hypotheses are finished.",
    reread: "what lives then, with fewer than B finished, counts as it is",
    beamSearch: beamWith({ gather: (finished, live) => [...finished, ...live] }),
  },
  "beam search without the prompt": {
    looksLike: "The model is asked without the prompt.",
    reread: "Every live hypothesis is extended, behind the prompt",
    beamSearch: beamWith({ seen: (_, tokens) => tokens }),
  },
  "least likely first": {
    looksLike: "The least likely candidates are kept.",
    reread: "the B likeliest",
    beamSearch: beamWith({ order: (a, b) => a.logProbability - b.logProbability }),
  },
});
