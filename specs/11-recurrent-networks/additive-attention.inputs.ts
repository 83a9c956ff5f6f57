import { arange, type Tensor } from "#tensor";
import { inputs, type Draw } from "#graders/spec/authoring.ts";

/** Each key is padding one time in three; of several sequences one is nothing else, so that its queries see nothing. */
function maskFor(draw: Draw, batch: number, sources: number): Tensor {
  const mask = draw.choices([batch, sources], [0, 1, 1]);
  const empty = batch === 1 ? -1 : draw.integer(0, batch - 1);
  return mask.mul(arange(batch).notEqual(empty).reshape([batch, 1]));
}

function attention(draw: Draw, masked: boolean, fewest = 1) {
  const [batch, targets, sources] = [draw.size(fewest, 3), draw.size(1, 4), draw.size(2, 5)];
  const [queryFeatures, keyFeatures, hidden] = [draw.size(1, 4), draw.size(1, 4), draw.size(2, 4)];
  return {
    query: draw.tensor([batch, targets, queryFeatures], -2, 2),
    key: draw.tensor([batch, sources, keyFeatures], -2, 2),
    parameters: {
      weightQuery: draw.tensor([hidden, queryFeatures], -1, 1),
      weightKey: draw.tensor([hidden, keyFeatures], -1, 1),
      weightScore: draw.tensor([hidden], -2, 2),
    },
    options: masked ? { mask: maskFor(draw, batch, sources) } : {},
  };
}

function withValues(draw: Draw, masked: boolean, fewest?: number) {
  const { query, key, ...rest } = attention(draw, masked, fewest);
  const features = draw.size(1, 3);
  return {
    query,
    key,
    value: draw.tensor([...key.shape.slice(0, 2), features]),
    ...rest,
    gradOutput: draw.tensor([...query.shape.slice(0, 2), features]),
  };
}

export default inputs({
  additiveAttentionWeights: (draw) => attention(draw, !draw.leavesOut()),
  additiveAttention: (draw) => withValues(draw, !draw.leavesOut()),
  additiveAttentionBackward: (draw) => withValues(draw, !draw.leavesOut()),
  unmasked: (draw) => withValues(draw, false),
  /** Several sequences with a mask, of which one is all padding. */
  masked: (draw) => withValues(draw, true, 2),
});
