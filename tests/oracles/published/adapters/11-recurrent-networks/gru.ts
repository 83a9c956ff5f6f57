import { gru } from "#reference/11-recurrent-networks/gru.ts";
import { zeros, type Tensor } from "#tensor";
import { applies, doesNotApply, type Adapter, type Answer } from "../../adapter.ts";
import { kerasGru, resetFirst } from "../../families/gru.ts";
import { initialOf, published, sequencesOf } from "../../families/recurrent.ts";
import { attribute, findInput, input, type PublishedCase } from "../../published-case.ts";

const adapter: Adapter = {
  claims: (item) => ["GRU", "layer.GRU", "layers.GRU", "train.GRU+Dense"].includes(item.op),
  answer: (item) => (item.op === "GRU" ? onnx(item) : keras(item)),
};

export default adapter;

/** Whether r comes before W or after it makes no difference where W h + c is 0: in one step from h = 0, without a bias c of the candidate. */
function onnx(item: PublishedCase): Answer {
  const batchFirst = attribute(item, "layout", 0) === 1;
  const given = input(item, "X");
  const sequences = batchFirst ? given : given.transpose([1, 0, 2]);
  const weightHidden = resetFirst(input(item, "R").squeeze(0));
  const weightInput = resetFirst(input(item, "W").squeeze(0));
  const size = weightHidden.shape[1]!;
  const biases = findInput(item, "B")?.reshape([2, 3 * size]) ?? zeros([2, 3 * size]);
  if (attribute(item, "linear_before_reset", 0) === 0) {
    if (sequences.shape[1]! > 1) return doesNotApply("applies the reset gate before the product with W");
    if (
      biases
        .slice(1, [2 * size, null])
        .abs()
        .sum()
        .item() > 0
    )
      return doesNotApply("has the bias of the state outside of the reset gate");
  }
  const parameters = {
    weightInput,
    weightHidden,
    biasInput: resetFirst(biases.slice(0)),
    biasHidden: resetFirst(biases.slice(1)),
  };
  const { output, hidden } = gru(sequences, parameters, zeros([sequences.shape[0]!, size]));
  const byName: { [name: string]: Tensor } = {
    Y: batchFirst ? output.expandDims(2) : output.transpose([1, 0, 2]).expandDims(1),
    Y_h: hidden.expandDims(batchFirst ? 1 : 0),
  };
  return applies(...item.outputs.map(({ name }) => byName[name]));
}

function keras(item: PublishedCase): Answer {
  const gate = attribute(item, "recurrent_activation", attribute(item, "recurrentActivation", "sigmoid"));
  if (gate !== "sigmoid") return doesNotApply("squashes its gates with hard sigmoids, which the exercise leaves out");
  if (!attribute(item, "reset_after", true)) return doesNotApply("applies the reset gate before the product with W");
  const read = sequencesOf(item);
  const recurrentKernel = input(item, "recurrent_kernel");
  const parameters = kerasGru(input(item, "kernel"), recurrentKernel, findInput(item, "bias"));
  const initial = initialOf(item, read.sequences, recurrentKernel.shape[0]!);
  const { output, hidden } = gru(read.sequences, parameters, initial, read.options);
  return published(item, read, output, [hidden]);
}
