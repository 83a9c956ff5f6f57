import * as right from "#reference/10-convolutional-networks/architectures.ts";
import type { Layer, Shape } from "#reference/10-convolutional-networks/architectures.ts";
import { variants } from "#graders/spec/authoring.ts";

type Module = typeof import("#reference/10-convolutional-networks/architectures.ts");

/** What a network takes, in words of its own: every default written out, and no dropout. */
const writtenOut = (layers: readonly Layer[]): Layer[] =>
  layers
    .filter(({ type }) => type !== "dropout")
    .map((layer) => {
      if (layer.type === "conv") return { stride: 1, padding: 0, groups: 1, bias: true, ...layer };
      if (layer.type === "residual")
        return { ...layer, main: writtenOut(layer.main), shortcut: writtenOut(layer.shortcut) };
      return layer.type === "concat" ? { ...layer, branches: layer.branches.map(writtenOut) } : layer;
    });

/** Walks the layers once, with the shape so far in hand. */
function walk(layers: readonly Layer[], inputShape: Shape, found: Shape[]): Shape {
  let shape = inputShape;
  for (const layer of layers) {
    const before = shape;
    if (layer.type === "residual") {
      walk(layer.main, before, found);
      walk(layer.shortcut, before, found);
    } else if (layer.type === "concat") {
      for (const branch of layer.branches) walk(branch, before, found);
    } else {
      found.push(...right.parameterShapes([layer], before));
    }
    shape = right.outputShape([layer], before);
  }
  return shape;
}

export default variants<Module>({
  "defaults written out, no dropout": { architecture: (name) => writtenOut(right.architecture(name)) },
  "one walk through the layers": {
    parameterShapes(layers, inputShape) {
      const found: Shape[] = [];
      walk(layers, inputShape, found);
      return found;
    },
  },
});
