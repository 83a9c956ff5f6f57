import { arange, type Tensor } from "#tensor";
import { inputs, type Draw } from "#graders/spec/authoring.ts";

/** Each key is padding one time in three; of several sequences one is nothing else, so that its queries see nothing. */
function maskFor(draw: Draw, batch: number, sources: number): Tensor {
  const mask = draw.choices([batch, sources], [0, 1, 1]);
  const empty = batch === 1 ? -1 : draw.integer(0, batch - 1);
  return mask.mul(arange(batch).notEqual(empty).reshape([batch, 1]));
}

/** Scores of moderate size, or the softmax would put all weight on one key and have no slope. */
function attention(draw: Draw, { general = false, masked = !draw.leavesOut() } = {}) {
  const [batch, targets, sources] = [draw.size(1, 3), draw.size(1, 4), draw.size(2, 5)];
  const [features, valueFeatures] = [draw.size(1, 4), draw.size(1, 3)];
  const keyFeatures = general ? draw.size(1, 4) : features;
  return {
    query: draw.tensor([batch, targets, features], -1.5, 1.5),
    key: draw.tensor([batch, sources, keyFeatures], -1.5, 1.5),
    value: draw.tensor([batch, sources, valueFeatures]),
    ...(general ? { weight: draw.tensor([features, keyFeatures], -1, 1) } : {}),
    gradOutput: draw.tensor([batch, targets, valueFeatures]),
    options: masked ? { mask: maskFor(draw, batch, sources) } : {},
  };
}

export default inputs({
  dotAttention: (draw) => attention(draw),
  dotAttentionBackward: (draw) => attention(draw),
  generalAttention: (draw) => attention(draw, { general: true }),
  generalAttentionBackward: (draw) => attention(draw, { general: true }),
  unmasked: (draw) => attention(draw, { masked: false }),
});
