import { layer, layerBackward, neuron, type Activation } from "#reference/01-neurons/neuron.ts";
import { zeros, type Tensor } from "#tensor";
import { applies, doesNotApply, type Adapter, type Answer } from "../../adapter.ts";
import { activationOf } from "../../families/activate.ts";
import { productOperations, readProduct, type MatrixProduct } from "../../families/matrix-product.ts";
import { gradOutputOf, isGradient, operationOf, type PublishedCase } from "../../published-case.ts";

/** The others are put behind a linear layer. */
const own: readonly string[] = ["linear", "sigmoid", "relu", "tanh"];

const adapter: Adapter = {
  claims: (item) => productOperations.has(operationOf(item)),
  answer(item) {
    const product = readProduct(item);
    const { left, right, bias } = product;
    const activation = activationOf(item);
    if (right.rank > 2 || left.rank > 2)
      return doesNotApply("multiplies stacks of matrices, where a layer has one weight matrix");
    if (typeof activation === "string") return doesNotApply(activation);
    if (bias && !isRow(bias, right.shape.at(-1)!))
      return doesNotApply("adds a matrix, where a layer adds the same bias to every row");
    return isGradient(item) ? backward(item, product) : applies(forward(product, activation));
  },
};

export default adapter;

function isRow(bias: Tensor, outputs: number): boolean {
  return bias.size === 1 || (bias.size === outputs && bias.shape.at(-1) === outputs);
}

/** A vector on the left is one example, one on the right a single neuron; two vectors are the plain neuron. */
function forward({ left, right, bias, activation }: MatrixProduct, activate: (x: Tensor) => Tensor): Tensor {
  if (left.rank === 1 && right.rank === 1) return neuron(left, right, bias?.reshape([]) ?? zeros([]));
  const [input, columns] = [left.reshape([-1, left.shape.at(-1)!]), right.reshape([right.shape[0]!, -1])];
  const outputs = columns.shape[1]!;
  const row = bias ? bias.reshape([-1]).broadcastTo([outputs]) : zeros([outputs]);
  const result = own.includes(activation)
    ? layer(input, columns.T, row, { activation: activation as Activation })
    : activate(layer(input, columns.T, row));
  return result.reshape([...left.shape.slice(0, -1), ...right.shape.slice(1)]);
}

function backward(item: PublishedCase, { left, right, transposed }: MatrixProduct): Answer {
  const gradOutput = gradOutputOf(item, [left.shape[0]!, right.shape[1]!]);
  const { gradInput, gradWeight } = layerBackward(left, right.T, zeros([right.shape[1]!]), gradOutput);
  if (item.wrt === "a") return applies(transposed.left ? gradInput.T : gradInput);
  return applies(transposed.right ? gradWeight : gradWeight.T);
}
