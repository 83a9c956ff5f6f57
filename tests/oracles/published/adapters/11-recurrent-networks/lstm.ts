import { lstm, type LstmParameters } from "#reference/11-recurrent-networks/lstm.ts";
import { concatenate, zeros, type Tensor } from "#tensor";
import { applies, doesNotApply, type Adapter, type Answer } from "../../adapter.ts";
import { initialOf, published, sequencesOf } from "../../families/recurrent.ts";
import { attribute, findInput, input, type PublishedCase } from "../../published-case.ts";

const adapter: Adapter = {
  claims: (item) => ["LSTM", "layer.LSTM", "layers.LSTM", "train.LSTM+Dense"].includes(item.op),
  answer: (item) => (item.op === "LSTM" ? onnx(item) : keras(item)),
};

export default adapter;

/** Gates in the order input, output, forget, cell; two biases, which add up; X `[T, N, D]`, or `[N, T, D]` for layout 1. */
function onnx(item: PublishedCase): Answer {
  if (findInput(item, "P")) return doesNotApply("has peepholes, which the exercise leaves out");
  const batchFirst = attribute(item, "layout", 0) === 1;
  const reorder = (rows: Tensor): Tensor => {
    const size = rows.shape[0]! / 4;
    const [i, o, f, c] = [0, 1, 2, 3].map((gate) => rows.slice([gate * size, (gate + 1) * size])) as [
      Tensor,
      Tensor,
      Tensor,
      Tensor,
    ];
    return concatenate([i, f, c, o]);
  };
  const weightInput = reorder(input(item, "W").squeeze(0));
  const weightHidden = reorder(input(item, "R").squeeze(0));
  const biases = findInput(item, "B")?.reshape([2, -1]).sum(0);
  const bias = biases ? reorder(biases) : zeros([weightInput.shape[0]!]);
  const given = input(item, "X");
  const sequences = batchFirst ? given : given.transpose([1, 0, 2]);
  const rest = zeros([sequences.shape[0]!, weightHidden.shape[1]!]);
  const { output, hidden } = lstm(sequences, { weightInput, weightHidden, bias }, { hidden: rest, cell: rest });
  const byName: { [name: string]: Tensor } = {
    Y: batchFirst ? output.expandDims(2) : output.transpose([1, 0, 2]).expandDims(1),
    Y_h: hidden.expandDims(batchFirst ? 1 : 0),
  };
  return applies(...item.outputs.map(({ name }) => byName[name]));
}

/** Gates as in the course; kernels are [in, out]. */
function keras(item: PublishedCase): Answer {
  const gate = attribute(item, "recurrent_activation", attribute(item, "recurrentActivation", "sigmoid"));
  if (gate !== "sigmoid") return doesNotApply("squashes its gates with hard sigmoids, which the exercise leaves out");
  const weightInput = input(item, "kernel").T;
  const weightHidden = input(item, "recurrent_kernel").T;
  const parameters: LstmParameters = {
    weightInput,
    weightHidden,
    bias: findInput(item, "bias") ?? zeros([weightInput.shape[0]!]),
  };
  const read = sequencesOf(item);
  const size = weightHidden.shape[1]!;
  const initial = {
    hidden: initialOf(item, read.sequences, size, 0),
    cell: initialOf(item, read.sequences, size, 1),
  };
  const { output, hidden, cell } = lstm(read.sequences, parameters, initial, read.options);
  return published(item, read, output, [hidden, cell]);
}
