import { beforeAll, describe, it } from "vitest";
import { mergeLayers } from "#reference/02-activations/linear.ts";
import { drive, layer, layerBackward, neuron, type Activation } from "#reference/01-neurons/neuron.ts";
import {
  differentiate,
  draws,
  expectAgreement,
  loadTensorFlow,
  toTf,
  type TensorFlow,
  type TfTensor,
} from "./tensorflow.ts";

let tf: TensorFlow;
beforeAll(async () => {
  tf = await loadTensorFlow();
});

describe("a layer of neurons agrees with TensorFlow.js", () => {
  it.each<Activation>(["linear", "sigmoid", "relu", "tanh"])(
    "%s: values and the gradients of input, weights and bias",
    (activation) => {
      for (const { seed, draw } of draws) {
        const drawn = draw();
        const [examples, features, neurons] = [drawn.size(), drawn.size(), drawn.size()];
        const [input, weight, bias] = [
          drawn.tensor([examples, features]),
          drawn.tensor([neurons, features]),
          drawn.tensor([neurons]),
        ];
        const gradOutput = drawn.tensor([examples, neurons]);
        const oracle = (x: TfTensor, w: TfTensor, b: TfTensor): TfTensor => {
          const z = tf.matMul(x, w, false, true).add(b);
          return activation === "linear" ? z : tf[activation](z);
        };
        const { value, gradients } = differentiate(tf, oracle, [input, weight, bias], gradOutput);
        const { gradInput, gradWeight, gradBias } = layerBackward(input, weight, bias, gradOutput, { activation });
        expectAgreement(`${activation} (seed ${seed})`, layer(input, weight, bias, { activation }), value);
        expectAgreement(`gradInput (seed ${seed})`, gradInput, gradients[0]!);
        expectAgreement(`gradWeight (seed ${seed})`, gradWeight, gradients[1]!);
        expectAgreement(`gradBias (seed ${seed})`, gradBias, gradients[2]!);
      }
    },
  );
});

describe("a neuron agrees with TensorFlow.js", () => {
  it("in its output, and in the drive through positive and through negative weights", () => {
    for (const { seed, draw } of draws) {
      const drawn = draw();
      const features = drawn.size(3);
      const [input, weight, bias] = [drawn.tensor([features]), drawn.tensor([features]), drawn.tensor([])];
      const [x, w, b] = [input, weight, bias].map((given) => toTf(tf, given)) as [TfTensor, TfTensor, TfTensor];
      const { excitatory, inhibitory } = drive(input, weight);
      expectAgreement(
        `neuron (seed ${seed})`,
        neuron(input, weight, bias, { activation: "tanh" }),
        tf.dot(x, w).add(b).tanh(),
      );
      expectAgreement(`excitatory (seed ${seed})`, excitatory, tf.dot(x, w.relu()));
      expectAgreement(`inhibitory (seed ${seed})`, inhibitory, tf.dot(x, w.neg().relu()).neg());
    }
  });
});

describe("two linear layers merged into one agree with TensorFlow.js", () => {
  it("in what both give to an input, one after the other", () => {
    for (const { seed, draw } of draws) {
      const drawn = draw();
      const [features, hidden, outputs] = [drawn.size(2), drawn.size(2), drawn.size(2)];
      const first = { weight: drawn.tensor([hidden, features]), bias: drawn.tensor([hidden]) };
      const second = { weight: drawn.tensor([outputs, hidden]), bias: drawn.tensor([outputs]) };
      const input = drawn.tensor([drawn.size(), features]);
      const through = (x: TfTensor, { weight, bias }: typeof first): TfTensor =>
        tf.matMul(x, toTf(tf, weight), false, true).add(toTf(tf, bias));
      const merged = mergeLayers(first, second);
      const expected = through(through(toTf(tf, input), first), second);
      expectAgreement(`mergeLayers (seed ${seed})`, layer(input, merged.weight, merged.bias), expected);
    }
  });
});
