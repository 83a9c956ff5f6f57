/** Simple recurrent networks of ONNX, Keras and TensorFlow.js, for every exercise that has one. */
import type { RnnParameters } from "#reference/11-recurrent-networks/bptt.ts";
import { zeros, type Tensor } from "#tensor";
import { applies, doesNotApply, type Adapter, type Answer } from "../adapter.ts";
import { attribute, findInput, input, type PublishedCase } from "../published-case.ts";
import { initialOf, published, sequencesOf } from "./recurrent.ts";

export interface Network {
  /** The activations that it knows. */
  readonly activations: readonly string[];
  /** The states `[N, T, H]`. */
  readonly run: (sequences: Tensor, parameters: RnnParameters, initial: Tensor, activation: string) => Tensor;
}

export function simpleRnnAdapter({ activations, run }: Network): Adapter {
  return {
    claims: (item) => ["RNN", "layer.SimpleRNN", "layers.SimpleRNN"].includes(item.op),
    answer(item) {
      const activation = attribute(item, "activation", "tanh");
      if (!activations.includes(activation))
        return doesNotApply(`squashes by ${activation}, which the exercise leaves out`);
      return item.op === "RNN" ? onnx(item, run) : keras(item, run, activation);
    },
  };
}

function onnx(item: PublishedCase, run: Network["run"]): Answer {
  const batchFirst = attribute(item, "layout", 0) === 1;
  const weightInput = input(item, "W").squeeze(0);
  const weightHidden = input(item, "R").squeeze(0);
  const bias = findInput(item, "B")?.reshape([2, -1]).sum(0) ?? zeros([weightInput.shape[0]!]);
  const given = input(item, "X");
  const sequences = batchFirst ? given : given.transpose([1, 0, 2]);
  const initial = zeros([sequences.shape[0]!, weightHidden.shape[0]!]);
  const states = run(sequences, { weightInput, weightHidden, bias }, initial, "tanh");
  const byName: { [name: string]: Tensor } = {
    Y: batchFirst ? states.expandDims(2) : states.transpose([1, 0, 2]).expandDims(1),
    Y_h: states.slice(null, -1).expandDims(batchFirst ? 1 : 0),
  };
  return applies(...item.outputs.map(({ name }) => byName[name]));
}

function keras(item: PublishedCase, run: Network["run"], activation: string): Answer {
  const read = sequencesOf(item);
  const { sequences, options } = read;
  const weightInput = input(item, "kernel").T;
  const weightHidden = input(item, "recurrent_kernel").T;
  const size = weightHidden.shape[0]!;
  const bias = findInput(item, "bias") ?? zeros([size]);
  const initial = initialOf(item, sequences, size);
  const states = run(sequences, { weightInput, weightHidden, bias }, initial, activation);
  // A state after the last step that is seen.
  const lengths = options.lengths ?? zeros([sequences.shape[0]!]).add(sequences.shape[1]!);
  const places = lengths.sub(1).map((place, n) => n * sequences.shape[1]! + place);
  const last = states.reshape([-1, size]).gather(places);
  const shown = states.map((entry, index) => {
    const [step, n] = [Math.floor(index / size) % sequences.shape[1]!, Math.floor(index / size / sequences.shape[1]!)];
    return step < lengths.at(n) ? entry : 0;
  });
  return published(item, read, shown, [last]);
}
