import {
  beamSearch,
  scoreSequence,
  type BeamOptions,
  type ScoredHypothesis,
} from "#reference/12-transformers/greedy-and-beam-search.ts";
import { tensor, Tensor } from "#tensor";
import { applies, doesNotApply, type Adapter, type Answer } from "../../adapter.ts";
import { attribute, input, type PublishedArray, type PublishedCase } from "../../published-case.ts";

const adapter: Adapter = {
  claims: (item) => readers.has(item.op),
  answer: (item) => readers.get(item.op)!(item),
};

const readers = new Map<string, (item: PublishedCase) => Answer>([
  ["fairseq.SequenceGenerator", fairseq],
  ["fairseq.DiverseBeamSearch", () => doesNotApply("searches in groups that avoid each other")],
  ["fairseq.DiverseSiblingsSearch", () => doesNotApply("makes extensions of the same hypothesis avoid each other")],
  ["fairseq.Sampling", () => doesNotApply("draws tokens by chance, which is no search")],
  ["fairseq.SequenceScorer", scorer],
  ["t2t.beam_search", tensor2tensor],
  ["t2t.compute_topk_scores_and_seq", () => doesNotApply("is about an inner step of that library")],
]);

export default adapter;

/** What both libraries' tests hand over: for each step the probabilities of the next token, by the place in the beam. */
type Steps = readonly Tensor[];

/** Hypotheses are asked about in the order of their places, so the number of questions of one length is the place. */
function searchBySteps(steps: Steps, prompt: readonly number[], options: BeamOptions): ScoredHypothesis[] {
  const asked: number[] = [];
  const model = (tokens: readonly number[]): Tensor => {
    const step = tokens.length - prompt.length;
    const place = (asked[step] = (asked[step] ?? -1) + 1);
    return steps[step]!.slice(place).log();
  };
  return beamSearch(model, prompt, options);
}

interface Published {
  readonly tokens: readonly number[];
  readonly positional_probs: readonly number[];
  readonly score: number;
}

/** Columns are end, unknown, w1, w2; the tokens 2 to 5 are their numbers. */
function fairseq(item: PublishedCase): Answer {
  const probabilities = input(item, "beam_probs_by_step"); // [steps, sentences · beam, V]
  const beamSize = attribute(item, "beam_size", 1);
  const maxLength = attribute(item, "max_len_b", 200);
  const [count, rows, tokens] = probabilities.shape as readonly [number, number, number];
  if (maxLength < count) return doesNotApply("puts an end token where the length runs out");
  const lengthPenalty = item.attributes["normalize_scores"] === false ? 0 : attribute(item, "len_penalty", 1);
  const certainEnd = tensor(Array.from({ length: tokens }, (_, token) => Number(token === 0))).broadcastTo([
    beamSize,
    tokens,
  ]);
  const found = Array.from({ length: rows / beamSize }, (_, sentence) => {
    const own = [sentence * beamSize, (sentence + 1) * beamSize] as const;
    const steps = Array.from({ length: count }, (__, step) => probabilities.slice(step, own));
    const options = { endToken: 0, maxLength: count + 1, beamSize, lengthPenalty };
    return searchBySteps([...steps, certainEnd], [], options);
  });
  // The hypotheses of these cases are records; their scores and tokens are read here as one list of numbers.
  const [output] = item.outputs as readonly [PublishedArray & { readonly value: readonly (readonly Published[])[] }];
  const wanted = output.value.flat().flatMap(({ tokens: ids, score }) => [score, ...ids]);
  const actual = found.flat().flatMap(({ tokens: ids, score }) => [score, ...ids.map((id) => id + 2)]);
  Object.assign(output, { shape: [wanted.length], data: wanted });
  return applies(tensor(actual));
}

/** Tokens of the targets are numbers from 2 on, columns are counted from 0. */
function scorer(item: PublishedCase): Answer {
  const probabilities = input(item, "probs_by_step");
  const target = [...input(item, "target").data].map((id) => id - 2);
  const { score } = scoreSequence((tokens) => probabilities.slice(tokens.length).log(), [], target);
  const positional = tensor(target.map((token, step) => probabilities.at(step, token)));
  return applies(...item.outputs.map(({ name }) => (name === "score" ? tensor(score) : positional)));
}

/** Sequences start with the initial token and are filled up with 0 behind their end. */
function tensor2tensor(item: PublishedCase): Answer {
  const probabilities = input(item, "probabilities");
  const all = probabilities.rank === 3 ? probabilities.expandDims(1) : probabilities; // [steps, sentences, beam, V]
  const [count, sentences, , tokens] = all.shape as readonly [number, number, number, number];
  const options = {
    endToken: attribute(item, "eos_id", 1),
    maxLength: Math.min(count, attribute(item, "decode_length", 3)),
    beamSize: attribute(item, "beam_size", 1),
    lengthPenalty: attribute(item, "alpha", 0),
    lengthOffset: 5,
  };
  const prompt = [attribute(item, "initial_id", 0)];
  const found = Array.from({ length: sentences }, (_, sentence) => {
    const steps = Array.from({ length: count }, (__, step) => all.slice(step, sentence).reshape([-1, tokens]));
    return searchBySteps(steps, prompt, options);
  });
  const values = (name: string, shape: readonly number[]): Tensor => {
    const width = shape.at(-1)!;
    const kept = found.map((hypotheses) => (name.startsWith("first") ? hypotheses.slice(0, 1) : hypotheses)).flat();
    if (name.endsWith("ids")) {
      const rows = kept.map(({ tokens: own }) => Array.from({ length: width }, (_, t) => [...prompt, ...own][t] ?? 0));
      return new Tensor(rows.flat(), shape);
    }
    const numbers = kept.map((one) => (name.endsWith("probs") ? Math.exp(one.logProbability) : one.score));
    return new Tensor(numbers, shape);
  };
  return applies(...item.outputs.map(({ name, shape }) => values(name, shape)));
}
