import { variants } from "#graders/spec/authoring.ts";
import {
  beamSearch,
  greedySearch,
  type Hypothesis,
  type ScoredHypothesis,
} from "#reference/12-transformers/greedy-and-beam-search.ts";

export default variants<typeof import("#reference/12-transformers/greedy-and-beam-search.ts")>({
  "greedy search as a beam of one": {
    greedySearch: (model, prompt, options) => {
      const [best] = beamSearch(model, prompt, { ...options, beamSize: 1 });
      return { tokens: best!.tokens, logProbability: best!.logProbability };
    },
  },
  "the best inserted one by one, with only the best tokens of each hypothesis tried": {
    beamSearch: (model, prompt, options) => {
      greedySearch(model, prompt, options); // refuses a wrong length
      const { endToken, maxLength, beamSize, lengthPenalty = 1, lengthOffset = 0 } = options;
      if (!(Number.isInteger(beamSize) && beamSize > 0)) throw new RangeError(`beamSize is ${beamSize}`);
      const finished: ScoredHypothesis[] = [];
      let live: Hypothesis[] = [{ tokens: [], logProbability: 0 }];
      const score = ({ tokens, logProbability }: Hypothesis): number =>
        logProbability * ((lengthOffset + 1) / (lengthOffset + tokens.length)) ** lengthPenalty;
      let count = 0;
      for (let length = 0; length < maxLength && count < beamSize; length++) {
        const found: Hypothesis[] = [];
        for (const { tokens, logProbability } of live) {
          const next = model([...prompt, ...tokens]).data;
          const order = [...next.keys()].sort((a, b) => next[b]! - next[a]! || a - b).slice(0, beamSize + 1);
          for (const token of order) {
            if (next[token] === -Infinity) continue;
            const candidate = { tokens: [...tokens, token], logProbability: logProbability + next[token]! };
            const place = found.findIndex((one) => one.logProbability < candidate.logProbability);
            found.splice(place === -1 ? found.length : place, 0, candidate);
          }
        }
        live = [];
        for (const [rank, candidate] of found.entries()) {
          if (candidate.tokens.at(-1) !== endToken) {
            if (live.length < beamSize) live.push(candidate);
          } else if (rank < beamSize) {
            finished.push({ ...candidate, score: score(candidate) });
            count++;
          }
        }
      }
      if (count < beamSize) finished.push(...live.map((one) => ({ ...one, score: score(one) })));
      return finished.sort((a, b) => b.score - a.score).slice(0, beamSize);
    },
  },
});
