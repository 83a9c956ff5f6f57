import { inputs, type Draw } from "#graders/spec/authoring.ts";

/** Features behind none, one, two or three axes that count vectors. */
function layer(draw: Draw) {
  const [features, outputs] = [draw.size(2, 4), draw.size(2, 4)];
  const leading = Array.from({ length: draw.integer(0, 3) }, () => draw.size(1, 3));
  return {
    input: draw.tensor([...leading, features]),
    weight: draw.tensor([outputs, features]),
    bias: draw.tensor([outputs]),
    gradOutput: draw.tensor([...leading, outputs]),
  };
}

export default inputs({ linear: layer, linearBackward: layer });
