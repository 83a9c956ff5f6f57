import { tensor } from "#tensor";
import { inputs, type Draw } from "#graders/spec/authoring.ts";

/** A text with special tokens in it. */
function sentences(draw: Draw) {
  const vocabularySize = draw.integer(6, 12);
  const [maskToken, ...special] = draw.random().permutation(vocabularySize);
  const specialTokens = tensor(special.slice(0, draw.integer(1, 3)));
  const tokens = draw.integers([draw.size(1, 4), draw.size(5, 8)], 0, vocabularySize - 1);
  const ids = [...specialTokens.data];
  const withSpecial = tokens.map((token, place) => (place % 5 === 0 ? ids[place % ids.length]! : token));
  return { tokens: withSpecial, options: { vocabularySize, maskToken: maskToken!, specialTokens } };
}

const seed = (draw: Draw) => ({ seed: draw.integer(0, 1e6) });

export default inputs({
  withoutChance: (draw) => {
    const { tokens, options } = sentences(draw);
    const chances = draw.pick([
      { probability: 1, maskShare: 1, randomShare: 0 },
      { probability: 1, maskShare: 0, randomShare: 0 },
      { probability: 0 },
      { probability: 1, maskShare: 1, randomShare: 0 },
    ]);
    return { tokens, options: { ...options, ...chances } };
  },
  restored: (draw) => {
    const { tokens, options } = sentences(draw);
    return {
      tokens,
      ...seed(draw),
      options: {
        ...options,
        ...(draw.leavesOut() ? {} : { probability: draw.number(0.2, 0.9) }),
        ...(draw.leavesOut() ? {} : { maskShare: draw.number(0.1, 0.5), randomShare: draw.number(0.1, 0.5) }),
      },
    };
  },
  shares: seed,
  ownShares: (draw) => ({
    ...seed(draw),
    options: {
      probability: draw.number(0.2, 0.8),
      maskShare: draw.number(0.2, 0.5),
      randomShare: draw.number(0.2, 0.5),
    },
  }),
  replacements: (draw) => ({ ...seed(draw), token: draw.pick([1, 4, 7, 11]) }),
  company: seed,
  variation: seed,
});
