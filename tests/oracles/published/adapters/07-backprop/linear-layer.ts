/** Layers and products with one matrix, of any library: `x Wᵀ + b`; what a layer of Keras does afterwards is done by its own exercise. */
import { linear, linearBackward } from "#reference/07-backprop/linear-layer.ts";
import { zeros } from "#tensor";
import { applies, doesNotApply, type Adapter } from "../../adapter.ts";
import { activationOf } from "../../families/activate.ts";
import { productOperations, readProduct } from "../../families/matrix-product.ts";
import { gradOutputOf, isGradient, operationOf } from "../../published-case.ts";

const adapter: Adapter = {
  claims: (item) => productOperations.has(operationOf(item)),
  answer(item) {
    const { left, right, bias, transposed } = readProduct(item);
    if (right.rank !== 2)
      return doesNotApply("multiplies by something else than one matrix, which the weight of a layer is");
    const outputs = right.shape[1]!;
    if (bias && bias.size !== 1 && !(bias.size === outputs && bias.shape.at(-1) === outputs))
      return doesNotApply("adds a matrix, where a layer adds the same bias to every vector");
    const row = bias ? bias.reshape([-1]).broadcastTo([outputs]) : zeros([outputs]);
    if (isGradient(item)) {
      const gradOutput = gradOutputOf(item, [...left.shape.slice(0, -1), outputs]);
      const { gradInput, gradWeight } = linearBackward(left, right.T, row, gradOutput);
      if (item.wrt === "a") return applies(transposed.left ? gradInput.T : gradInput);
      return applies(transposed.right ? gradWeight : gradWeight.T);
    }
    const activate = activationOf(item);
    if (typeof activate === "string") return doesNotApply(activate);
    return applies(activate(linear(left, right.T, row)));
  },
};

export default adapter;
