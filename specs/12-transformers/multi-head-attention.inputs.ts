import { Tensor } from "#tensor";
import { inputs, type Draw } from "#graders/spec/authoring.ts";

/** Sizes that fit: the features are a multiple of the heads, and query and key differ in length. */
function sequences(draw: Draw) {
  const heads = draw.pick([1, 2, 2, 3]);
  const features = heads * draw.size(1, 3);
  const [batch, targets, sources] = [draw.size(1, 3), draw.size(1, 5), draw.size(1, 5)];
  return {
    heads,
    query: draw.tensor([batch, targets, features], -2, 2),
    key: draw.tensor([batch, sources, features], -2, 2),
    value: draw.tensor([batch, sources, features], -2, 2),
  };
}

function parametersFor(draw: Draw, features: number) {
  const weight = (): Tensor => draw.tensor([features, features], -1.5, 1.5);
  const bias = (): Tensor => draw.tensor([features], -1.5, 1.5);
  return {
    weightQuery: weight(),
    biasQuery: bias(),
    weightKey: weight(),
    biasKey: bias(),
    weightValue: weight(),
    biasValue: bias(),
    weightOutput: weight(),
    biasOutput: bias(),
  };
}

/** Each key is padding one time in three, so that now and then a query sees nothing; an option is left out at times. */
function optionsFor(draw: Draw, heads: number, [batch, sources]: readonly [number, number]) {
  return {
    ...(heads === 1 && draw.boolean() ? {} : { heads }),
    ...(draw.boolean() ? { causal: draw.boolean() } : {}),
    ...(draw.boolean() ? { mask: draw.choices([batch, sources], [0, 1, 1]) } : {}),
  };
}

function attention(draw: Draw) {
  const { heads, query, key, value } = sequences(draw);
  const [batch, sources, features] = key.shape as readonly [number, number, number];
  const parameters = parametersFor(draw, features);
  return { query, key, value, parameters, options: optionsFor(draw, heads, [batch, sources]) };
}

export default inputs({
  multiHeadAttention: attention,
  multiHeadAttentionBackward: (draw) => {
    const values = attention(draw);
    return { ...values, gradOutput: draw.tensor(values.query.shape) };
  },
  withoutProjections: (draw) => {
    const { heads, query, key, value } = sequences(draw);
    const [batch, sources] = key.shape as readonly [number, number, number];
    return { query, key, value, options: optionsFor(draw, heads, [batch, sources]) };
  },
  unmasked: (draw) => {
    const { heads, query, key, value } = sequences(draw);
    return { query, key, value, parameters: parametersFor(draw, query.shape[2]!), options: { heads } };
  },
});
