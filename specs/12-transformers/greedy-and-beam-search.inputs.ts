import type { Tensor } from "#tensor";
import { inputs, type Draw } from "#graders/spec/authoring.ts";

/** Rows of shares, and a prompt. Now and then a token is impossible. */
function model(draw: Draw, { tokens = draw.size(2, 4), possible = false } = {}) {
  const rows = draw.size(5, 11);
  const shares = draw.tensor([rows, tokens], 0.05, 3);
  const certain = draw.choices([rows, tokens], possible ? [1] : [0, 1, 1, 1, 1, 1]);
  // Of every row the last token stays possible.
  const tree = shares.map((share, index) => (index % tokens === tokens - 1 ? share : share * certain.data[index]!));
  return { tree, prompt: draw.integers([draw.integer(0, 2)], 0, tokens - 1) };
}

const lastToken = (tree: Tensor): number => tree.shape[1]! - 1;

function scoring(draw: Draw) {
  return {
    ...(draw.leavesOut() ? {} : { lengthPenalty: draw.number(0, 2) }),
    ...(draw.leavesOut() ? {} : { lengthOffset: draw.pick([0, 1, 5]) }),
  };
}

function decoding(draw: Draw, tree: Tensor, longest: number) {
  return { endToken: draw.integer(0, lastToken(tree)), maxLength: draw.integer(1, longest) };
}

export default inputs({
  score: (draw) => {
    const { tree, prompt } = model(draw, { possible: true });
    return { tree, prompt, tokens: draw.integers([draw.integer(1, 6)], 0, lastToken(tree)), options: scoring(draw) };
  },
  greedy: (draw) => {
    const { tree, prompt } = model(draw);
    return { tree, prompt, options: decoding(draw, tree, 6) };
  },
  beam: (draw) => {
    const { tree, prompt } = model(draw);
    const options = { ...decoding(draw, tree, 5), beamSize: draw.integer(1, 4), ...scoring(draw) };
    return { tree, prompt, options };
  },
  wideBeam: (draw) => {
    const { tree, prompt } = model(draw, { tokens: draw.integer(2, 3), possible: true });
    return { tree, prompt, options: { ...decoding(draw, tree, 4), ...scoring(draw) } };
  },
  narrowBeam: (draw) => {
    const { tree, prompt } = model(draw, { possible: true });
    return { tree, prompt, options: { ...decoding(draw, tree, 6), ...scoring(draw) } };
  },
});
