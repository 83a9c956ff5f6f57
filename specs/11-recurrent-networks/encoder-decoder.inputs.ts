import { inputs, type Draw } from "#graders/spec/authoring.ts";

function network(draw: Draw, reach = 1) {
  const [batch, length, steps] = [draw.size(1, 3), draw.size(1, 4), draw.size(2, 5)];
  const [sourceWords, targetWords] = [draw.size(2, 4), draw.size(3, 5)];
  const [features, targetFeatures, units] = [draw.size(1, 3), draw.size(1, 3), draw.size(1, 3)];
  const lstmOf = (inputs: number) => ({
    weightInput: draw.tensor([4 * units, inputs], -reach, reach),
    weightHidden: draw.tensor([4 * units, units], -reach, reach),
    bias: draw.tensor([4 * units], -reach, reach),
  });
  return {
    input: draw.integers([batch, length], 0, sourceWords - 1),
    target: draw.integers([batch, steps], 0, targetWords - 1),
    parameters: {
      sourceEmbedding: draw.tensor([sourceWords, features], -2, 2),
      encoder: lstmOf(features),
      targetEmbedding: draw.tensor([targetWords, targetFeatures], -2, 2),
      decoder: lstmOf(targetFeatures),
      weightOutput: draw.tensor([targetWords, units], -2 * reach, 2 * reach),
      biasOutput: draw.tensor([targetWords], -1, 1),
    },
    gradOutput: draw.tensor([batch, steps, targetWords]),
  };
}

export default inputs({
  encoderDecoder: (draw) => network(draw),
  encoderDecoderBackward: (draw) => network(draw),
  /** Large weights, so that one word follows another, and translations end. */
  greedyDecode: (draw) => ({
    ...network(draw, 3),
    options: draw.leavesOut() ? {} : { maxLength: draw.integer(3, 8) },
  }),
});
