import { inputs, type Draw } from "#graders/spec/authoring.ts";

/** Images with so many values in each channel that a normalised value is not near ±1 whatever the weights. */
function block(draw: Draw, projected: boolean) {
  // A normalised projection of one channel does not depend on its weight.
  const channels = projected ? draw.size(2, 3) : draw.size(1, 3);
  const outputs = projected ? draw.size(1, 3) : channels;
  const stride = projected ? draw.pick([1, 2]) : 1;
  const vector = (reach: number) => draw.tensor([outputs], -reach, reach);
  return {
    input: draw.tensor([draw.size(1, 3), channels, draw.size(3, 4), draw.size(3, 5)], -2, 2),
    parameters: {
      weight1: draw.tensor([outputs, channels, 3, 3], -1, 1),
      gamma1: vector(2),
      beta1: vector(1),
      weight2: draw.tensor([outputs, outputs, 3, 3], -1, 1),
      gamma2: vector(2),
      beta2: vector(1),
      ...(projected
        ? {
            weightShortcut: draw.tensor([outputs, channels, 1, 1], -1, 1),
            gammaShortcut: vector(2),
            betaShortcut: vector(1),
          }
        : {}),
    },
    options: stride === 1 && draw.boolean() ? {} : { stride },
  };
}

export default inputs({
  residualBlock: (draw) => block(draw, draw.boolean()),
  identity: (draw) => block(draw, false),
  projection: (draw) => block(draw, true),
});
