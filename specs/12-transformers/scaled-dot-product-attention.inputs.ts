import { arange, type Tensor } from "#tensor";
import { inputs, type Draw } from "#graders/spec/authoring.ts";

/** Queries and keys of moderate size, or the softmax would put all weight on one key and have no slope. */
function sequences(draw: Draw, fewest = 1) {
  const batch = draw.pick([[draw.size(fewest, 3)], [draw.size(fewest, 3)], [draw.size(fewest, 2), draw.size(1, 3)]]);
  const [targets, sources, features, wanted] = [draw.size(), draw.size(2, 5), draw.size(1, 5), draw.size(1, 4)];
  return {
    query: draw.tensor([...batch, targets, features], -2, 2),
    key: draw.tensor([...batch, sources, features], -2, 2),
    value: draw.tensor([...batch, sources, wanted]),
  };
}

/** One key in three is hidden, and for one of several sequences all of them: its queries see nothing. */
function maskFor(draw: Draw, query: Tensor, key: Tensor): Tensor {
  const [batch, rest] = [query.shape[0]!, query.shape.slice(1, -2)];
  const [targets, sources] = [query.shape.at(-2)!, key.shape.at(-2)!];
  const ones = rest.map(() => 1);
  const shape = draw.pick([
    [batch, ...ones, 1, sources],
    [batch, ...rest, targets, sources],
    [1, ...ones, targets, sources],
  ]);
  const empty = shape[0] === 1 ? -1 : draw.integer(0, batch - 1);
  const kept = arange(shape[0]!)
    .notEqual(empty)
    .reshape([-1, ...shape.slice(1).map(() => 1)]);
  return draw.choices(shape, [0, 1, 1]).mul(kept);
}

function optionsFor(draw: Draw, query: Tensor, key: Tensor) {
  return {
    ...(draw.leavesOut() ? {} : { causal: draw.pick([false, true, true]) }),
    ...(draw.leavesOut() ? {} : { mask: maskFor(draw, query, key) }),
  };
}

function attention(draw: Draw) {
  const { query, key, value } = sequences(draw);
  return { query, key, value, options: optionsFor(draw, query, key) };
}

export default inputs({
  attentionWeights: (draw) => {
    const { query, key } = sequences(draw);
    return { query, key, options: optionsFor(draw, query, key) };
  },
  scaledDotProductAttention: attention,
  scaledDotProductAttentionBackward: (draw) => {
    const values = attention(draw);
    return {
      ...values,
      gradOutput: draw.tensor([...values.query.shape.slice(0, -1), values.value.shape.at(-1)!]),
    };
  },
  unmasked: (draw) => sequences(draw),
  threeAxes: (draw) => {
    const { query, key, value } = sequences(draw);
    const flat = (x: Tensor): Tensor => x.reshape([-1, ...x.shape.slice(-2)]);
    return { query: flat(query), key: flat(key), value: flat(value) };
  },
  /** Several sequences with a mask, of which one often sees nothing. */
  masked: (draw) => {
    const { query, key, value } = sequences(draw, 2);
    return { query, key, value, options: { ...optionsFor(draw, query, key), mask: maskFor(draw, query, key) } };
  },
});
