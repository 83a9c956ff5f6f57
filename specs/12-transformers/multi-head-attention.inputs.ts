import { arange, Tensor } from "#tensor";
import { inputs, type Draw } from "#graders/spec/authoring.ts";

/** Sizes that fit: the features are a multiple of the heads, and query and key differ in length. */
function sequences(draw: Draw, fewest = 1) {
  const heads = draw.pick([1, 2, 2, 3]);
  const features = heads * draw.size(1, 3);
  const [batch, targets, sources] = [draw.size(fewest, 3), draw.size(1, 5), draw.size(1, 5)];
  return {
    heads,
    query: draw.tensor([batch, targets, features], -2, 2),
    key: draw.tensor([batch, sources, features], -2, 2),
    value: draw.tensor([batch, sources, features], -2, 2),
  };
}

/** Queries and keys of moderate size, or the softmax would put all weight on one key and have no slope. */
function parametersFor(draw: Draw, features: number) {
  const weight = (size: number): Tensor => draw.tensor([features, features], -size, size);
  const bias = (): Tensor => draw.tensor([features], -1.5, 1.5);
  return {
    weightQuery: weight(0.6),
    biasQuery: bias(),
    weightKey: weight(0.6),
    biasKey: bias(),
    weightValue: weight(1.5),
    biasValue: bias(),
    weightOutput: weight(1.5),
    biasOutput: bias(),
  };
}

/** Each key is padding one time in three; of several sequences one is nothing else, so that its queries see nothing. */
function maskFor(draw: Draw, [batch, sources]: readonly [number, number]): Tensor {
  const mask = draw.choices([batch, sources], [0, 1, 1]);
  const empty = batch === 1 ? -1 : draw.integer(0, batch - 1);
  return mask.mul(arange(batch).notEqual(empty).reshape([batch, 1]));
}

/** An option is left out at times. */
function optionsFor(draw: Draw, heads: number, sizes: readonly [batch: number, sources: number]) {
  return {
    ...(heads === 1 && draw.boolean() ? {} : { heads }),
    ...(draw.leavesOut() ? {} : { causal: draw.pick([false, true, true]) }),
    ...(draw.leavesOut() ? {} : { mask: maskFor(draw, sizes) }),
  };
}

function attention(draw: Draw, fewest = 1) {
  const { heads, query, key, value } = sequences(draw, fewest);
  const [batch, sources, features] = key.shape as readonly [number, number, number];
  const parameters = parametersFor(draw, features);
  return { query, key, value, parameters, options: optionsFor(draw, heads, [batch, sources]) };
}

export default inputs({
  multiHeadAttention: (draw) => attention(draw),
  multiHeadAttentionBackward: (draw) => {
    const values = attention(draw);
    return { ...values, gradOutput: draw.tensor(values.query.shape) };
  },
  withoutProjections: (draw) => {
    const { heads, query, key, value } = sequences(draw);
    const [batch, sources] = key.shape as readonly [number, number, number];
    return { query, key, value, options: optionsFor(draw, heads, [batch, sources]) };
  },
  /** Several sequences with a mask, of which one is all padding. */
  masked: (draw) => {
    const { options, ...values } = attention(draw, 2);
    const [batch, sources] = values.key.shape as readonly [number, number, number];
    return { ...values, options: { ...options, mask: maskFor(draw, [batch, sources]) } };
  },
  unmasked: (draw) => {
    const { heads, query, key, value } = sequences(draw);
    return { query, key, value, parameters: parametersFor(draw, query.shape[2]!), options: { heads } };
  },
});
