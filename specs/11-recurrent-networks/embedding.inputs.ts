import { inputs, type Draw } from "#graders/spec/authoring.ts";

/** Ids of rank 1 to 3, often the same; a table of at least two words. */
function lookup(draw: Draw) {
  const [words, features] = [draw.size(2, 6), draw.size(1, 4)];
  const shape = draw.pick([
    [draw.size(4, 8)],
    [draw.size(2, 4), draw.size(2, 4)],
    [2, draw.size(1, 3), draw.size(2, 3)],
  ]);
  return { ids: draw.integers(shape, 0, words - 1), weight: draw.tensor([words, features]) };
}

/** Padding is one of the ids that occur, or one that doesn't. */
function withPadding(draw: Draw) {
  const { ids, weight } = lookup(draw);
  const padding = draw.pick([ids.data[0]!, ids.data.at(-1)!, weight.shape[0]! - 1]);
  return { ids, weight, ...(draw.leavesOut() ? {} : { options: { paddingIndex: padding } }) };
}

export default inputs({
  embedding: withPadding,
  embeddingBackward: (draw) => {
    const { ids, weight, ...options } = withPadding(draw);
    return { ids, weight, gradOutput: draw.tensor([...ids.shape, weight.shape[1]!]), ...options };
  },
  /** The padding index, where there is one, is a word that stands nowhere: the forward pass can't tell what padding learns. */
  paddingNotRead: (draw) => {
    const { ids, weight } = lookup(draw);
    const [words, features] = weight.shape as readonly [number, number];
    const padding = draw.integer(0, words - 1);
    const others = ids.map((id) => (id === padding ? (id + draw.integer(1, words - 1)) % words : id));
    return {
      ids: others,
      weight,
      gradOutput: draw.tensor([...ids.shape, features]),
      ...(draw.leavesOut() ? {} : { options: { paddingIndex: padding } }),
    };
  },
});
