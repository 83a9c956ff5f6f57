import { Tensor } from "#tensor";
import { inputs, type Draw } from "#graders/spec/authoring.ts";

/** Rows of scores, some tokens of which may be ruled out. */
function logitsOf(draw: Draw) {
  const logits = draw.tensor([draw.size(1, 4), draw.size(2, 6)]);
  const bans = draw.integer(0, 3) === 0;
  const width = logits.shape[1]!;
  return logits.map((z, index) => (bans && index % width === 1 ? -Infinity : z));
}

/** Scores far enough apart to tell one kind of noise from another, in any order. */
function spread(draw: Draw) {
  const ranked = Array.from({ length: draw.size(3, 5) }, (_, rank) => rank + draw.number(-0.3, 0.3));
  return { logits: shuffled(draw, ranked), seed: draw.integer(0, 1e6), options: {} };
}

/** A temperature or none, and at most one of the ways to cut. */
function oneOption(draw: Draw) {
  const { logits, seed } = spread(draw);
  const heat = draw.leavesOut() ? {} : { temperature: draw.number(0.8, 1.4) };
  const cut = draw.pick([{}, { topK: draw.integer(1, 3) }, { topP: draw.number(0.55, 0.9) }]);
  return { logits, seed, options: { ...heat, ...cut } };
}

/**
 * Three options in one, each of which counts, and so does their order: the right nucleus has two tokens. It has three
 * when it is that of all tokens, without the top k, and one when the temperature comes last.
 */
function allOptions(draw: Draw) {
  const temperature = draw.number(2.4, 2.6);
  const ranked = Array.from({ length: draw.size(6, 8) }, (_, rank) => -rank + draw.number(-0.03, 0.03));
  const share = (size: number, among: number, heat: number): number => {
    const powers = ranked.slice(0, among).map((z) => Math.exp(z / heat));
    const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
    return sum(powers.slice(0, size)) / sum(powers);
  };
  const topP = (share(2, ranked.length, temperature) + share(1, 3, 1)) / 2;
  return {
    logits: shuffled(draw, ranked),
    seed: draw.integer(0, 1e6),
    options: { temperature, topK: 3, topP },
  };
}

function shuffled(draw: Draw, values: readonly number[]): Tensor {
  return new Tensor(values, [values.length]).gather(draw.random().permutation(values.length));
}

export default inputs({
  powersOfTopK: (draw) => {
    const logits = logitsOf(draw);
    return { logits, k: draw.integer(1, logits.shape[1]! + 1) };
  },
  powersOfTopP: (draw) => ({ logits: logitsOf(draw), p: draw.number(0.1, 0.99) }),
  spread,
  allOptions,
  frequencies: oneOption,
  company: oneOption,
});
