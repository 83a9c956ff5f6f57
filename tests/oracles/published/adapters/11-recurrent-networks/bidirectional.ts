import { bidirectional, type SequenceLayer } from "#reference/11-recurrent-networks/bidirectional.ts";
import { rnn } from "#reference/11-recurrent-networks/bptt.ts";
import { gru } from "#reference/11-recurrent-networks/gru.ts";
import { lstm } from "#reference/11-recurrent-networks/lstm.ts";
import { zeros, type Tensor } from "#tensor";
import { applies, doesNotApply, type Adapter } from "../../adapter.ts";
import { kerasGru } from "../../families/gru.ts";
import { initialOf, sequencesOf } from "../../families/recurrent.ts";
import { attribute, toTensor, type PublishedCase } from "../../published-case.ts";

interface Layer {
  readonly class_name?: string;
  readonly className?: string;
  readonly config: { readonly return_sequences?: boolean; readonly returnSequences?: boolean };
}

const adapter: Adapter = {
  claims: (item) => ["layer.Bidirectional", "layers.Bidirectional"].includes(item.op),
  answer(item) {
    const merge = item.attributes["merge_mode"] ?? item.attributes["mergeMode"] ?? null;
    if (merge !== "concat" && merge !== null) return doesNotApply("adds or multiplies the two outputs");
    const part = item.output_path?.find((entry) => typeof entry === "number") ?? 0;
    if (merge === "concat" && part > 0)
      return doesNotApply("gives the states of the layers, which the wrapper does not see");
    const { sequences, options } = sequencesOf(item);
    const config = (item.attributes["layer"] as Layer).config;
    const [forward, backward] = layersOf(item, sequences);
    const { output, last } = bidirectional(sequences, forward, backward, options);
    const result = (config.return_sequences ?? config.returnSequences) ? output : last;
    if (merge === "concat") return applies(result);
    const { size } = forward;
    return applies(result.slice(null, part === 0 ? [0, size] : [size, null]));
  },
};

export default adapter;

/** Weights stand one layer after the other: kernel, recurrent kernel, and a bias where there is one; so do the states. */
function layersOf(item: PublishedCase, sequences: Tensor): readonly [SequenceLayer<null>, SequenceLayer<null>] {
  const { class_name, className } = attribute(item, "layer", {}) as Layer;
  const kind = class_name ?? className;
  const weights = item.inputs.flatMap((array) => (array?.name.startsWith("weight:") ? [toTensor(array)] : []));
  const half = weights.length / 2;
  const layer = (place: number): SequenceLayer<null> => {
    const [kernel, recurrentKernel, bias] = weights.slice(place * half, (place + 1) * half) as [
      Tensor,
      Tensor,
      Tensor?,
    ];
    const size = recurrentKernel.shape[0]!;
    const simple = {
      weightInput: kernel.T,
      weightHidden: recurrentKernel.T,
      bias: bias ?? zeros([kernel.shape[1]!]),
    };
    const state = (index: number): Tensor => initialOf(item, sequences, size, index);
    const run: { readonly [kind: string]: (x: Tensor) => Tensor } = {
      SimpleRNN: (x) => rnn(x, simple, state(place)),
      GRU: (x) => gru(x, kerasGru(kernel, recurrentKernel, bias), state(place)).output,
      LSTM: (x) => lstm(x, simple, { hidden: state(2 * place), cell: state(2 * place + 1) }).output,
    };
    const unused = (): never => {
      throw new Error("No published case goes back through two directions.");
    };
    return { size, forward: run[kind ?? ""]!, backward: unused };
  };
  return [layer(0), layer(1)];
}
